import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/exitCodes.ts';
import { readPlace } from '../../../src/cli/place.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cairn-place-'));
  writeFileSync(path.join(folder, 'a.ts'), 'const a = 1;\r\n  call(a); \n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = async (argument: string, line: number, column: number) =>
  expect(await readPlace(argument, folder)).toEqual({ file: path.join(folder, 'a.ts'), line, column });
const refuse = (argument: string, message: RegExp) =>
  expect(readPlace(argument, folder)).rejects.toThrow(
    expect.objectContaining({ name: UsageError.name, message: expect.stringMatching(message) }),
  );

describe('readPlace', () => {
  it('counts from 1 and goes to the end of the line', () => check('a.ts:2', 1, 10));
  it('takes a column', () => check('a.ts:1:7', 0, 6));
  it('keeps a column inside its line', () => check('a.ts:1:99', 0, 12));
  it('takes absolute paths', () => check(`${path.join(folder, 'a.ts')}:1:1`, 0, 0));
  it('refuses a missing line', () => refuse('a.ts', /expected <path>:<line>/));
  it('refuses a line past the end', () => refuse('a.ts:9', /no line 9, the file has 3/));
  it('refuses line 0', () => refuse('a.ts:0', /no line 0/));
  it('refuses a missing file and a folder', async () => {
    await refuse('b.ts:1', /no such file/);
    await refuse('.:1', /is a folder/);
  });
});
