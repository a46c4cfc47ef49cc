import { beforeAll, describe, expect, it } from 'vitest';
import { indexReportText } from '../../../src/cli/indexReportText.ts';
import { createPaint } from '../../../src/cli/paint.ts';
import { type IndexReport, reportIndex } from '../../../src/features/report/indexReport.ts';
import type { Snapshot } from '../../../src/index/snapshot.ts';
import { createWorkspace, loadGrammars } from '../index/workspace.ts';

const FILES = {
  'README.md': '# Shop\n',
  'src/order.ts': `import { readFileSync } from 'node:fs';
import { price } from './price.js';
import { gone } from './gone.js';
import { other } from './gone.js';
export class Order {
  total(callback: () => void, client: { total(): void }): number {
    callback();
    client.total();
    readFileSync('x');
    console.log(gone, other);
    return price(this.rate());
  }
  rate(): number { return 1; }
}
`,
  'src/price.ts': 'export function price(rate: number): number { return rate; }\nexport const broken = = 3;\n',
  'src/main.py': 'import os\nfrom .missing import thing\nfrom . import helper\nhelper.run()\n',
  'src/helper.py': 'def run():\n    pass\n',
};

let snapshot: Snapshot;
let report: IndexReport;
const ready = (files: number) => ({ state: 'ready', files, done: files });
beforeAll(async () => {
  await loadGrammars();
  snapshot = createWorkspace().write(FILES);
  report = reportIndex(snapshot, ready(5));
});

describe('files', () => {
  it('are counted by language, with those that have syntax errors', () => {
    expect(
      report.files.languages.map(({ language, files, withErrors, worst }) => [language, files, withErrors, worst]),
    ).toEqual([
      ['python', 2, 0, undefined],
      ['typescript', 2, 1, 'src/price.ts'],
    ]);
    expect(report.files.lexical).toEqual([{ ending: '.md', files: 1 }]);
  });
  it('that are skipped, partial, or code without a grammar are gaps', () => {
    const workspace = createWorkspace();
    workspace.write({ 'a.ts': 'export const a = 1;\n' });
    const facts = (language: string, truncated?: 'time') => ({
      ...(snapshot.files[0]?.facts as NonNullable<Snapshot['files'][0]>['facts']),
      language,
      ...(truncated && { truncated }),
    });
    const source = (relative: string, kind: 'source' | 'large' | 'binary') => ({
      path: { root: 0, relative },
      class: kind,
      size: 9,
      modified: 0,
      hash: relative,
    });
    const put = (relative: string, kind: 'source' | 'large' | 'binary', language: string, truncated?: 'time') => ({
      path: { root: 0, relative },
      source: source(relative, kind),
      facts: facts(language, truncated),
    });
    const all = workspace.index.update(
      [
        put('b.zig', 'source', 'text'),
        put('c.json', 'large', 'text'),
        put('d.png', 'binary', 'text'),
        put('e.ts', 'source', 'typescript', 'time'),
      ],
      true,
    );
    const gaps = reportIndex(all, ready(5));
    expect(gaps.state).toBe('gaps');
    expect(gaps.missing).toEqual([
      '1 file of code is read as text only: .zig',
      "1 file has partial facts: the parser's limit stopped it",
      '1 file is too large to be read, such as c.json',
    ]);
    expect(gaps.files.skipped).toEqual([
      { reason: 'large', files: 1, example: 'c.json' },
      { reason: 'binary', files: 1, example: 'd.png' },
    ]);
  });
});

describe('completeness', () => {
  it('is never claimed while files are missing', () => {
    expect(report.state).toBe('gaps');
    const clean = createWorkspace().write({ 'a.ts': 'export const a = 1;\n' });
    expect(reportIndex(clean, ready(1))).toMatchObject({ state: 'complete', missing: [] });
    const unfinished = reportIndex(clean, { state: 'indexing', files: 9, done: 1 });
    expect(unfinished).toMatchObject({ state: 'incomplete', missing: ['8 files were found but not read yet'] });
    expect(reportIndex(clean, { state: 'paused', files: 1, done: 1 })).toMatchObject({
      state: 'incomplete',
      missing: ['indexing has not finished (paused)'],
    });
    const paint = createPaint(false);
    expect(indexReportText('/w', unfinished, 80, paint)).toContain('✘ incomplete: 1 of 9 files read');
    expect(indexReportText('/w', unfinished, 80, paint)).not.toContain('✔');
  });
});

describe('imports', () => {
  it('are counted by where they lead, the unresolved ones with a place', () => {
    expect(report.imports).toEqual([
      {
        language: 'typescript',
        imports: 4,
        inside: 1,
        package: 0,
        external: 1,
        unresolved: 2,
        unresolvedInside: 2,
        unresolvedShare: 2 / 3,
        top: [{ specifier: './gone.js', count: 2, inside: true, path: 'src/order.ts', line: 2 }],
      },
      expect.objectContaining({ language: 'python', imports: 3, inside: 1, external: 1, unresolvedShare: 0.5 }),
    ]);
  });
});

describe('references', () => {
  const calls = () => report.references.find(each => each.kind === 'call');
  it('are resolved, outside, held by a local, or unknown', () => {
    // price, this.rate and helper.run; readFileSync and console.log; callback; client.total.
    expect(calls()).toMatchObject({
      references: 7,
      resolved: 3,
      outside: 2,
      local: 1,
      unresolved: 1,
      unresolvedShare: 0.25,
    });
    expect(calls()?.top).toEqual([{ name: 'total', count: 1, path: 'src/order.ts', line: 7 }]);
  });
  it('add up', () => {
    for (const each of report.references) {
      expect(each.resolved + each.outside + each.local + each.unresolved).toBe(each.references);
      expect(each.rules.reduce((sum, rule) => sum + rule.count, 0)).toBe(each.resolved);
      expect(each.levels.high + each.levels.medium + each.levels.low).toBe(each.resolved);
    }
  });
});

describe('report for people', () => {
  const text = (width: number) => indexReportText('/home/shop', report, width, createPaint(false));
  it('says what is missing before any figure', () => {
    const lines = text(90).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '/home/shop',
      '▲ all 5 files read, with gaps:',
      '  • 1 file has places that the parser does not understand',
    ]);
    expect(lines[3]).toMatch(/^resolved: 40\.0 % of the imports that lead inside, 75\.0 % of the calls/);
  });
  it('stays within the terminal', () => {
    for (const width of [50, 60, 80, 120]) {
      for (const line of text(width).split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
    }
  });
  it('colours without changing the text', () => {
    const colored = indexReportText('/home/shop', report, 80, createPaint(true));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(text(80));
    expect(colored).not.toBe(text(80));
  });
});
