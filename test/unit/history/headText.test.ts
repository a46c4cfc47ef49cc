import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHeadTexts } from '../../../src/history/headText.ts';

let folder = '';
let now = 0;
const headTexts = () => createHeadTexts({ program: 'git', timeLimit: 10_000, clock: () => now });
const file = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cairn-head-'));
  mkdirSync(file('src'));
  writeFileSync(file('src/a b.ts'), 'one\n');
  git('init', '-q');
  commit('first');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: folder });
}

function commit(message: string): void {
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', message);
}

describe('createHeadTexts', () => {
  it('reads what is committed, whatever is on disk', async () => {
    writeFileSync(file('src/a b.ts'), 'two\n');
    expect(await headTexts().read(file('src/a b.ts'))).toBe('one\n');
    rmSync(file('src/a b.ts'));
    expect(await headTexts().read(file('src/a b.ts'))).toBe('one\n');
  });

  it('knows nothing of files that are not committed, and of folders without a repository', async () => {
    expect(await headTexts().read(file('src/new.ts'))).toBeUndefined();
    expect(await headTexts().read(path.join(tmpdir(), 'cairn-no-repository.ts'))).toBeUndefined();
    expect(await headTexts().read(file('nowhere/a.ts'))).toBeUndefined();
  });

  it('notices a commit after a while', async () => {
    const texts = headTexts();
    await texts.read(file('src/a b.ts'));
    writeFileSync(file('src/a b.ts'), 'two\n');
    commit('second');
    expect(await texts.read(file('src/a b.ts'))).toBe('one\n');
    now += 5000;
    expect(await texts.read(file('src/a b.ts'))).toBe('two\n');
  });
});
