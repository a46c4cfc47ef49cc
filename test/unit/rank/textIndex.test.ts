import { expect, test } from 'vitest';
import { countTerms } from '../../../src/facts/terms.ts';
import { createTextIndex } from '../../../src/rank/textIndex.ts';

const PARAMETERS = { k1: 1.2, b: 0.75 };

/** An index of these texts, numbered from 0. */
function indexOf(...texts: string[]) {
  const index = createTextIndex(PARAMETERS);
  texts.forEach((text, file) => {
    const { terms, termCounts: counts } = countTerms(text);
    index.replace(file, undefined, { terms, counts });
  });
  return index;
}

const query = (...terms: string[]) => terms.map(term => ({ term, weight: 1 }));
const inOrder = (file: number) => file;

test('BM25 by the formula: rare words weigh more, long texts less', () => {
  const index = indexOf('seed', 'alpha beta', 'alpha alpha gamma delta', 'gamma');
  const matches = index.search(query('alpha', 'beta'), 0, 10, inOrder);
  const idf = (frequency: number) => Math.log(1 + (4 - frequency + 0.5) / (frequency + 0.5));
  const part = (count: number, length: number) => (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 2));
  expect(matches.map(({ file, terms }) => [file, terms])).toEqual([
    [1, ['beta', 'alpha']],
    [2, ['alpha']],
  ]);
  expect(matches[0]?.score).toBeCloseTo(idf(2) * part(1, 2) + idf(1) * part(1, 2));
  expect(matches[1]?.score).toBeCloseTo(idf(2) * part(2, 4));
});

test('of equally good texts the first in order come first, and no more than asked for', () => {
  const texts = Array.from({ length: 50 }, (_, i) => `alpha ${i % 3 === 0 ? 'beta' : ''}`);
  const backwards = (file: number) => -file;
  const matches = indexOf('seed', ...texts).search(query('alpha', 'beta'), 0, 5, backwards);
  expect(matches.map(({ file }) => file)).toEqual([49, 46, 43, 40, 37]);
});

test('a word that a text repeats very often counts more than one that it repeats often', () => {
  const filled = (count: number) => `${'alpha '.repeat(count)} ${'other '.repeat(2000 - count)}`;
  const matches = indexOf('seed', ...[100, 150, 400, 1000].map(filled)).search(query('alpha'), 0, 10, inOrder);
  expect(matches.map(({ file }) => file)).toEqual([4, 3, 2, 1]);
  const exact = (count: number) =>
    (Math.log(1 + 1.5 / 4.5) * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * 2000) / 1600.2));
  for (const { file, score } of matches) {
    const expected = exact([0, 100, 150, 400, 1000][file] ?? 0);
    expect(Math.abs(score / expected - 1)).toBeLessThan(0.01);
  }
});

test('leaving out what cannot be among the best changes nothing', () => {
  // Words are as frequent as in any text: the k-th has 1/k of the first one's share.
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const word = (k: number) => `x${String(k).replace(/\d/g, digit => 'abcdefghij'[Number(digit)] ?? '')}`;
  const texts = Array.from({ length: 4000 }, () =>
    Array.from({ length: 30 }, () => word(Math.floor(1.5 ** (random() * 20)))),
  );
  const index = indexOf(...texts.map(words => words.join(' ')));
  const terms = Array.from({ length: 40 }, (_, k) => ({ term: word(k * k + 1), weight: 1 + (k % 5) }));
  const frequency = new Map(terms.map(({ term }) => [term, texts.filter(words => words.includes(term)).length]));
  const scores = texts.map((words, file) => {
    let score = 0;
    for (const { term, weight } of terms) {
      const count = words.filter(word => word === term).length;
      const n = (frequency.get(term) ?? 0) - (texts[0]?.includes(term) ? 1 : 0);
      const idf = Math.log(1 + (4000 - n + 0.5) / (n + 0.5));
      score += (weight * idf * 2.2 * count) / (count + 1.2);
    }
    return { file, score };
  });
  const expected = scores.slice(1).sort((a, b) => b.score - a.score || a.file - b.file);
  const found = index.search(terms, 0, 10, inOrder);
  expect(found.map(({ file }) => file)).toEqual(expected.slice(0, 10).map(({ file }) => file));
  for (const [i, { score }] of found.entries()) expect(score).toBeCloseTo(expected[i]?.score ?? 0, 9);
});
