import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CancelledError, neverCancelled } from '../../../src/base/cancellation.ts';
import { createInclusion, type Inclusion } from '../../../src/files/inclusion.ts';
import { newWalkSummary, walkFiles, walkFolder } from '../../../src/files/walk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-walk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes `path: text` pairs below the test's folder; a `.git` folder with its HEAD for each name that ends in `.git`. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (path.endsWith('.git') && text === '') write({ [`${path}/HEAD`]: 'ref: refs/heads/main\n' });
    else writeFileSync(file, text);
  }
}

function inclusionOf(roots: Readonly<Record<string, readonly string[]>>): Inclusion {
  return createInclusion({
    roots: Object.entries(roots).map(([name, exclude]) => ({ name, folder: join(folder, name), exclude })),
    user: { home: join(folder, 'home'), xdgConfig: '' },
    platform: 'posix',
    ignoreCase: false,
  });
}

/** Expects the walk's files as `root:relative`, and the same answer from `isIncluded`. */
async function check(roots: Readonly<Record<string, readonly string[]>>, expected: string): Promise<void> {
  const inclusion = inclusionOf(roots);
  const found: string[] = [];
  for await (const { path, absolute } of walkFiles(inclusion, newWalkSummary(), neverCancelled)) {
    found.push(`${path.root}:${path.relative}`);
    expect(await inclusion.isIncluded(absolute), absolute).toBe(true);
  }
  expect(found.join(' ')).toBe(expected);
}

async function excluded(inclusion: Inclusion, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) expect(await inclusion.isIncluded(join(folder, path)), path).toBe(false);
}

test('files come in order of their paths', async () => {
  write({ 'r/b.ts': '', 'r/a/x.ts': '', 'r/a.ts': '', 'r/a-b.ts': '', 'r/B.ts': '' });
  await check({ r: [] }, '0:B.ts 0:a-b.ts 0:a.ts 0:a/x.ts 0:b.ts');
});

test('dependency and cache folders, environments and bare repositories are never walked', async () => {
  write({
    'r/node_modules/x/a.js': '',
    'r/p/node_modules/x/a.js': '',
    'r/__pycache__/a.py': '',
    'r/env/pyvenv.cfg': '',
    'r/env/lib/a.py': '',
    'r/.bare/HEAD': '',
    'r/.bare/objects/a': '',
    'r/.bare/refs/a': '',
    'r/a.ts': '',
  });
  await check({ r: [] }, '0:a.ts');
  await excluded(inclusionOf({ r: [] }), 'r/node_modules/x/a.js', 'r/env/lib/a.py', 'r/.git', 'other/a.ts');
});

test('rules of the repository above a root hold; a root that they ignore is walked all the same', async () => {
  write({ 'top/.git': '', 'top/.gitignore': '*.log\n/r/out\n/build\n', 'top/r/out/a.ts': '', 'top/r/a.log': '' });
  write({ 'top/r/a.ts': '', 'top/build/b.ts': '', 'top/build/b.log': '' });
  await check({ 'top/r': [], 'top/build': [] }, '0:a.ts 1:b.log 1:b.ts');
});

test('rule files work without a repository', async () => {
  write({ 'r/.gitignore': 'a.ts', 'r/a.ts': '', 'r/b.ts': '' });
  await check({ r: [] }, '0:.gitignore 0:b.ts');
});

test('.cairnignore and the exclusions of a root', async () => {
  write({
    'r/.gitignore': '*.gen.ts\n',
    'r/.cairnignore': 'secret*\n!keep.gen.ts\n',
    'r/sub/.cairnignore': '/only.ts\n',
  });
  write({ 'r/secret.ts': '', 'r/keep.gen.ts': '', 'r/x.gen.ts': '', 'r/sub/only.ts': '', 'r/sub/sub/only.ts': '' });
  write({ 'r/docs/a.md': '', 'r/sub/docs/a.md': '' });
  await check({ r: ['/docs/', '.*ignore'] }, '0:keep.gen.ts 0:sub/docs/a.md 0:sub/sub/only.ts');
});

test('no .gitignore below takes back what .cairnignore excludes', async () => {
  write({ 'r/.cairnignore': '*.pem\n.*ignore\n', 'r/sub/.gitignore': '!*.pem\n', 'r/sub/a.pem': '', 'r/sub/a.ts': '' });
  await check({ r: [] }, '0:sub/a.ts');
});

test('core.excludesFile from the home folder and from the repository', async () => {
  write({
    'home/.gitconfig': '[user]\n  name = x\n[Core]\n\texcludesfile = "~/my ignore" ; mine\n',
    'home/my ignore': 'a.ts\n',
  });
  write({ 'r/.git': '', 'r/a.ts': '', 'r/b.ts': '', 's/.git': '', 's/a.ts': '', 's/b.ts': '' });
  write({ 's/.git/config': `[core]\n  excludesFile = ${join(folder, 'home/other')}\n`, 'home/other': 'b.ts\n' });
  await check({ r: [], s: [] }, '0:b.ts 1:a.ts');
});

test('nested roots: a file belongs to the innermost and comes once', async () => {
  write({ 'r/a.ts': '', 'r/in/b.ts': '', 'r/in/deep/c.ts': '' });
  await check({ r: ['in'], 'r/in': [], 'r/in/deep': [], 'r/../r': [] }, '0:a.ts 1:b.ts 2:c.ts');
});

test('a nested clone has its own rules', async () => {
  write({ 'r/.git': '', 'r/.gitignore': '*.log\n.gitignore\n', 'r/clone/.git': '', 'r/clone/.gitignore': 'b.ts\n' });
  write({ 'r/clone/a.log': '', 'r/clone/b.ts': '', 'r/a.log': '' });
  await check({ r: [] }, '0:clone/.gitignore 0:clone/a.log');
});

test('real worktrees and submodules', async () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always', ...args], {
      cwd: join(folder, cwd),
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  write({ 'lib/a.py': '', 'lib/a.log': '', 'r/main.py': '' });
  for (const name of ['lib', 'r']) {
    git(name, 'init', '-q');
    git(name, 'add', '.');
    git(name, 'commit', '-qm', 'x');
  }
  git('r', 'submodule', '--quiet', 'add', join(folder, 'lib'), 'sub');
  git('r', 'worktree', 'add', '-q', 'tree');
  git('r', 'worktree', 'add', '-q', '../outside');
  write({ 'r/.git/info/exclude': '*.py\nsub\n', 'r/.git/modules/sub/info/exclude': '*.log\n' });
  write({ 'r/new.py': '', 'r/sub/new.log': '', 'r/sub/new.py': '' });
  // Tracked files and submodules are not ignored, whatever the rules say.
  await check({ r: [] }, '0:.gitmodules 0:main.py 0:sub/a.log 0:sub/a.py 0:sub/new.py');
  await excluded(inclusionOf({ r: [] }), 'r/tree/main.py');
  // A worktree that is opened itself is walked, with the rules of the repository that it belongs to, and its own index.
  write({ 'outside/b.py': '', 'outside/b.txt': '' });
  git('outside', 'rm', '-q', '--cached', 'main.py');
  await check({ outside: [] }, '0:b.txt');
  await check({ r: [] }, '0:.gitmodules 0:main.py 0:sub/a.log 0:sub/a.py 0:sub/new.py');
});

test('tracked files do not pass the rules of the workspace and of Cairn itself', async () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: join(folder, 'r'), stdio: 'ignore' });
  write({ 'r/.gitignore': 'a.*\nout\n', 'r/.cairnignore': 'a.py\n', 'r/a.py': '', 'r/a.ts': '', 'r/a.js': '' });
  write({ 'r/out/b.ts': '', 'r/out/c.ts': '', 'r/out/in/d.ts': '', 'r/node_modules/m/a.ts': '' });
  git('init', '-q');
  git('add', '-f', '.');
  git('rm', '-q', '--cached', 'a.js', 'out/c.ts');
  await check({ r: ['/out/b.ts', '.*ignore'] }, '0:a.ts 0:out/in/d.ts');
  await excluded(inclusionOf({ r: ['/out/b.ts'] }), 'r/a.js', 'r/a.py', 'r/out/b.ts', 'r/out/c.ts');
  // A root below the top of its repository; one that is ignored itself is walked whole.
  await check({ 'r/out/in': [], 'r/out': [] }, '0:d.ts 1:b.ts 1:c.ts');
});

test('an index that cannot be read is said once, and tracked files are then ignored like others', async () => {
  write({ 'r/.git': '', 'r/.gitignore': 'a.ts\n', 'r/.git/index': 'DIRC?', 'r/a.ts': '', 'r/in/b.ts': '' });
  await check({ r: [] }, '0:.gitignore 0:in/b.ts');
  const summary = newWalkSummary();
  for await (const _ of walkFiles(inclusionOf({ r: [] }), summary, neverCancelled));
  expect(summary.problems).toEqual([
    { folder: join(folder, 'r'), message: 'the index is damaged, tracked files may be taken for ignored ones' },
  ]);
});

test('what package.json names as main or bin is published, and so not ignored, where git does not say', async () => {
  write({
    'r/.gitignore': 'tool.js\n/lib\n',
    'r/package.json': '{"main": "./lib/x.js", "bin": {"t": "./bin/tool.js"}}',
  });
  write({
    'r/bin/tool.js': '',
    'r/tool.js': '',
    'r/lib/x.js': '',
    'r/p/tool.js': '',
    'r/p/package.json': '{"bin": "tool.js"}',
  });
  await check({ r: ['.*ignore', '*.json'] }, '0:bin/tool.js 0:p/tool.js');
  write({ 'r/.git': '' });
  await check({ r: ['.*ignore', '*.json'] }, '');
});

test('symbolic links are counted, not followed', async () => {
  write({ 'r/a/x.ts': '', 'outside/y.ts': '' });
  symlinkSync('..', join(folder, 'r/a/up'));
  symlinkSync('a/x.ts', join(folder, 'r/x.ts'));
  symlinkSync(join(folder, 'outside'), join(folder, 'r/out'));
  await check({ r: [] }, '0:a/x.ts');
  const summary = newWalkSummary();
  for await (const _ of walkFiles(inclusionOf({ r: [] }), summary, neverCancelled));
  expect(summary.symbolicLinks).toBe(3);
  await excluded(inclusionOf({ r: [] }), 'r/x.ts', 'r/out/y.ts', 'r/a/up/a/x.ts');
});

test('a root that is not there is a problem, not an error; so is a folder that vanishes on the way', async () => {
  write({ 'r/a.ts': '', 'r/b/c.ts': '', 'r/d.ts': '' });
  const summary = newWalkSummary();
  const found: string[] = [];
  for await (const { path } of walkFiles(inclusionOf({ gone: [], r: [] }), summary, neverCancelled)) {
    found.push(path.relative);
    rmSync(join(folder, 'r/b'), { recursive: true, force: true });
  }
  expect(found).toEqual(['a.ts', 'd.ts']);
  expect(summary.problems.map(problem => problem.folder)).toEqual([join(folder, 'gone'), join(folder, 'r/b')]);
});

test('one folder can be walked alone, unless it is excluded', async () => {
  write({ 'r/.gitignore': 'out\n', 'r/src/a.ts': '', 'r/src/out/b.ts': '', 'r/src/in/c.ts': '' });
  const walk = async (path: string) => {
    const found: string[] = [];
    const files = walkFolder(inclusionOf({ r: [] }), join(folder, path), newWalkSummary(), neverCancelled);
    for await (const { path } of files) found.push(path.relative);
    return found;
  };
  expect(await walk('r/src')).toEqual(['src/a.ts', 'src/in/c.ts']);
  expect(await walk('r/src/out')).toEqual([]);
  expect(await walk('r')).toEqual(['.gitignore', 'src/a.ts', 'src/in/c.ts']);
});

test('a walk stops when it is cancelled', async () => {
  write({ 'r/a.ts': '', 'r/b.ts': '' });
  const token = { isCancellationRequested: false };
  const walk = walkFiles(inclusionOf({ r: [] }), newWalkSummary(), token);
  await walk.next();
  token.isCancellationRequested = true;
  await expect(walk.next()).rejects.toThrow(CancelledError);
});
