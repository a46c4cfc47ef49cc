import { execFileSync } from 'node:child_process';
import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ContextRequest, EngineOptions, WorkspaceRoot } from '../../../src/engine/api.ts';
import { contextAt, opened, openWorkshop, rootAt, type Workshop } from './workshop.ts';

// Each test starts git and several engines with parse processes of their own.
vi.setConfig({ testTimeout: 120_000 });

let shop: Workshop;
let changes = 0;
beforeEach(async () => {
  shop = await openWorkshop('cli/shop');
});
afterEach(() => shop.remove());

function git(folder: string, ...args: string[]): string {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...author, ...args], { cwd: folder, stdio: 'pipe' })
    .toString()
    .trim();
}

/** Appends a line to each file and commits them; answers the commit. */
async function commit(folder: string, ...files: string[]): Promise<string> {
  for (const file of files)
    await shop.write(path.relative(shop.folder, path.join(folder, file)), `const a = ${changes++};\n`);
  git(folder, 'add', '--', ...files);
  git(folder, 'commit', '--quiet', '-m', 'change');
  return git(folder, 'rev-parse', 'HEAD');
}

/** The history's state, and the files that are there for having changed together with this one. */
async function asked(
  file: string,
  roots?: readonly WorkspaceRoot[],
  options?: Partial<EngineOptions>,
  more: Partial<ContextRequest> = {},
): Promise<string[]> {
  const engine = await opened(shop.engine(roots, options));
  const answer = await contextAt(engine, file, 0, 0, { task: 'edit', historyWait: 20_000, ...more });
  const together = answer.ranked.filter(({ reasons }) => reasons.some(reason => reason.startsWith('changed together')));
  return [answer.history, ...together.map(each => each.path)];
}

test('what was changed together is ranked for it, and says how often', async () => {
  git(shop.folder, 'init', '--quiet');
  await commit(shop.folder, 'src/one.ts', 'other/two.ts');
  await commit(shop.folder, 'src/one.ts', 'other/two.ts');
  const engine = await opened(shop.engine());
  const at = { task: 'edit', historyWait: 20_000 } as const;
  const { ranked } = await contextAt(engine, shop.at('src/one.ts'), 0, 0, at);
  const reasons = ranked.find(each => each.path === 'other/two.ts')?.reasons ?? [];
  expect(reasons).toContain('changed together in 2 of its last 2 commits');
  expect(reasons).toContain('was changed by the commit that last touched a line around the edit');
  // The working tree is asked again after a while; a commit of now is seen then.
  await commit(shop.folder, 'src/one.ts', 'third.ts');
  await engine.changed([shop.folder], { isCancellationRequested: false });
  await expect
    .poll(async () => (await contextAt(engine, shop.at('src/one.ts'), 0, 0, at)).ranked.map(each => each.path), {
      timeout: 10_000,
      interval: 500,
    })
    .toContain('third.ts');
});

test('not in a workspace that is not trusted, and not without a repository or a commit', async () => {
  git(shop.folder, 'init', '--quiet');
  await shop.write('src/one.ts', 'x');
  expect(await asked(shop.at('src/one.ts'))).toEqual(['none']);
  await commit(shop.folder, 'src/one.ts', 'two.ts');
  expect(await asked(shop.at('src/one.ts'), undefined, { trusted: false })).toEqual(['off']);
  expect(await asked(shop.at('src/one.ts'), undefined, { git: 'there-is-no-such-program' })).toEqual(['none']);
  expect(await asked(shop.at('src/one.ts'))).toEqual(['read', 'two.ts']);
});

test('a shallow clone gives what it has and says so', async () => {
  git(shop.folder, 'init', '--quiet');
  await commit(shop.folder, 'src/one.ts', 'old.ts');
  await commit(shop.folder, 'src/one.ts', 'two.ts');
  const clone = path.join(path.dirname(shop.folder), 'clone');
  git(path.dirname(shop.folder), 'clone', '--quiet', '--depth=1', `file://${shop.folder}`, 'clone');
  const [state] = await asked(path.join(clone, 'src/one.ts'), [rootAt(clone)]);
  expect(state).toBe('shallow');
});

test('the top of the repository may be above the root, and the files of its other roots count', async () => {
  git(shop.folder, 'init', '--quiet');
  await commit(shop.folder, 'packages/a/one.ts', 'packages/a/two.ts', 'packages/b/three.ts', 'four.ts');
  const roots = [rootAt(shop.at('packages/a')), rootAt(shop.at('packages/b'))];
  expect(await asked(shop.at('packages/a/one.ts'), roots)).toEqual(['read', 'a/two.ts', 'b/three.ts']);
});

test('the top of the repository may be below the root: each file has its own', async () => {
  await mkdir(shop.at('repos/a'), { recursive: true });
  await mkdir(shop.at('repos/b'), { recursive: true });
  git(shop.at('repos/a'), 'init', '--quiet');
  git(shop.at('repos/b'), 'init', '--quiet');
  await commit(shop.at('repos/a'), 'one.ts', 'two.ts');
  await commit(shop.at('repos/b'), 'one.ts', 'three.ts');
  expect(await asked(shop.at('repos/a/one.ts'))).toEqual(['read', 'repos/a/two.ts']);
  expect(await asked(shop.at('repos/b/one.ts'))).toEqual(['read', 'repos/b/three.ts']);
});

test('a root that is a link into a repository', async () => {
  git(shop.folder, 'init', '--quiet');
  await commit(shop.folder, 'packages/a/src/one.ts', 'packages/a/two.ts', 'four.ts');
  const link = path.join(path.dirname(shop.folder), 'link');
  await symlink(shop.at('packages/a'), link, 'dir');
  expect(await asked(path.join(link, 'src/one.ts'), [rootAt(link)])).toEqual(['read', 'two.ts']);
});

test('a named commit of a repository elsewhere: nothing past it is read', async () => {
  const elsewhere = path.join(path.dirname(shop.folder), 'elsewhere');
  git(shop.folder, 'init', '--quiet');
  const tip = await commit(shop.folder, 'src/one.ts', 'two.ts');
  await commit(shop.folder, 'src/one.ts', 'later.ts');
  await cp(shop.at('.git'), elsewhere, { recursive: true });
  await rm(shop.at('.git'), { recursive: true });
  await rename(shop.at('later.ts'), shop.at('kept.ts'));
  await shop.write('later.ts', 'x');
  const history = { gitDir: elsewhere, tip };
  expect(await asked(shop.at('src/one.ts'), undefined, {}, { history })).toEqual(['read', 'two.ts']);
});
