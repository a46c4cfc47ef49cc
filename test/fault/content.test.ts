import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { createTally, modules, opened, openRig, type Rig } from './rig.ts';

const tally = createTally();
let rig: Rig;
beforeEach(async () => {
  rig = await openRig(modules(8));
});
afterEach(() => rig.remove());
afterAll(() => tally.print('what files hold'));

const code = 'export function answer(): number {\n  return 42;\n}\n';
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const swapped = (text: string): Buffer => utf16(text).swap16();

/** File names and bytes, and the symbols that must be known of them: none where it does not matter. */
const CONTENTS: Record<string, readonly [file: string, bytes: string | Buffer, symbols?: string]> = {
  empty: ['empty.ts', '', ''],
  'UTF-16 LE with mark': ['le.ts', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(code)]), 'answer'],
  'UTF-16 BE with mark': ['be.ts', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(code)]), 'answer'],
  'UTF-16 LE without': ['leBare.ts', utf16(code), 'answer'],
  'UTF-16 BE without': ['beBare.ts', swapped(code), 'answer'],
  'UTF-16 of an odd length': ['odd.ts', Buffer.concat([utf16(code), Buffer.from([0x20])])],
  'UTF-8 with mark': ['mark.ts', `\ufeff${code}`, 'answer'],
  'invalid UTF-8': ['latin.py', Buffer.from('def caf\xe9(): pass\ndef after(): pass\n', 'latin1'), 'café after'],
  'cut in a character': ['cut.py', Buffer.from('def f(): pass\n# 漢').subarray(0, -1), 'f'],
  'lone surrogates': ['surrogate.ts', utf16(`\ufeff${code}// \ud800 \udfff`), 'answer'],
  'CR LF': ['crlf.ts', code.replaceAll('\n', '\r\n'), 'answer'],
  'lone CR': ['cr.py', 'def a(): pass\rdef b(): pass\r', 'a b'],
  'all line ends': ['ends.ts', 'let a = 1;\r\nlet b = 2;\rlet c = 3;\nlet d = 4;\u2028let e = 5;\u2029', 'a b c d e'],
  'NUL bytes': ['nul.ts', `${code}\0\0\0`],
  'only NUL': ['zero.py', Buffer.alloc(5000)],
  'random bytes': ['random.go', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i) & 255))],
  minified: ['bundle.js', 'function a(b){return b}'.repeat(4000), ''],
  'a line of 1 MB': ['line.ts', `export const x = '${'a'.repeat(1_000_000)}';\n`, ''],
  'a comment of 1 MB': ['comment.ts', `${code}// ${'word '.repeat(195_000)}\n`],
  '1 MB of blanks': ['blanks.c', `int f(void) {\n  return${' '.repeat(1_000_000)}0;\n}\n`],
  '1 MB of line ends': ['lines.py', `${'\n'.repeat(1_000_000)}def last(): pass\n`, 'last'],
};
const DEEP = Object.entries({
  ts: '(',
  py: '[',
  c: '{',
  java: '<',
  rs: '(',
  go: '{',
  rb: '[',
  php: '(',
  cs: '{',
  kt: '(',
});
for (const [extension, open] of DEEP)
  CONTENTS[`100,000 of ${open} in ${extension}`] = [`deep.${extension}`, open.repeat(100_000)];

describe('what no parser expects', () => {
  test('comes in while all is read, and while the engine runs: the index is that of a clean rebuild', async () => {
    const live = await opened(rig.engine());
    for (const [file, bytes] of Object.values(CONTENTS)) await rig.write(`odd/${file}`, bytes);
    await live.changed([rig.at('odd')], neverCancelled);
    expect(rig.log.filter(line => /crashed|did not end/.test(line))).toEqual([]);
    for (const [name, [file, , symbols]] of Object.entries(CONTENTS)) {
      const found = live.snapshot().find({ root: 0, relative: `odd/${file}` });
      expect(found, name).toBeDefined();
      if (symbols !== undefined) expect(found?.facts.symbols.map(symbol => symbol.name).join(' '), name).toBe(symbols);
    }
    await rig.expectAsRebuilt(live);
    tally.injected('odd content', Object.keys(CONTENTS).length);
    // Each in the place of another, as a checkout of anything could do it.
    const names = Object.values(CONTENTS).map(([file]) => file);
    const contents = Object.values(CONTENTS).map(([, bytes]) => bytes);
    for (const [i, name] of names.slice(0, 20).entries()) await rig.write(`odd/${name}`, contents[i + 1] ?? '');
    await live.changed([rig.at('odd')], neverCancelled);
    await rig.expectAsRebuilt(live);
    tally.injected('content of another kind', 20);
  }, 120_000);
});

/** Texts over which a pattern of one of the languages went back and forth for minutes, or would. */
const SLOW: Readonly<Record<string, string>> = {
  'constant.rb': `x = ${'MAXIMUM'.repeat(12)}\ny = ${'A'.repeat(200)}.build\n`,
  'blanks.c': `int f(\n${'list_t '.repeat(20)}${' '.repeat(20_000)}x WINAPI_CALL \n${'\t '.repeat(5000)}(`,
  'macros.c': `${'EXPORT '.repeat(5000)}\n(${'A_API '.repeat(5000)}`,
  'enum.c': `${'enum '.repeat(2000)}{${'#'.repeat(20_000)}\n(`,
  'blanks.cpp': `class A {${' '.repeat(30_000)}\nEXPORT${' '.repeat(30_000)}(`,
  'import.java': `import${' '.repeat(5000)}static${'\t'.repeat(5000)}a${' '.repeat(5000)}.b${' '.repeat(5000)}-;\nclass A {}\n`,
  'using.cs': `using${' '.repeat(3000)}A${' '.repeat(3000)}=${' '.repeat(3000)}B${' '.repeat(3000)};;;\nclass A {}\n`,
  'braces.kt': `class A {${' }'.repeat(3000)}\n${'init{'.repeat(3000)}`,
};

test('a pattern that goes back and forth ends: no text of a kind known to be slow costs a process', async () => {
  const live = await opened(rig.engine({ batchDeadline: 20_000, timeLimit: 2000 }));
  for (const [file, text] of Object.entries(SLOW)) await rig.write(`slow/${file}`, text);
  await live.changed([rig.at('slow')], neverCancelled);
  expect(rig.log.filter(line => /crashed|did not end/.test(line))).toEqual([]);
  const known = Object.keys(SLOW).map(
    file => live.snapshot().find({ root: 0, relative: `slow/${file}` })?.summary.language,
  );
  expect(known).not.toContain(undefined);
  tally.injected('slow pattern', Object.keys(SLOW).length);
}, 120_000);
