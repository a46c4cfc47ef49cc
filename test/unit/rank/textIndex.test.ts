import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import type { IndexedFile } from '../../../src/index/snapshot.ts';
import { createTextIndex } from '../../../src/rank/textIndex.ts';

const PARAMETERS = { k1: 1.2, b: 0.75 };

function fileOf(id: number, text: string): IndexedFile {
  const path = { root: 0, relative: `${id}.txt` };
  return {
    id,
    source: { path, class: 'source', size: text.length, modified: 0, hash: text },
    summary: { language: 'text', lines: 1, parseErrors: 0, symbols: 0 },
    facts: lexicalFacts(text),
  };
}

const contentIndex = () => createTextIndex(({ facts }) => ({ terms: facts.terms, counts: facts.termCounts }));
const query = (...terms: string[]) => terms.map(term => ({ term, weight: 1 }));

test('BM25 by the formula: rare words weigh more, long texts less', () => {
  const index = contentIndex();
  index.update([fileOf(0, 'seed'), fileOf(1, 'alpha beta'), fileOf(2, 'alpha alpha gamma delta'), fileOf(3, 'gamma')]);
  const matches = index.search(query('alpha', 'beta'), 0, 10, PARAMETERS);
  const idf = (frequency: number) => Math.log(1 + (4 - frequency + 0.5) / (frequency + 0.5));
  const part = (count: number, length: number) => (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 2));
  expect(matches.map(({ file, terms }) => [file, terms])).toEqual([
    [1, ['beta', 'alpha']],
    [2, ['alpha']],
  ]);
  expect(matches[0]?.score).toBeCloseTo(idf(2) * part(1, 2) + idf(1) * part(1, 2));
  expect(matches[1]?.score).toBeCloseTo(idf(2) * part(2, 4));
});

test('an index that is kept up to date equals one built anew', () => {
  const words = fc.array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon'), { maxLength: 6 });
  const state = fc.dictionary(fc.constantFrom('0', '1', '2', '3', '4'), words);
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 4 }), states => {
      const kept = contentIndex();
      let files: IndexedFile[] = [];
      for (const texts of states) {
        files = Object.entries(texts)
          .map(([id, list]) => fileOf(Number(id), list.join(' ')))
          .sort((a, b) => a.id - b.id);
        kept.update(files);
      }
      const fresh = contentIndex();
      fresh.update(files);
      const terms = query('alpha', 'beta', 'gamma');
      expect(kept.search(terms, 0, 10, PARAMETERS)).toEqual(fresh.search(terms, 0, 10, PARAMETERS));
    }),
  );
});
