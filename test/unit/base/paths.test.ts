import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  displayPath,
  fromFileUri,
  lookupKey,
  type Platform,
  samePath,
  toAbsolute,
  toFilePath,
  toFileUri,
} from '../../../src/base/paths.ts';

const posixRoots = [
  { name: 'outer', folder: '/w/outer' },
  { name: 'inner', folder: '/w/outer/packages/inner/' },
];

function check(absolute: string, folders: readonly string[], platform: Platform, expected: string | undefined) {
  const roots = folders.map(folder => ({ name: folder, folder }));
  const path = toFilePath(absolute, roots, platform);
  expect(path && `${path.root}:${path.relative}`).toBe(expected);
}

test('the innermost root holds a file', () => {
  check('/w/outer/a.ts', ['/w/outer', '/w/outer/in'], 'posix', '0:a.ts');
  check('/w/outer/in/a.ts', ['/w/outer', '/w/outer/in'], 'posix', '1:a.ts');
  check('/w/outer/in/a.ts', ['/w/outer/in/', '/w/outer'], 'posix', '0:a.ts');
  check('/w/outer/inside/a.ts', ['/w/outer', '/w/outer/in'], 'posix', '0:inside/a.ts');
  check('/w/a.ts', ['/', '/w', '/w'], 'posix', '1:a.ts');
});

test('a root itself and what is outside have no path', () => {
  check('/w', ['/w'], 'posix', undefined);
  check('/w/', ['/w'], 'posix', undefined);
  check('/wide/a', ['/w'], 'posix', undefined);
  check('/w/../x/a', ['/w'], 'posix', undefined);
  check('/W/a', ['/w'], 'posix', undefined);
});

test('posix keeps backslashes and case', () => {
  check('/w/a\\b.ts', ['/w'], 'posix', '0:a\\b.ts');
  check('/w//x/./B.ts', ['/w'], 'posix', '0:x/B.ts');
});

test('win32 takes either separator, drives and folders of any case, UNC and long paths', () => {
  check('c:\\Work\\src\\A.ts', ['C:\\work'], 'win32', '0:src/A.ts');
  check('C:/code/src/A.ts', ['c:\\code\\'], 'win32', '0:src/A.ts');
  check('D:\\work\\A.ts', ['c:\\work'], 'win32', undefined);
  check('c:\\x\\A.ts', ['C:\\'], 'win32', '0:x/A.ts');
  check('\\\\Server\\Share\\x\\A.ts', ['\\\\server\\share'], 'win32', '0:x/A.ts');
  check('\\server\\share\\A.ts', ['\\\\server\\share'], 'win32', undefined);
  check('\\\\?\\C:\\work\\A.ts', ['c:\\work'], 'win32', '0:A.ts');
  check('\\\\?\\UNC\\server\\share\\A.ts', ['\\\\server\\share'], 'win32', '0:A.ts');
});

test('paths go back to where they came from', () => {
  expect(toAbsolute({ root: 1, relative: 'src/a.ts' }, posixRoots, 'posix')).toBe('/w/outer/packages/inner/src/a.ts');
  const roots = [{ name: 'r', folder: '\\\\server\\share\\r' }];
  expect(toAbsolute({ root: 0, relative: 'src/a.ts' }, roots, 'win32')).toBe('\\\\server\\share\\r\\src\\a.ts');
  expect(() => toAbsolute({ root: 2, relative: 'a' }, posixRoots, 'posix')).toThrow(RangeError);
});

test('the root is named only where there are several', () => {
  expect(displayPath({ root: 1, relative: 'a/b.ts' }, posixRoots)).toBe('inner/a/b.ts');
  expect(displayPath({ root: 0, relative: 'a/b.ts' }, posixRoots.slice(0, 1))).toBe('a/b.ts');
});

test('look-up keys fold case and composition on demand', () => {
  const composed = 'Caf\u00e9';
  const decomposed = 'cafe\u0301';
  const key = (name: string, ignoreCase: boolean, ignoreNormalization: boolean) =>
    lookupKey(name, { ignoreCase, ignoreNormalization });
  expect(key(composed, true, true)).toBe(key(decomposed, true, true));
  expect(key(composed, true, false)).not.toBe(key(decomposed, true, false));
  expect(key(composed, false, true)).not.toBe(key(decomposed, false, true));
});

test('file URIs', () => {
  expect(fromFileUri('file:///c%3A/a%20b/%C3%BC.ts', 'win32')).toBe('c:\\a b\\ü.ts');
  expect(fromFileUri('file:///C:/a', 'win32')).toBe('C:\\a');
  expect(fromFileUri('file://server/share/a.ts', 'win32')).toBe('\\\\server\\share\\a.ts');
  expect(fromFileUri('file:///w/a%23b.ts?q#f', 'posix')).toBe('/w/a#b.ts');
  expect(fromFileUri('file://localhost/w/a.ts', 'posix')).toBe('/w/a.ts');
  expect(fromFileUri('file:///w/100%.ts', 'posix')).toBe('/w/100%.ts');
  expect(fromFileUri('untitled:Untitled-1', 'posix')).toBeUndefined();
});

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(text => !/[/\\\0:]/.test(text) && text !== '.' && text !== '..');
const names = fc.array(name, { minLength: 1, maxLength: 5 });

test.each([
  ['posix', '/', ['/w', '/w/in']],
  ['win32', '\\', ['C:\\w', '\\\\server\\share\\w']],
] as const)('round trips on %s', (platform, separator, folders) => {
  const roots = folders.map(folder => ({ name: 'r', folder }));
  fc.assert(
    fc.property(names, fc.constantFrom(...folders), (parts, folder) => {
      const absolute = [folder, ...parts].join(separator);
      const path = toFilePath(absolute, roots, platform);
      expect(path && toAbsolute(path, roots, platform)).toBe(absolute);
      const uri = toFileUri(absolute, platform);
      const back = fromFileUri(uri, platform);
      expect(back).toBe(absolute);
      expect(back !== undefined && samePath(back, absolute, platform)).toBe(true);
      expect(fromFileUri(uri.toLowerCase(), platform)?.length).toBe(absolute.length);
    }),
  );
});
