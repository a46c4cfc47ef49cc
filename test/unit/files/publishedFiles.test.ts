import { expect, test } from 'vitest';
import { publishedFiles } from '../../../src/files/publishedFiles.ts';

test.each([
  ['{"main": "./lib/index.js", "bin": "cli.js"}', ['lib/index.js', 'cli.js']],
  ['{"bin": {"a": "./bin/a.js", "b": "bin//b.js", "c": 3}}', ['bin/a.js', 'bin/b.js']],
  ['{"main": "../x.js", "bin": "/etc/x"}', []],
  ['{"main": ".", "bin": null}', []],
  ['{', []],
  ['null', []],
  ['[1]', []],
])('%s', (text, expected) => {
  expect(publishedFiles(text)).toEqual(expected);
});
