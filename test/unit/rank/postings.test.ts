import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteIn, byteOfEntry, fileOfEntry, Postings } from '../../../src/rank/postings.ts';

function read(postings: Postings, word: string): [file: number, byte: number][] {
  const { entries, start, size } = postings.find(word);
  return Array.from(entries.subarray(start, start + size), entry => [fileOfEntry(entry), byteOfEntry(entry)]);
}

test('lists are what a map of maps would hold, whatever is set and deleted', () => {
  const word = fc.constantFrom('', 'a', 'b', 'aa', 'ab', 'ß', '漢字');
  const change = fc.record({
    word,
    file: fc.integer({ min: 0, max: 40 }),
    byte: fc.option(fc.integer({ min: 0, max: 255 })),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), changes => {
      const postings = new Postings();
      const expected = new Map<string, Map<number, number>>();
      for (const { word, file, byte } of changes) {
        const files = expected.get(word) ?? new Map<number, number>();
        expected.set(word, files);
        if (byte === null) {
          postings.delete(word, file);
          files.delete(file);
        } else {
          postings.set(word, file, byte);
          files.set(file, byte);
        }
      }
      for (const [word, files] of expected) {
        expect(read(postings, word)).toEqual([...files].sort((a, b) => a[0] - b[0]));
        for (let file = 0; file <= 40; file++) expect(byteIn(postings.find(word), file)).toBe(files.get(file));
      }
    }),
  );
});

test('many words, long lists, and the largest file', () => {
  const postings = new Postings();
  for (let file = 0; file < 70_000; file++) postings.set('common', file, file % 256);
  for (let i = 0; i < 30_000; i++) postings.set(`word${i}`, i, 1);
  postings.set('common', 2 ** 24 - 1, 7);
  const list = postings.find('common');
  expect(list.size).toBe(70_001);
  expect(byteIn(list, 69_999)).toBe(69_999 % 256);
  expect(byteIn(list, 2 ** 24 - 1)).toBe(7);
  for (let i = 0; i < 30_000; i += 7) expect(read(postings, `word${i}`)).toEqual([[i, 1]]);
});

test('what is taken back leaves no more than it found', () => {
  const postings = new Postings();
  const fill = (round: number) => {
    for (let file = 0; file < 200; file++) {
      for (let i = 0; i < 20; i++) postings.set(`w${(file * i) % 97}-${i === 0 ? round : 0}`, file, 1);
    }
  };
  const empty = (round: number) => {
    for (let file = 0; file < 200; file++) {
      for (let i = 0; i < 20; i++) postings.delete(`w${(file * i) % 97}-${i === 0 ? round : 0}`, file);
    }
  };
  fill(0);
  const { bytes } = postings;
  for (let round = 1; round < 30; round++) {
    empty(round - 1);
    fill(round);
  }
  expect(postings.bytes).toBeLessThanOrEqual(bytes);
});
