import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import { openPastRepository, type PastRepository } from '../../../src/history/pastRepository.ts';
import { createPastTree } from '../../../src/history/pastTree.ts';
import { createTestRepository, type TestRepository } from './testRepository.ts';

let project: TestRepository;
let past: PastRepository;
beforeEach(async () => {
  project = createTestRepository();
  past = await openPastRepository(project.folder);
});
afterEach(() => {
  past.close();
  project.remove();
});

describe('the commits of a repository', () => {
  it('are listed newest first with the files that they modified; roots, merges and mere additions are not', async () => {
    const root = project.commit({ 'a.ts': 'a', 'sub/ü b.ts': 'b', 'c.ts': 'c' }, 'root');
    const second = project.commit({ 'a.ts': 'A', 'sub/ü b.ts': 'B', 'new.ts': 'n' }, 'two | files');
    project.commit({ 'newer.ts': 'n' }, 'only adds');
    project.git('checkout', '--quiet', '-b', 'side', root);
    const side = project.commit({ 'c.ts': 'C' }, 'side');
    project.git('checkout', '--quiet', '-');
    project.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
    expect(await past.commits(10)).toEqual([
      { id: side, parent: root, time: expect.any(Number), subject: 'side', modified: ['c.ts'] },
      { id: second, parent: root, time: expect.any(Number), subject: 'two | files', modified: ['a.ts', 'sub/ü b.ts'] },
    ]);
  });

  it('say which lines changed, from 0, the end exclusive', async () => {
    const from = project.commit({ 'a.txt': 'one\ntwo\nthree\nfour\n' });
    const to = project.commit({ 'a.txt': 'zero\none\nTWO\nthree\n' });
    expect(await past.hunks(from, to, 'a.txt')).toEqual([
      { before: [0, 0], after: [0, 1] },
      { before: [1, 2], after: [2, 3] },
      { before: [3, 4], after: [4, 4] },
    ]);
  });

  it('are found from a bare clone, and a folder without history says so', async () => {
    project.commit({ 'a.ts': 'a' });
    const id = project.commit({ 'a.ts': 'b' });
    project.git('clone', '--quiet', '--bare', '.', '../bare');
    const bare = await openPastRepository(path.join(project.folder, '../bare'));
    expect((await bare.commits(5)).map(commit => commit.id)).toEqual([id]);
    expect((await bare.read(`${id}:a.ts`))?.toString()).toBe('b');
    bare.close();
    await expect(openPastRepository(path.dirname(project.folder))).rejects.toThrow(/not a git repository/);
    await expect(openPastRepository(project.folder, 'no-such-git')).rejects.toThrow(/git cannot be run/);
  });
});

describe('objects', () => {
  it('come back byte for byte, many at a time, empty and missing ones too', async () => {
    const large = 'x'.repeat(300_000);
    const id = project.commit({ empty: '', large, 'line\r\n': '\u0000\r\n ü' });
    const names = ['empty', 'large', 'nowhere'].flatMap(name => [`${id}:${name}`, `${id}:${name}`]);
    const read = await Promise.all(names.map(past.read));
    expect(read.map(bytes => bytes?.toString())).toEqual(['', '', large, large, undefined, undefined]);
    past.close();
    expect(await past.read(`${id}:large`)).toBeUndefined();
  });
});

describe('a folder that moves through history', () => {
  const contents = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => statSync(path.join(folder, name)).isFile())
        .sort()
        .map(name => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );

  it('holds what each commit holds, whichever came before, and the repository stays as it is', async () => {
    const states: Record<string, string>[] = [
      { 'a.ts': 'a', 'deep/er/b.ts': 'b', thing: 'file' },
      { 'a.ts': 'A', 'thing/inside.ts': 'folder', 'picture.png': 'left out' },
      { 'a.ts': 'A', 'deep/er/b.ts': 'again', thing: 'file once more' },
    ];
    const ids = states.map((state, at) => {
      const gone = Object.keys(states[at - 1] ?? {}).filter(name => !(name in state));
      for (const name of gone)
        rmSync(path.join(project.folder, name.split('/')[0] ?? ''), { recursive: true, force: true });
      return project.commit(state);
    });
    symlinkSync('/etc', path.join(project.folder, 'link'));
    ids.push(project.commit({}));
    states.push(states[2] ?? {});
    const untouched = (): unknown => ({
      status: project.git('--no-optional-locks', 'status', '--porcelain'),
      references: project.git('for-each-ref'),
      files: readdirSync(path.join(project.folder, '.git'), { recursive: true }).length,
      index: statSync(path.join(project.folder, '.git/index')).mtimeMs,
    });
    const before = untouched();
    const folder = mkdtempSync(path.join(tmpdir(), 'cairn-tree-'));
    const tree = createPastTree(past, folder, name => !name.endsWith('.png'));
    for (const at of [3, 0, 1, 0, 2, 1, 3, 3]) {
      await tree.moveTo(ids[at] ?? '', neverCancelled);
      const { 'picture.png': _, ...expected } = states[at] ?? {};
      expect(contents(folder), `state ${at}`).toEqual(expected);
    }
    expect(await tree.moveTo(ids[3] ?? '', neverCancelled)).toEqual([]);
    expect(untouched()).toEqual(before);
    rmSync(folder, { recursive: true });
  });

  it('never writes outside of itself, whatever names a tree has', async () => {
    const blob = project.git('hash-object', '-w', '--stdin', '--path', 'x').trim();
    const evil = ['..', '.git'].map(name => {
      const inner = mktree(`100644 blob ${blob}\tfile`);
      return `040000 tree ${inner}\t${name}`;
    });
    const tree = mktree([...evil, `100644 blob ${blob}\tgood`].join('\n'));
    const id = project.git('commit-tree', tree, '-m', 'evil').trim();
    const home = mkdtempSync(path.join(tmpdir(), 'cairn-tree-'));
    mkdirSync(path.join(home, 'in'));
    await createPastTree(past, path.join(home, 'in'), () => true).moveTo(id, neverCancelled);
    expect(contents(home)).toEqual({ 'in/good': '' });
    rmSync(home, { recursive: true });
  });

  function mktree(lines: string): string {
    return project.git('-c', `alias.make=!printf '%s\\n' "$1" | git mktree #`, 'make', lines).trim();
  }
});
