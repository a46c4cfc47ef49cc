import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import type { Candidate, CandidateFile, OfferedFile } from '../../../src/pack/candidate.ts';
import { bestClosure } from '../../../src/pack/closure.ts';
import type { Level } from '../../../src/pack/contextPack.ts';
import { type LevelLines, unite } from '../../../src/pack/levels.ts';
import { type Preset, presetOf } from '../../../src/pack/presets.ts';
import { FOLD_TOKENS, headerCost, selectLevels } from '../../../src/pack/select.ts';
import { textLines } from '../../../src/pack/textLines.ts';
import { upperBound } from '../../../src/pack/upperBound.ts';

const LINES = 14;
const LEVELS: readonly Level[] = ['name', 'signature', 'documented', 'elided', 'full'];

interface Drawn {
  readonly relevance: number;
  readonly name: number;
  readonly symbol: string;
  readonly contained: boolean;
  readonly levels: readonly (readonly [level: number, first: number, length: number])[];
}

const drawnCandidate: fc.Arbitrary<Drawn> = fc.record({
  relevance: fc.integer({ min: 1, max: 100 }).map(hundredths => hundredths / 100),
  name: fc.integer({ min: 0, max: LINES - 1 }),
  symbol: fc.constantFrom('f', 'g', 'A.f', 'h', 'i', 'j'),
  contained: fc.boolean(),
  levels: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.nat(LINES - 1), fc.nat(6)), {
    selector: ([level]) => level,
    minLength: 1,
    maxLength: 3,
  }),
});
const drawnFile = fc.tuple(
  fc.array(fc.constantFrom('a', 'word word word', 'long long long long long long', 'x(1, 2);'), {
    minLength: LINES,
    maxLength: LINES,
  }),
  fc.array(drawnCandidate, { minLength: 1, maxLength: 4 }),
);
const instances = fc.record({
  files: fc.array(drawnFile, { minLength: 1, maxLength: 2 }),
  budget: fc.integer({ min: 10, max: 160 }),
  task: fc.constantFrom('completion', 'edit'),
});

function fileOf([lines, drawn]: readonly [readonly string[], readonly Drawn[]], at: number): CandidateFile {
  const candidates = drawn.map(({ relevance, name, symbol, contained, levels }): Candidate => {
    let ranges = unite([[name, name]], LINES);
    // Levels grow, as those of symbols do.
    const grown = levels
      .toSorted((a, b) => a[0] - b[0])
      .map(([level, first, length]): LevelLines => {
        ranges = unite([...ranges, [first, first + length]], LINES);
        return { level: LEVELS[level] ?? 'full', ranges, folds: ranges.length - 1 };
      });
    const place = { symbol: -1, name: symbol, startLine: 0, endLine: LINES - 1, reasons: [] };
    return { ...place, score: relevance, usefulness: 1, relevance, levels: grown, containers: contained ? [0] : [] };
  });
  const text = textLines(lines.join('\n'));
  const path = `folder/file${at}.ts`;
  return { file: at, path, location: path, facts: lexicalFacts('', 'text'), text, score: 1, candidates };
}

/** What a set of levels takes: each line and header once. */
function tokensOf(file: CandidateFile, levels: readonly number[]): number {
  const shown = new Set<number>();
  let tokens = 0;
  file.candidates.forEach((candidate, at) => {
    const chosen = candidate.levels[levels[at] ?? -1];
    if (!chosen) return;
    for (const line of candidate.containers) shown.add(line);
    for (const [first, last] of chosen.ranges) for (let line = first; line <= last; line += 1) shown.add(line);
    tokens += FOLD_TOKENS * chosen.folds;
  });
  for (const line of shown) tokens += file.text.cost(line);
  return shown.size === 0 ? 0 : tokens + headerCost(file);
}

/** Every choice of levels; overloads discounted in the order that gives most. */
function optimum(files: readonly CandidateFile[], budget: number, preset: Preset): number {
  const slots = files.flatMap(file => file.candidates.map(candidate => ({ file, candidate })));
  const levels = slots.map(() => -1);
  let best = 0;
  const search = (at: number): void => {
    const slot = slots[at];
    if (slot) {
      for (let level = -1; level < slot.candidate.levels.length; level += 1) {
        levels[at] = level;
        search(at + 1);
      }
      return;
    }
    let from = 0;
    let tokens = 0;
    for (const file of files) {
      tokens += tokensOf(file, levels.slice(from, from + file.candidates.length));
      from += file.candidates.length;
    }
    if (tokens > budget) return;
    const twins = new Map<string, number[]>();
    slots.forEach(({ file, candidate }, each) => {
      const chosen = candidate.levels[levels[each] ?? -1];
      if (!chosen) return;
      const key = `${file.path} ${candidate.name}`;
      twins.set(key, [...(twins.get(key) ?? []), candidate.relevance * preset.value[chosen.level]]);
    });
    let value = 0;
    for (const worths of twins.values()) {
      worths
        .sort((a, b) => b - a)
        .forEach((worth, each) => {
          value += worth * preset.duplicate ** each;
        });
    }
    best = Math.max(best, value);
  };
  search(0);
  return best;
}

function offered(file: CandidateFile): OfferedFile {
  const most = Math.max(...file.candidates.map(candidate => candidate.relevance));
  return { ...file, most, open: () => file };
}

describe('the upper bound', () => {
  test('is not under the best of all choices, and selection not over it', () => {
    let [selected, best, bound] = [0, 0, 0];
    fc.assert(
      fc.property(instances, ({ files: drawn, budget, task }) => {
        const files = drawn.map(fileOf);
        const preset = presetOf(task);
        const most = optimum(files, budget, preset);
        const chosen = selectLevels(files.map(offered), budget, preset);
        const least = upperBound(files.map(offered), budget, preset);
        expect(chosen.tokens).toBeLessThanOrEqual(budget);
        expect(chosen.value).toBeLessThanOrEqual(most + 1e-6);
        expect(least).toBeGreaterThanOrEqual(most - 1e-6);
        expect(chosen.steps.reduce((sum, step) => sum + step.gain, 0)).toBeCloseTo(chosen.value, 6);
        selected += chosen.value;
        best += most;
        bound += least;
      }),
      { numRuns: 300, seed: 11 },
    );
    // So small, one line too many costs a large share: real packs are nearer.
    expect(selected / best).toBeGreaterThan(0.9);
    expect(best / bound).toBeGreaterThan(0.75);
  });

  test('is the value of all where all has room, and nothing without a budget', () => {
    const files = [
      fileOf(
        [
          ['one', ...Array(LINES - 1).fill('more')],
          [draw(0.5, 0), draw(0.25, 3)],
        ],
        0,
      ),
    ].map(offered);
    expect(upperBound(files, 10_000, presetOf('completion'))).toBeCloseTo(0.75 * 1.08, 6);
    expect(upperBound(files, 0, presetOf('completion'))).toBeCloseTo(0, 6);
    expect(upperBound([], 100, presetOf('completion'))).toBe(0);
  });
});

function draw(relevance: number, name: number): Drawn {
  return { relevance, name, symbol: `f${name}`, contained: false, levels: [[4, name, 1]] };
}

test('a closure takes what pays for all that it requires', () => {
  // Two projects share a tool of 6; together they pay for it, the third does not pay for its own.
  const problem = { profits: [4, 5, 2, -6, -3], requires: [[3], [3], [4], [], []] };
  const { profit, chosen } = bestClosure(problem);
  expect(profit).toBe(3);
  expect([...chosen]).toEqual([1, 1, 0, 1, 0]);
});
