import { describe, expect, it } from 'vitest';
import { benchText, tooFewText } from '../../../src/cli/benchText.ts';
import { createPaint } from '../../../src/cli/paint.ts';
import { MEASURES } from '../../../src/features/bench/measures.ts';
import type { BenchReport, BenchTable } from '../../../src/features/bench/report.ts';
import type { TaskKind } from '../../../src/features/bench/task.ts';

const at = (mean: number) => ({ mean, low: mean - 0.05, high: mean + 0.05 });
const tableFor = (kind: TaskKind): BenchTable => ({
  kind,
  tasks: 40,
  commits: 38,
  enough: true,
  rows: ['Cairn', 'imports', 'same folder'].map((method, row) => ({
    method,
    measures: Object.fromEntries(MEASURES[kind].map(measure => [measure, at(0.8 - row / 4)])),
  })),
  differences: MEASURES[kind].map((measure, place) => ({ measure, against: 'imports', ...at(0.25 - place / 8) })),
});
const report: BenchReport = {
  options: { commits: 40, seed: 1, withText: true },
  head: 'abc',
  shallow: false,
  commits: 1200,
  oldest: 1_700_000_000,
  newest: 1_720_000_000,
  tables: [
    tableFor('cochange'),
    { ...tableFor('definitions'), tasks: 3, commits: 2, enough: false, rows: [], differences: [] },
  ],
  calibration: [
    {
      kind: 'cochange',
      items: 1200,
      useful: 0.05,
      brier: 0.0432,
      brierOfMean: 0.0475,
      ece: 0.0061,
      bins: [
        { from: 0.003, to: 0.01, items: 200, predicted: 0.0062, observed: 0 },
        { from: 0.1, to: 0.3, items: 1000, predicted: 0.161, observed: 0.158 },
      ],
    },
  ],
  tokens: { cochange: 2345.6 },
  latency: { p50: 11.6, p95: 40.2 },
  leftOut: [
    { kind: 'cochange', reason: 'only one modified source file', commits: 1000 },
    { kind: 'cochange', reason: 'no modified source file', commits: 162 },
  ],
};

describe('the report of a bench', () => {
  it('shows what each method finds, the difference and its certainty', () => {
    expect(
      benchText('shop', report, 75, 110, createPaint(false)),
    ).toBe(`shop  1,200 commits looked at, 2023-11-14 to 2024-07-03

co-change, with the subject: from one file of a commit to the other source files that it modified (40 tasks from 38 commits)
                              recall@5       recall@10           MRR          useful
Cairn                     80.0 (75–85)    80.0 (75–85)  80.0 (75–85)    80.0 (75–85)
imports                   55.0 (50–60)    55.0 (50–60)  55.0 (50–60)    55.0 (50–60)
same folder               30.0 (25–35)    30.0 (25–35)  30.0 (25–35)    30.0 (25–35)
Cairn − best baseline  +25.0 (+20…+30)  +12.5 (+8…+18)   0.0 (−5…+5)  −12.5 (−18…−8)
Better than the best baseline in recall@5 (imports), recall@10 (imports); worse in useful (imports); no sure
difference in MRR (imports).
Predicted → observed usefulness of excerpts, in %: 0.62 → 0 (200), 16 → 16 (1,000). Of 1,200 excerpts 5 % were
of use; Brier 0.0432 (0.0475 by the mean alone), ECE 0.0061; 2,346 tokens a pack.

definitions: before a name on an added line: is the header of its definition within so many tokens? (3 tasks from 2 commits)
  too few to say anything: at least 5 are needed

An answer takes 12 ms (half of them), 40 ms (95 %); the whole run took 1 min 15 s.
In brackets: 95 % confidence, over commits. Useful: lines of what was wanted, in a hundred packed lines at 4k
tokens.
Commits left out of co-change: 1,000 only one modified source file · 162 no modified source file.
`);
  });
  it('says how many tasks there were, why the rest was left out, and what helps', () => {
    const few = { ...report, shallow: true, tables: [{ ...tableFor('cochange'), tasks: 1, enough: false }] };
    expect(tooFewText(few)).toBe(`too few tasks: 1 task of co-change in 1,200 commits, at least 5 are needed
Commits left out of co-change: 1,000 only one modified source file · 162 no modified source file.
The history is shallow: \`git fetch --unshallow\` brings the rest.`);
  });
});
