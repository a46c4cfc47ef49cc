import type { IndexedFile } from '../../index/snapshot.ts';
import { queryTerms } from '../queryTerms.ts';
import type { EditQuery, Evidence, Signal, SignalResult } from '../ranking.ts';
import { type Bm25Parameters, createTextIndex } from '../textIndex.ts';

const PARAMETERS: Bm25Parameters = { k1: 1.2, b: 0.75 };
const MAX_FILES = 200;

/**
 * Files that share words with the text around the edit: BM25 over the subtokens of all words of a file, whatever its
 * language. The returned signal keeps an inverted index and brings it to each query's snapshot.
 */
export function createBm25Signal(): Signal {
  const index = createTextIndex(contentTerms);
  return query => {
    index.update(query.snapshot.files);
    const matches = index.search(queryTerms(query), query.file, MAX_FILES, PARAMETERS);
    const best = matches[0]?.score ?? 1;
    const files: [number, Evidence][] = matches.map(({ file, score, terms }) => [
      file,
      {
        signal: 'bm25',
        score: score / best,
        reason: `shares the words ${quoted(terms)} with ${place(query)}`,
      },
    ]);
    return { files: new Map(files), symbols: new Map() } satisfies SignalResult;
  };
}

function contentTerms(file: IndexedFile) {
  return { terms: file.facts.terms, counts: file.facts.termCounts };
}

function quoted(terms: readonly string[]): string {
  return terms.map(term => `\`${term}\``).join(', ');
}

function place(query: EditQuery): string {
  return query.regions.length > 0 ? 'the edited lines' : 'the text at the cursor';
}
