import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteStore } from '../../../src/store/deleteStore.ts';
import { learnedFile, writeLearned } from '../../../src/store/learnedFile.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cairn-learned-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

test('a folder of a repository stands for the whole, by every name, and another repository for itself', async () => {
  const file = (folder: string): string => learnedFile('/store', join(home, folder));
  await mkdir(join(home, 'repo/.git'), { recursive: true });
  await mkdir(join(home, 'repo/src/deep'), { recursive: true });
  await mkdir(join(home, 'repo/vendor/other/.git'), { recursive: true });
  await mkdir(join(home, 'plain/src'), { recursive: true });
  await symlink(join(home, 'repo'), join(home, 'link'));
  expect(file('repo')).toMatch(/^.store.learned-[0-9a-f]{40}\.json$/);
  expect([file('repo/src/deep'), file('link'), file('link/src')]).toEqual([file('repo'), file('repo'), file('repo')]);
  expect(new Set([file('repo'), file('repo/vendor/other'), file('plain'), file('plain/src'), file('gone')]).size).toBe(
    5,
  );
});

test('it is replaced as a whole, and goes with the stored data; what else lies there stays', async () => {
  const store = join(home, 'store');
  const file = learnedFile(store, home);
  await writeLearned(file, 'one');
  await writeLearned(file, 'two');
  expect(await readFile(file, 'utf8')).toBe('two');
  await writeFile(`${file}.123.tmp`, 'of a killed process');
  await writeFile(join(store, 'learned-mine.json'), 'the user’s');
  await deleteStore(store);
  expect(await readdir(store)).toEqual(['learned-mine.json']);
});
