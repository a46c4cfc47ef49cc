import { describe, expect, it } from 'vitest';
import { coChangeTask } from '../../../../src/features/bench/coChangeTask.ts';
import { definitionTasks } from '../../../../src/features/bench/definitionTasks.ts';
import { NO_TASK, refusal } from '../../../../src/features/bench/mineTasks.ts';
import type { Hunk } from '../../../../src/history/pastRepository.ts';
import { snapshotOf } from '../../rank/workspace.ts';

const COMMIT = { id: 'c0', parent: 'p0', time: 0, subject: 'change prices', modified: [] };
type Files = Readonly<Record<string, string>>;
const reader = (files: Files) => async (path: string) => (files[path] ?? '').split('\n');

describe('definition tasks', () => {
  /** Lines that end in `+` are added by the commit; what each task wants, as `cut line | file: header`. */
  const check = async (files: Files, path: string, marked: string, expected: readonly string[]): Promise<void> => {
    const lines = marked.split('\n');
    const text = lines.map(line => line.replace(/ *\+$/, '')).join('\n');
    const hunks = lines.flatMap((line, at): Hunk[] =>
      line.endsWith('+') ? [{ before: [0, 0], after: [at, at + 1] }] : [],
    );
    const snapshot = await snapshotOf({ ...files, [path]: text });
    const file = snapshot.find({ root: 0, relative: path });
    if (!file) throw new Error('no file');
    const tasks = await definitionTasks(COMMIT, { snapshot, file, text, hunks, readLines: reader(files) });
    const shown = tasks.map(({ buffer, wanted, headers }) => {
      return `${buffer?.split('\n').at(-1)}| ${wanted.map(each => each.path).join()}: ${headers.join(' / ')}`;
    });
    expect(shown).toEqual(expected);
  };

  it('want what is imported by name and defined once elsewhere', () =>
    check(
      {
        'a.ts': 'export function taxOf(sum: number): number {\n  return sum;\n}\n',
        'b.ts': 'export const other = 1;\n',
      },
      'c.ts',
      `import { taxOf } from './a.ts';\nimport { readFile } from 'fs';\nconst old = taxOf(1);\nconst x = 1 + taxOf(2); +\nreadFile(taxOf(3)); +\nother(1); +`,
      ['const x = 1 + | a.ts: export function taxOf(sum: number): number {'],
    ));
  it('want no name with two homes, and none that the file has itself', () =>
    check(
      {
        'a.ts': 'export function one(): void {}\nexport function two(): void {}\n',
        'b.ts': 'export function one(): void {}\n',
      },
      'c.ts',
      `import { one, two } from './a.ts';\nfunction f(two: () => void): void {\n  one(); +\n  two(); +\n}`,
      [],
    ));
  it('want no name of a package outside that the repository happens to define', () =>
    check({ 'a.ts': 'export function parse(): void {}\n' }, 'c.ts', `import { parse } from 'yaml';\nparse(); +`, []));
  it('want members by compound names, or where their type is named too', () =>
    check(
      {
        'a.ts':
          'export class Cart {\n  totalPrice(): number {\n    return 1;\n  }\n  add(): void {}\n  drop(): void {}\n}\n',
      },
      'c.ts',
      `export function f(x: unknown, cart: Cart): void {\n  x.totalPrice(); +\n  cart.add(); +\n}`,
      ['  x.| a.ts: totalPrice(): number {', '  cart.| a.ts: add(): void {}'],
    ));
  it('do not take any short member for the one that the repository defines', () =>
    check({ 'a.ts': 'export class Cart {\n  push(): void {}\n}\n' }, 'c.ts', 'list.push(); +', []));
  it('need no import where the language needs none', () =>
    check(
      { 'a/a.go': 'package a\n\nfunc taxOf(sum int) int {\n\treturn sum\n}\n' },
      'a/c.go',
      'package a\n\nfunc f() int {\n\treturn taxOf(1) +\n}\n',
      ['\treturn | a/a.go: func taxOf(sum int) int {'],
    ));
});

describe('co-change tasks', () => {
  const files: Files = {
    'a.ts': 'const a = 1;\nconst b = 2;\n',
    'b.ts': 'function f() {\n  return 1;\n}\n\nfunction g() {\n  return 2;\n}\n',
  };
  const hunks: Readonly<Record<string, readonly Hunk[]>> = {
    'a.ts': [{ before: [1, 1], after: [1, 2] }],
    'b.ts': [{ before: [5, 6], after: [5, 6] }],
  };
  const mine = async (seed: number) => {
    const snapshot = await snapshotOf(files);
    const readLines = reader(files);
    const parts = {
      sources: snapshot.files,
      hunks: async (path: string) => hunks[path] ?? [],
      readLines,
      readAfter: async (path: string) => `${(await readLines(path)).join('\n')} after`,
      withText: true,
      seed,
    };
    return coChangeTask(COMMIT, parts);
  };

  it('draw one file, and want the others with the symbols that were changed in them', async () => {
    const tasks = await Promise.all(Array.from({ length: 20 }, (_, seed) => mine(seed)));
    const fromA = tasks.find(task => task?.file === 'a.ts');
    expect(fromA).toMatchObject({ base: 'p0', line: 1, regions: [[1, 1]], instruction: 'change prices' });
    expect(fromA).toMatchObject({ before: files['a.ts'], buffer: `${files['a.ts']} after` });
    expect(fromA?.wanted).toEqual([{ path: 'b.ts', useful: new Set(['function g() {', 'return 2;']) }]);
    const fromB = tasks.find(task => task?.file === 'b.ts');
    expect(fromB).toMatchObject({ line: 5, regions: [[5, 5]] });
    expect(fromB?.wanted.map(({ path }) => path)).toEqual(['a.ts']);
    expect(await mine(3)).toEqual(tasks[3]);
  });
  it('come from commits of 2 to 8 sources', () => {
    expect([0, 1, 2, 8, 9].map(count => refusal('cochange', count) === undefined)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect([0, 1, 8, 9].map(count => refusal('definitions', count) === undefined)).toEqual([false, true, true, false]);
    expect(Object.values(NO_TASK).every(reason => reason.startsWith('no '))).toBe(true);
  });
});
