import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommitLog } from '../../../src/history/commitLog.ts';
import { commitsIn } from '../../../src/history/commitLog.ts';
import { readCommitLog } from '../../../src/history/readCommitLog.ts';
import { type GitFolder, openGitFolder } from './gitFolder.ts';

let repository: GitFolder;
beforeEach(async () => {
  repository = await openGitFolder();
});
afterEach(() => repository.remove());

const read = (tip: string, previous?: CommitLog, more: object = {}) =>
  readCommitLog({ program: 'git', folder: repository.folder, timeLimit: 20_000, tip, ...more }, previous);
const contents = (log: CommitLog | undefined) =>
  log && {
    tip: log.tip,
    whole: log.whole,
    commits: commitsIn(log).map(each => ({ ...each, files: [...each.files].sort() })),
  };
const filesOf = (log: CommitLog | undefined) => log && commitsIn(log).map(({ files }) => [...files].sort().join(' '));

test('names the files of each commit, the newest first, whatever they are called', async () => {
  await repository.commit({ 'a.ts': '1', 'folder/ü b.ts': '1' });
  await repository.commit({});
  const tip = await repository.commit({ 'a.ts': '2' });
  const log = await read(tip);
  expect(filesOf(log)).toEqual(['a.ts', '', 'a.ts folder/ü b.ts']);
  expect(log?.whole).toBe(true);
  const file = log?.numberOf('a.ts') ?? -1;
  expect([...(log?.commitsOf(file) ?? [])]).toEqual([0, 2]);
  expect(log?.positionOf(tip)).toBe(0);
  expect(log?.numberOf('b.ts')).toBeUndefined();
});

test('stops at the most commits, and says that there are older ones', async () => {
  let tip = '';
  for (let i = 0; i < 5; i++) tip = await repository.commit({ [`${i}.ts`]: '1' });
  const log = await read(tip, undefined, { maxCommits: 3 });
  expect(filesOf(log)).toEqual(['4.ts', '3.ts', '2.ts']);
  expect(log?.whole).toBe(false);
});

test('a commit that touches very many files is there without them', async () => {
  const sweep = Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`${i}.ts`, '1']));
  expect(filesOf(await read(await repository.commit(sweep)))).toEqual(['']);
});

test('nothing past the tip is read', async () => {
  const tip = await repository.commit({ 'a.ts': '1' });
  const later = await repository.commit({ 'later.ts': '1' });
  expect(filesOf(await read(tip, await read(later)))).toEqual(['a.ts']);
});

test('brought up to date it is as read anew: commits, amended ones, branches, merges, a deleted history', async () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 16) % below;
  };
  const branches = ['main'];
  let log = await read(await repository.commit({ 'start.ts': '0' }));
  for (let step = 0; step < 40; step++) {
    const kind = random(6);
    if (kind <= 2) {
      for (let i = 0; i <= random(3); i++) await repository.commit({ [`${random(6)}.ts`]: `${step} ${i}` });
    } else if (kind === 3) {
      await repository.write(`${random(6)}.ts`, `amended ${step}`);
      repository.git('add', '-A');
      repository.git('commit', '--quiet', '--amend', '-m', 'amended');
    } else if (kind === 4 && branches.length < 4) {
      const name = `branch${branches.length}`;
      branches.push(name);
      repository.git('checkout', '--quiet', '-b', name);
    } else if (kind === 4) {
      repository.git('merge', '--quiet', '-X', 'ours', '-m', 'merge', branches[random(branches.length)] ?? '');
    } else {
      repository.git('checkout', '--quiet', branches[random(branches.length)] ?? 'main');
    }
    const tip = repository.git('rev-parse', 'HEAD');
    log = await read(tip, log);
    expect(contents(log), `step ${step}, kind ${kind}`).toEqual(contents(await read(tip)));
  }
  repository.git('checkout', '--quiet', '--orphan', 'other');
  const tip = await repository.commit({ 'new.ts': '1' });
  expect(contents(await read(tip, log))).toEqual(contents(await read(tip)));
}, 60_000);

test('a log whose commits are gone from the repository is read anew', async () => {
  const tip = await repository.commit({ 'a.ts': '1' });
  const log = await read(tip);
  expect(log).toBeDefined();
  const gone = log && { ...log, tip: '0123456789012345678901234567890123456789' };
  expect(contents(await read(tip, gone))).toEqual(contents(log));
});

test('a shallow clone tells what it has', async () => {
  await repository.commit({ 'a.ts': '1' });
  await repository.commit({ 'b.ts': '1' });
  const tip = await repository.commit({ 'c.ts': '1' });
  repository.git('clone', '--quiet', '--depth=2', `file://${repository.folder}`, 'clone');
  const log = await read(tip, undefined, { folder: `${repository.folder}/clone` });
  expect(filesOf(log)).toEqual(['c.ts', 'a.ts b.ts']);
});

test('no git, no repository, no such commit, no time, cancelled: nothing', async () => {
  const tip = await repository.commit({ 'a.ts': '1' });
  expect(await read(tip, undefined, { program: 'there-is-no-such-program' })).toBeUndefined();
  expect(await read(tip, undefined, { folder: '/' })).toBeUndefined();
  expect(await read(tip, undefined, { folder: `${repository.folder}/gone` })).toBeUndefined();
  expect(await read(tip.replace(/./g, '1'))).toBeUndefined();
  expect(await read(tip, undefined, { timeLimit: 0 })).toBeUndefined();
  expect(await read(tip, undefined, { signal: AbortSignal.abort() })).toBeUndefined();
});
