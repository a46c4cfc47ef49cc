import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('mutated sources of every language: nothing throws, hangs, dies, or gives unsound facts', async () => {
  const script = join(import.meta.dirname, 'run.mjs');
  // In processes that are watched: an endless loop must fail this test, not stop it.
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--inputs', '240', '--seed', '1']).catch(
    error => error,
  );
  console.log(stdout);
  expect(stdout).toMatch(/^seed 1: 240 inputs, \d+ texts extracted, 0 faulty, 0 deaths, 0 hangs/m);
}, 180_000);
