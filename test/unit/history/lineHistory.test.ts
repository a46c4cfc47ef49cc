import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineCommits } from '../../../src/history/lineHistory.ts';
import { type GitFolder, openGitFolder } from './gitFolder.ts';

let repository: GitFolder;
let first: string;
let second: string;
const old = Array.from({ length: 30 }, (_, i) => `line ${i}\n`);
const lines = old.map((line, i) => (i === 20 ? 'changed\n' : line));
beforeEach(async () => {
  repository = await openGitFolder();
  first = await repository.commit({ 'a.ts': old.join('') });
  second = await repository.commit({ 'a.ts': lines.join('') });
});
afterEach(() => repository.remove());

const ask = (text: string, regions: [number, number][], more: object = {}) =>
  lineCommits({ program: 'git', folder: repository.folder, timeLimit: 20_000, name: 'a.ts', text, regions, ...more });

test('the last commits of the lines of the regions and of three around them', async () => {
  expect(await ask(lines.join(''), [[5, 6]])).toEqual(new Map([[first, 8]]));
  expect(await ask(lines.join(''), [[23, 23]])).toEqual(
    new Map([
      [second, 1],
      [first, 6],
    ]),
  );
});

test('lines of the buffer that are not committed have no last commit of the repository', async () => {
  const buffer = `new\n${lines.join('')}`;
  const found = await ask(buffer, [[24, 24]]);
  expect(found).toEqual(
    new Map([
      [second, 1],
      [first, 6],
    ]),
  );
  expect([...((await ask(buffer, [[0, 0]])) ?? [])].filter(([id]) => /[1-9a-f]/.test(id))).toEqual([[first, 3]]);
});

test('a region past the end is at the end, and an empty text has no lines', async () => {
  expect(await ask(lines.join(''), [[90, 95]])).toEqual(new Map([[first, 4]]));
  expect(await ask('', [[0, 0]])).toEqual(new Map());
});

test('from a named commit nothing newer is seen', async () => {
  expect(await ask(old.join(''), [[20, 20]], { tip: first })).toEqual(new Map([[first, 7]]));
});

test('an unknown file, no git, cancelled: not known', async () => {
  expect(await ask('x', [[0, 0]], { name: 'other.ts' })).toBeUndefined();
  expect(await ask('x', [[0, 0]], { program: 'there-is-no-such-program' })).toBeUndefined();
  expect(await ask('x', [[0, 0]], { signal: AbortSignal.abort() })).toBeUndefined();
});
