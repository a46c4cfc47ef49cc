import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ScipIndex } from '../../../src/index/scip/scipIndex.ts';
import type { Snapshot } from '../../../src/index/snapshot.ts';
import { decoded, FIXTURE, handMade, indexFixture, sourceOf } from './scipFixture.ts';
import { createWorkspace, describeSymbol, dump, loadGrammars } from './workspace.ts';

const PATHS = ['src/main.ts', 'src/shelf.ts', 'src/things.ts'];
const TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  PATHS.map(path => [path, readFileSync(join(FIXTURE, path), 'utf8')]),
);
const [MAIN, SHELF, THINGS] = [TEXTS['src/main.ts'] ?? '', TEXTS['src/shelf.ts'] ?? '', TEXTS['src/things.ts'] ?? ''];

let index: ScipIndex;
beforeAll(async () => {
  await loadGrammars();
  index = await decoded(await indexFixture());
}, 90_000);

/** `line target rule` of every edge of a file, lines from 1. */
function edges(snapshot: Snapshot, path = 'src/main.ts'): string[] {
  const file = snapshot.find({ root: 0, relative: path });
  return snapshot
    .references(file?.id ?? -1)
    .map(({ line, to, rule }) => `${line + 1} ${describeSymbol(snapshot, to).replace(/^src\//, '')} ${rule}`);
}

function precision(snapshot: Snapshot, path: string): string | undefined {
  return snapshot.precision(snapshot.find({ root: 0, relative: path })?.id ?? -1);
}

function described(files: Readonly<Record<string, string | undefined>> = TEXTS) {
  const workspace = createWorkspace();
  workspace.write(files);
  return { workspace, snapshot: workspace.index.describe(sourceOf(index)) };
}

describe('an index that fits', () => {
  test('finds what a type argument decides, and drops what only a name suggested', () => {
    const before = edges(createWorkspace().write(TEXTS));
    expect(before.filter(edge => edge.includes('unlock'))).toEqual([]);
    expect(before).toContain('10 things.ts:Journal.scrollIntoView unique');
    const { snapshot } = described();
    const after = edges(snapshot);
    expect(after.filter(edge => /^1[12] .*unlock/.test(edge))).toEqual([
      '11 things.ts:Book.unlock scip',
      '11 things.ts:Chest.unlock scip',
      '12 things.ts:Book.unlock scip',
    ]);
    expect(after).toContain('9 things.ts:Journal.scrollIntoView scip');
    expect(after.filter(edge => edge.startsWith('10 '))).toEqual([]);
    expect(after).toContain('12 shelf.ts:Shelf.room scip');
    expect(PATHS.map(path => precision(snapshot, path))).toEqual(['precise', 'precise', 'precise']);
  });

  test('a construction counts for the class, a call for the overload with its arguments, kinds stay', () => {
    const { snapshot } = described();
    expect(edges(snapshot)).toContain('4 shelf.ts:Shelf scip');
    const things = snapshot.find({ root: 0, relative: 'src/things.ts' });
    const overloads = snapshot.named('bookNamed').map(id => snapshot.symbol(id)?.nameSpan[0]);
    const called = snapshot
      .references(snapshot.find({ root: 0, relative: 'src/main.ts' })?.id ?? -1)
      .filter(({ to }) => snapshot.symbol(to)?.name === 'bookNamed');
    expect(
      called.map(({ line, to, kind }) => [line + 1, overloads.indexOf(snapshot.symbol(to)?.nameSpan[0]), kind]),
    ).toEqual([
      [9, 0, 'call'],
      [12, 1, 'call'],
    ]);
    expect(things && snapshot.references(things.id).filter(({ kind }) => kind === 'inherit')).toHaveLength(2);
  });

  test('what a symbol is used by is what files use, under other names too', () => {
    const { snapshot } = described();
    for (const { id } of snapshot.files) {
      for (const edge of snapshot.references(id)) expect(snapshot.uses(edge.to)).toContainEqual(edge);
    }
  });
});

describe('a file that has changed', () => {
  test('falls back, and is precise again when the change is undone', () => {
    const { workspace, snapshot } = described();
    const before = dump(snapshot);
    const edited = workspace.write({ 'src/main.ts': MAIN.replace('books.pick', 'chests.pick') });
    expect(precision(edited, 'src/main.ts')).toBe('stale');
    expect(edges(edited).filter(edge => edge.endsWith('scip'))).toEqual([]);
    expect(precision(edited, 'src/shelf.ts')).toBe('precise');
    expect(dump(workspace.write({ 'src/main.ts': MAIN }))).toBe(before);
  });

  test('is found by name when its lines have moved, and not when the name is gone', () => {
    const { workspace } = described();
    const moved = workspace.write({ 'src/things.ts': `// A line more.\n${THINGS}` });
    expect(precision(moved, 'src/things.ts')).toBe('stale');
    expect(edges(moved)).toContain('11 things.ts:Chest.unlock scip');
    const renamed = workspace.write({ 'src/things.ts': THINGS.replaceAll('unlock', 'unbolt') });
    expect(edges(renamed).filter(edge => edge.includes('unlock') || edge.includes('unbolt'))).toEqual([]);
    const gone = workspace.write({ 'src/things.ts': undefined });
    expect(edges(gone).filter(edge => edge.includes('things.ts'))).toEqual([]);
    expect(edges(workspace.write(TEXTS))).toContain('11 things.ts:Chest.unlock scip');
  });

  test('fits with other line ends', () => {
    const { snapshot } = described({ ...TEXTS, 'src/main.ts': MAIN.replaceAll('\n', '\r\n') });
    expect(precision(snapshot, 'src/main.ts')).toBe('precise');
  });

  test('an added line keeps the surer heuristics where the index says nothing', () => {
    const { snapshot } = described({ ...TEXTS, 'src/main.ts': `${MAIN}new Journal();\nbooks.append('a');\n` });
    expect(edges(snapshot).slice(-2)).toEqual(['14 things.ts:Journal import', '15 main.ts:books local']);
  });
});

test('an index that goes takes its edges with it', () => {
  const { workspace } = described();
  expect(dump(workspace.index.describe(undefined))).toBe(dump(createWorkspace().write(TEXTS)));
});

test('any sequence of edits, undone, deleted, added, gives what a fresh index gives', () => {
  const variants: Readonly<Record<string, readonly (string | undefined)[]>> = {
    'src/main.ts': [MAIN, MAIN.replace('journal.scrollIntoView', 'journal.lines.at'), `\n${MAIN}`, undefined],
    'src/shelf.ts': [
      SHELF,
      SHELF.replace('pick(', 'peek('),
      `\n\n${SHELF}`,
      `${SHELF}\nexport class Journal {}\n`,
      undefined,
    ],
    'src/things.ts': [THINGS, THINGS.replaceAll('unlock', 'unbolt'), `// moved\n${THINGS}`, SHELF, undefined],
    'src/other.ts': ["import { Book } from './things.js';\nnew Book('').unlock();\n", undefined],
  };
  const step = fc.constantFrom(...Object.keys(variants)).chain(path => {
    const texts = variants[path] ?? [];
    return fc.record({ path: fc.constant(path), text: fc.constantFrom(...texts) });
  });
  fc.assert(
    fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { maxLength: 8 }), steps => {
      const { workspace } = described();
      const now: Record<string, string | undefined> = { ...TEXTS };
      for (const changes of steps) {
        const files = Object.fromEntries(changes.map(({ path, text }) => [path, text]));
        Object.assign(now, files);
        const snapshot = workspace.write(files);
        expect(dump(snapshot)).toBe(dump(described(now).snapshot));
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('a document goes over to a file that lies nearer, and back', async () => {
  const symbol = 'scip-test npm library 1.0 `a.ts`/f().';
  const occurrences = [[[0, 9, 10], symbol, 1] as const, [[1, 0, 1], symbol] as const];
  const small = await decoded(handMade([{ path: 'a.ts', occurrences }]));
  const source = { ...sourceOf(small), attachments: [{ index: small, folders: ['/w/build', '/w'] }] };
  const text = 'function f() {}\nf();\n';
  const now: Record<string, string | undefined> = { 'a.ts': text };
  const workspace = createWorkspace();
  workspace.index.describe(source);
  for (const nearer of [undefined, text, undefined]) {
    now['build/a.ts'] = nearer;
    const fresh = createWorkspace();
    fresh.index.describe(source);
    const snapshot = workspace.write(now);
    expect(dump(snapshot)).toBe(dump(fresh.write(now)));
    expect(edges(snapshot, 'a.ts')).toEqual([nearer === undefined ? '2 a.ts:f scip' : '2 a.ts:f local']);
  }
});
