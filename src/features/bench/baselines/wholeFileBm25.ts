import { countTerms } from '../../../facts/terms.ts';
import { createTextIndex, type TermList } from '../../../rank/textIndex.ts';
import { type Baseline, type BaselineQuery, createPerFile } from './baseline.ts';

/** Lines around the edit whose words are looked for, all alike. */
const REACH = 20;

/** Okapi BM25 with its usual parameters: the words around the edit against the words of whole files. */
export function createWholeFileBm25(): Baseline {
  const index = createTextIndex({ k1: 1.2, b: 0.75 });
  const known = new Map<string, string>();
  // Files share most of their words: each is kept once.
  const shared = (term: string): string => {
    const same = known.get(term);
    if (same === undefined) known.set(term, term);
    return same ?? term;
  };
  const words = createPerFile(({ facts }): TermList => ({ terms: facts.terms.map(shared), counts: facts.termCounts }));
  return {
    name: 'BM25',
    rank(query) {
      words.update(query.snapshot, (file, before, after) => index.replace(file, before, after));
      const { terms, termCounts } = countTerms(surroundings(query));
      const weighted = terms.map((term, place) => ({ term, weight: termCounts[place] ?? 0 }));
      const places = new Map(query.snapshot.files.map(({ id }, place) => [id, place]));
      const orderOf = (file: number): number => places.get(file) ?? 0;
      return index.search(weighted, query.file, query.snapshot.files.length, orderOf).map(({ file }) => file);
    },
  };
}

function surroundings({ text, regions }: BaselineQuery): string {
  const isNear = (line: number): boolean =>
    regions.some(([first, last]) => line >= first - REACH && line <= last + REACH);
  return text
    .split('\n')
    .filter((_, line) => isNear(line))
    .join('\n');
}
