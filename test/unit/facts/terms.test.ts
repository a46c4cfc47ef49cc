import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTerms, termsOfWord, termsWithOffsets } from '../../../src/facts/terms.ts';

function check(word: string, expected: string): void {
  expect(termsOfWord(word).join(' ')).toBe(expected);
}

test('words fall into their parts, and compound words stay whole too', () => {
  check('parseHTTPRequests2', 'parse http request parsehttprequests2');
  check('snake_case_name', 'snake case name snake_case_name');
  check('MAX_RETRY', 'max retry max_retry');
  check('__init__', 'init');
  check('user', 'user');
  check('utf8Decoder', 'utf decoder utf8decoder');
  check('größeÄndern', 'größe ändern größeändern');
  check('x', '');
  check('a'.repeat(100), '');
});

test('plurals lose their s, other words keep it', () => {
  check('entries', 'entry');
  check('classes', 'class');
  check('tokens', 'token');
  check('class', 'class');
  check('status', 'status');
  check('this', 'this');
});

test('terms carry the offset of their word', () => {
  expect(termsWithOffsets('of getUser')).toEqual([
    { term: 'of', offset: 0 },
    { term: 'get', offset: 3 },
    { term: 'user', offset: 3 },
    { term: 'getuser', offset: 3 },
  ]);
});

test('counts are those of the terms in order, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
      const { terms, termCounts } = countTerms(text);
      expect([...terms].sort()).toEqual(terms);
      const counted = new Map<string, number>();
      for (const { term } of termsWithOffsets(text)) counted.set(term, (counted.get(term) ?? 0) + 1);
      expect(new Map(terms.map((term, index) => [term, termCounts[index]]))).toEqual(counted);
    }),
  );
});
