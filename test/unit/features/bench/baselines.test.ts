import { beforeAll, describe, expect, it } from 'vitest';
import type { Baseline, BaselineQuery } from '../../../../src/features/bench/baselines/baseline.ts';
import { createImportNeighbours } from '../../../../src/features/bench/baselines/importNeighbours.ts';
import { sameFolder } from '../../../../src/features/bench/baselines/sameFolder.ts';
import { createTagPageRank } from '../../../../src/features/bench/baselines/tagPageRank.ts';
import { createWholeFileBm25 } from '../../../../src/features/bench/baselines/wholeFileBm25.ts';
import { definitionsOf, outlineContexts } from '../../../../src/features/bench/outline.ts';
import type { Snapshot } from '../../../../src/index/snapshot.ts';
import { loadTokenCounter } from '../../../../src/pack/tokens.ts';
import { snapshotOf } from '../../rank/workspace.ts';

const FILES: Readonly<Record<string, string>> = {
  'app/cart.ts': `import { rate } from '../lib/rate.ts';\nexport function total(sum: number): number {\n  return sum * rate(sum);\n}\n`,
  'app/page.ts': `import { total } from './cart.ts';\nexport const shown = total(3);\n`,
  'lib/rate.ts': `import { table } from './table.ts';\nexport function rate(sum: number): number {\n  return table[sum];\n}\n`,
  'lib/table.ts': 'export const table = [1];\n',
  'other/far.ts': 'export function zebra(): void {}\n',
};

let snapshot: Snapshot;
let query: BaselineQuery;
beforeAll(async () => {
  snapshot = await snapshotOf(FILES);
  const file = snapshot.find({ root: 0, relative: 'app/cart.ts' })?.id ?? -1;
  query = { snapshot, file, text: FILES['app/cart.ts'] ?? '', regions: [[2, 2]] };
});
const ranked = (baseline: Baseline, changed: Partial<BaselineQuery> = {}): string[] =>
  baseline.rank({ ...query, ...changed }).flatMap(id => snapshot.file(id)?.source.path.relative ?? []);

describe('baselines', () => {
  it('same folder: by folder steps, then by path', () => {
    expect(ranked(sameFolder)).toEqual(['app/cart.ts', 'app/page.ts', 'lib/rate.ts', 'lib/table.ts', 'other/far.ts']);
  });
  it('BM25: the files that share rare words with the text around the edit', () => {
    expect(ranked(createWholeFileBm25()).slice(0, 2).sort()).toEqual(['app/page.ts', 'lib/rate.ts']);
    expect(ranked(createWholeFileBm25(), { text: 'zebra', regions: [[0, 0]] })).toEqual(['other/far.ts']);
    const far = `zebra${'\n'.repeat(30)}table`;
    expect(ranked(createWholeFileBm25(), { text: far, regions: [[30, 30]] })).not.toContain('other/far.ts');
  });
  it('BM25: follows the files', async () => {
    const baseline = createWholeFileBm25();
    ranked(baseline);
    const later = await snapshotOf({ ...FILES, 'other/far.ts': 'export const sums = 1;\n', 'lib/table.ts': 'zebra\n' });
    const file = later.find({ root: 0, relative: 'app/cart.ts' })?.id ?? -1;
    const found = baseline.rank({ ...query, snapshot: later, file, text: 'zebra', regions: [[0, 0]] });
    expect(found.map(id => later.file(id)?.source.path.relative)).toEqual(['lib/table.ts']);
  });
  it('imports: neighbours in both directions, then theirs, then the rest', () => {
    const order = ranked(createImportNeighbours(sameFolder)).filter(path => path !== 'app/cart.ts');
    expect(order).toEqual(['app/page.ts', 'lib/rate.ts', 'lib/table.ts', 'other/far.ts']);
  });
  it('tag PageRank: along the names that one file uses and another defines', () => {
    const baseline = createTagPageRank();
    expect(ranked(baseline).filter(path => path !== 'app/cart.ts')).toEqual(['lib/rate.ts', 'lib/table.ts']);
    const names = baseline.definitions?.(query).map(symbol => snapshot.symbol(symbol)?.name);
    expect(names).toEqual(expect.arrayContaining(['rate', 'table']));
    expect(names?.indexOf('rate')).toBeLessThan(names?.indexOf('table') ?? -1);
  });
});

describe('outlines', () => {
  it('quote the lines of definitions in the order of the files, and end at the budget', async () => {
    const counter = await loadTokenCounter('cl100k_base');
    const readLines = async (path: string): Promise<string[]> => (FILES[path] ?? '').split('\n');
    const long = Array.from({ length: 400 }, (_, at) => `export function made${at}(): void {}`);
    const many = await snapshotOf({ ...FILES, 'lib/many.ts': long.join('\n') });
    const id = (relative: string): number => many.find({ root: 0, relative })?.id ?? -1;
    const contexts = await outlineContexts(
      definitionsOf(many, [id('app/cart.ts'), id('lib/rate.ts'), id('lib/many.ts')]),
      {
        snapshot: many,
        edited: id('app/cart.ts'),
        readLines: async path => (path === 'lib/many.ts' ? long : readLines(path)),
        counter,
      },
    );
    const small = contexts.get(1024) ?? [];
    expect(small.map(({ path }) => path)).toEqual(['lib/rate.ts', 'lib/many.ts']);
    expect(small[0]?.text).toBe('export function rate(sum: number): number {');
    const text = small.map(each => `${each.path}\n${each.text}\n`).join('');
    expect(counter.count(text)).toBeLessThanOrEqual(1024);
    expect(counter.count(text)).toBeGreaterThan(1000);
    expect(contexts.get(8192)?.[1]?.text.split('\n')).toHaveLength(400);
  });
});
