import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyPatch } from '../../../src/cli/applyPatch.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'cairn-patch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Git's own diff of two texts leads from one to the other. */
function check(before: string, after: string, context = 3): void {
  const [old, changed] = ['old', 'new'].map(name => path.join(folder, name));
  writeFileSync(old ?? '', before);
  writeFileSync(changed ?? '', after);
  expect(applyPatch(before, gitDiff(['--no-index', `-U${context}`, '--', 'old', 'new']))).toBe(after);
}

/** `git diff --no-index` ends with 1 where texts differ. */
function gitDiff(args: readonly string[]): string {
  try {
    return execFileSync('git', ['diff', ...args], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

describe('applyPatch', () => {
  const numbers = Array.from({ length: 30 }, (_, i) => `line ${i}\n`).join('');

  it('replaces, inserts and removes lines', () => {
    check(
      numbers,
      numbers.replace('line 3\n', 'three\n3\n').replace('line 9\n', '').replace('line 20\n', 'line 20\nx\n'),
    );
    check(numbers, `first\n${numbers}last\n`, 0);
    check(numbers, numbers.replace('line 0\n', '').replace('line 29\n', ''), 0);
    check('', 'a\nb\n');
    check('-- a\n++ b\n@@ -1 +1 @@\n', '-- a\n-- c\n@@ -2 +2 @@\n');
  });

  it('keeps the ends of lines and of the file', () => {
    check('a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n');
    check('a\nb', 'a\nb\n');
    check('a\nb\n', 'a\nc');
    check('a\nb', 'x\nb');
  });

  it('says when the text is another one', () => {
    expect(applyPatch('a\nb\n', '@@ -1,2 +1,2 @@\n a\n-c\n+d\n')).toBeUndefined();
    expect(applyPatch('a\n', '@@ -5,1 +5,1 @@\n-a\n+d\n')).toBeUndefined();
    expect(applyPatch('a\n', '@@ -1,1 +1,1 @@\n-a\n')).toBeUndefined();
    expect(applyPatch('a\n', 'no diff')).toBeUndefined();
  });
});
