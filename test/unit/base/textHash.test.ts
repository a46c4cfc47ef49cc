import fc from 'fast-check';
import { expect, test } from 'vitest';
import { continued, lowHash, suffixHash, textHash } from '../../../src/base/textHash.ts';

test('the hash of two texts joined follows from theirs', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const { low, high } = suffixHash(b);
      expect(continued(textHash(a), low, high, b.length)).toEqual(textHash(a + b));
      expect(textHash(a).low).toBe(lowHash(a));
    }),
  );
});

test('names of a workspace differ in both halves', () => {
  const names = Array.from({ length: 40_000 }, (_, i) => `get${i % 200}Item${Math.floor(i / 200)}`);
  const hashes = names.map(textHash);
  // Of 40,000 random numbers of 32 bits 0.2 pairs are equal on average.
  expect(new Set(hashes.map(({ low }) => low)).size).toBeGreaterThan(names.length - 5);
  expect(new Set(hashes.map(({ high }) => high)).size).toBeGreaterThan(names.length - 5);
});
