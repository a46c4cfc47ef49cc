import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRepository } from '../../../src/files/gitConfig.ts';
import { parseGitIndex, readTracked, type Tracked } from '../../../src/files/gitIndex.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-index-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = ['a.ts', 'a/b.ts', 'a-b.ts', 'a/c d.ts', 'é/ü.ts', `${'long/'.repeat(900).slice(0, 4000)}x.ts`, 'z'];

function git(...args: string[]): void {
  const settings = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'advice.updateSparsePath=false'];
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  execFileSync('git', [...settings, ...args], { cwd: folder, env, stdio: 'ignore' });
}

function write(paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path.slice(0, 20));
  }
}

async function tracked(): Promise<Tracked> {
  const repository = await readRepository(folder);
  if (!repository) throw new Error('no repository');
  return readTracked(repository);
}

/** Which of the paths are tracked, and which are folders with tracked files. */
async function known(...paths: readonly string[]): Promise<readonly string[]> {
  const found = await tracked();
  if ('unknown' in found) return [found.unknown];
  return paths.flatMap(path => [
    ...(found.paths.has(path) ? [path] : []),
    ...(found.paths.hasInside(path) ? [`${path}/`] : []),
  ]);
}

test.each([
  ['2', 'sha1'],
  ['3', 'sha1'],
  ['4', 'sha1'],
  ['2', 'sha256'],
  ['4', 'sha256'],
])('version %s with %s', async (version, hash) => {
  write(files);
  git('init', '-q', '--object-format', hash);
  expect(await known('a.ts', 'a')).toEqual([]);
  git('update-index', '--index-version', version);
  git('add', '.');
  // An entry that will be added needs the wide form of its flags, and so version 3.
  write(['a/later.ts']);
  git('add', '--intent-to-add', 'a/later.ts');
  expect(readFileSync(join(folder, '.git/index')).readUInt32BE(4)).toBe(version === '2' ? 3 : Number(version));
  const all = [...files, 'a/later.ts'];
  expect((await known(...all)).filter(path => !path.endsWith('/'))).toEqual(all);
  expect(await known('a', 'é', 'long', 'a/', 'A', 'a/b', 'lon', 'a.t', 'z/z', '', 'zz', 'e\u0301')).toEqual([
    'a/',
    'é/',
    'long/',
    'e\u0301/',
  ]);
});

test('version 2 without wide entries', async () => {
  write(files);
  git('init', '-q');
  git('add', '.');
  expect(readFileSync(join(folder, '.git/index')).readUInt32BE(4)).toBe(2);
  expect(await known('z', 'a')).toEqual(['z', 'z/', 'a/']);
});

test('the sides of a merge conflict', async () => {
  git('init', '-q', '-b', 'main');
  write(['a.ts', 'b.ts']);
  git('add', '.');
  git('commit', '-qm', '1');
  git('checkout', '-qb', 'other');
  writeFileSync(join(folder, 'a.ts'), 'other');
  git('commit', '-qam', '2');
  git('checkout', '-q', 'main');
  writeFileSync(join(folder, 'a.ts'), 'main');
  git('commit', '-qam', '3');
  expect(() => git('merge', 'other')).toThrow();
  expect(await known('a.ts', 'b.ts', 'c.ts')).toEqual(['a.ts', 'a.ts/', 'b.ts', 'b.ts/']);
});

test('a split index is not known', async () => {
  write(files);
  git('init', '-q');
  git('add', '.');
  git('update-index', '--split-index');
  expect(await known('z')).toEqual(['the index is split']);
});

test('a sparse index has what is on disk', async () => {
  write(['in/a.ts', 'out/b.ts', 'c.ts']);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'x');
  git('sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
  expect(readFileSync(join(folder, '.git/index')).includes('sdir')).toBe(true);
  expect(await known('in/a.ts', 'in', 'c.ts', 'out', 'out/b.ts')).toEqual([
    'in/a.ts',
    'in/a.ts/',
    'in/',
    'c.ts',
    'c.ts/',
  ]);
});

test('an index without a checksum is believed, one with a wrong checksum is not', async () => {
  write(files);
  git('init', '-q');
  git('add', '.');
  const bytes = readFileSync(join(folder, '.git/index'));
  const unchecked = Buffer.concat([bytes.subarray(0, -20), Buffer.alloc(20)]);
  expect(parseGitIndex(unchecked, 'sha1')).toHaveProperty('paths');
  bytes.writeUInt8((bytes[30] ?? 0) ^ 1, 30);
  expect(parseGitIndex(bytes, 'sha1')).toEqual({ unknown: 'the index is damaged' });
});

test('damaged bytes give an answer, and take no more memory than names can', async () => {
  write(files);
  git('init', '-q');
  for (const version of ['2', '4']) {
    git('update-index', '--index-version', version);
    git('add', '.');
    const bytes = readFileSync(join(folder, '.git/index'));
    const change = fc.tuple(fc.nat(bytes.length - 21), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(bytes.length), (changes, cut) => {
        const damaged = Buffer.from(bytes);
        for (const [at, value] of changes) damaged[at] = value;
        const body = damaged.subarray(0, cut % 3 === 0 ? cut : -20);
        const found = parseGitIndex(Buffer.concat([body, createHash('sha1').update(body).digest()]), 'sha1');
        if ('paths' in found) expect(found.paths.has('nothing')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  }
});
