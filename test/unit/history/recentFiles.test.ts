import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recentFiles } from '../../../src/history/recentFiles.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'cairn-history-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...args], {
    cwd: folder,
  });
const names = async (program = 'git') =>
  (await recentFiles({ program, folder, timeLimit: 10_000 })).map(file => basename(file));

test('what is not committed comes first, then the newest commit', async () => {
  git('init', '--quiet');
  for (const name of ['old.ts', 'middle.ts', 'new ü.ts']) {
    await writeFile(join(folder, name), '1');
    git('add', '-A');
    git('commit', '--quiet', '-m', name);
  }
  expect(await names()).toEqual(['new ü.ts', 'middle.ts', 'old.ts']);
  await writeFile(join(folder, 'old.ts'), '2');
  expect(await names()).toEqual(['old.ts', 'new ü.ts', 'middle.ts']);
});

test('no repository, no commit, no git: nothing', async () => {
  expect(await names()).toEqual([]);
  git('init', '--quiet');
  expect(await names()).toEqual([]);
  expect(await names('there-is-no-such-program')).toEqual([]);
});

test('a program that the repository names as its monitor is not run', async () => {
  git('init', '--quiet');
  await writeFile(join(folder, 'a.ts'), '1');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'a');
  await writeFile(join(folder, 'monitor.sh'), `#!/bin/sh\ntouch "${folder}/was-run"\n`, { mode: 0o755 });
  git('config', 'core.fsmonitor', join(folder, 'monitor.sh'));
  expect(await names()).toContain('a.ts');
  await expect(realpath(join(folder, 'was-run'))).rejects.toThrow();
});
