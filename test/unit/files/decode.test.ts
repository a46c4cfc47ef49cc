import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../../src/files/decode.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

function check(bytes: Uint8Array, expected: string) {
  expect(decode(bytes)).toBe(expected);
}

test('UTF-8, with and without a mark', () => {
  check(Buffer.from('é\r\nb\n'), 'é\r\nb\n');
  check(Buffer.from('\ufeffé'), 'é');
  check(Buffer.from(''), '');
});

test('UTF-16 by its mark, and by its NULs', () => {
  check(Buffer.from('\ufeffdef f():', 'utf16le'), 'def f():');
  check(utf16be('\ufeffdef f():'), 'def f():');
  check(Buffer.from('def f(): # é', 'utf16le'), 'def f(): # é');
  check(utf16be('def f(): # é'), 'def f(): # é');
});

test('what is not UTF-8 is Latin-1', () => {
  check(Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'café');
  check(Buffer.from([0xed, 0xa0, 0x80]), '\u00ed\u00a0\u0080');
});

test('any bytes give text, and any text comes back from its UTF-8', () => {
  fc.assert(fc.property(fc.uint8Array(), bytes => typeof decode(bytes) === 'string'));
  // Built from code points, so never with a lone surrogate.
  const text = fc.string({ unit: 'grapheme' }).filter(value => !value.includes('\0') && !value.startsWith('\ufeff'));
  fc.assert(
    fc.property(text, value => {
      expect(decode(Buffer.from(value))).toBe(value);
    }),
  );
});
