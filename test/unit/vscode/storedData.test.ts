import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteStore, makeIgnoredStore, rememberStore } from '../../../src/store/deleteStore.ts';
import { openStore } from '../../../src/store/factsStore.ts';
import { hiddenPatterns } from '../../../src/vscode/hiddenPatterns.ts';
import { storePlace } from '../../../src/vscode/storePlace.ts';
import { foldersOf } from '../../../src/vscode/unwatched.ts';

const silent = { info() {}, warn() {} };
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cairn-stored-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function makeStore(folder: string): Promise<void> {
  const store = await openStore({ folder, version: '1', keysOf: () => [], log: silent });
  store.put('key', new Uint8Array([1, 2, 3]));
  await store.close();
}

describe('where the index is kept', () => {
  const place = (setting: string, trusted = true) => storePlace(setting, join(home, 'repo'), '/editor', trusted);

  test('in the editor, at an absolute path, or with the repository', () => {
    expect(place('')).toEqual({ folder: '/editor', kind: 'editor' });
    expect(place('/big/disk')).toEqual({ folder: join('/big/disk', 'cairn'), kind: 'chosen' });
    expect(place('.cache')).toEqual({ folder: join(home, 'repo', '.cache', 'cairn'), kind: 'repository' });
  });

  test('not in a repository that is not trusted, nor out of it, nor through a link', async () => {
    await mkdir(join(home, 'repo'));
    await mkdir(join(home, 'elsewhere'));
    await symlink(join(home, 'elsewhere'), join(home, 'repo', '.cache'));
    expect(place('.data', false).kind).toBe('editor');
    expect(place('../elsewhere').kind).toBe('editor');
    expect(place('.cache').kind).toBe('editor');
  });
});

describe('stored data', () => {
  test('is deleted, and what else lies there stays', async () => {
    const folder = join(home, 'mixed');
    await makeStore(folder);
    await writeFile(join(folder, 'letter.txt'), 'mine');
    await deleteStore(folder);
    expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('mine');
    expect(execFileSync('ls', [folder], { encoding: 'utf8' })).toBe('letter.txt\n');
  });

  test('in a repository is hidden from git, and goes without a trace', async () => {
    const folder = join(home, '.cache', 'cairn');
    await makeIgnoredStore(folder);
    await makeStore(folder);
    execFileSync('git', ['init', '--quiet', home]);
    expect(execFileSync('git', ['-C', home, 'status', '--porcelain'], { encoding: 'utf8' })).toBe('');
    await deleteStore(folder);
    expect(existsSync(folder)).toBe(false);
  });

  test('outside of the editor goes when the extension is removed', async () => {
    const cache = join(home, 'cache', 'cairn');
    const chosen = join(home, 'chosen', 'cairn');
    await makeStore(cache);
    await makeStore(chosen);
    await rememberStore(cache, chosen);
    await rememberStore(cache, chosen);
    const script = join(import.meta.dirname, '../../../dist/uninstall.js');
    execFileSync(process.execPath, [script], { env: { ...process.env, CAIRN_STORE: cache } });
    expect([existsSync(chosen), existsSync(cache)]).toEqual([false, false]);
  });
});

test('what the explorer hides, in the syntax of ignore files', () => {
  const setting = {
    '**/.git': true,
    out: true,
    '**/*.{js,map}': true,
    'a/{b,c}/d': true,
    '**/shown': false,
    '**/*.js': { when: '$(basename).ts' },
    '{{a': true,
  };
  expect(hiddenPatterns(setting)).toEqual(['**/.git', '/out', '**/*.js', '**/*.map', '/a/b/d', '/a/c/d']);
  expect(hiddenPatterns(undefined)).toEqual([]);
});

test('folders that the editor is told not to watch', () => {
  const folders = foldersOf([{ 'gen/**': true, 'lib/out': true, 'on/**': false }, undefined], '/w');
  expect(folders).toEqual(['/w/gen', '/w/lib/out']);
  expect(foldersOf([{ '**/big/**': true, '/elsewhere/**': true }], '/w')).toEqual(['/w']);
});
