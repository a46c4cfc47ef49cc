import { queryTerms } from '../queryTerms.ts';
import type { RankIndex } from '../rankIndex.ts';
import type { EditQuery, Evidence, SignalResult } from '../ranking.ts';

const MAX_FILES = 200;

/**
 * Files that share words with the text around the edit: BM25 over the subtokens of all words of a file, whatever its
 * language.
 */
export function signalBm25(query: EditQuery, index: RankIndex): SignalResult {
  const matches = index.content.search(queryTerms(query), query.file, MAX_FILES, index.orderOf);
  const best = matches[0]?.score ?? 1;
  const files: [number, Evidence][] = matches.map(({ file, score, terms }) => [
    file,
    {
      signal: 'bm25',
      score: score / best,
      reason: `shares the words ${quoted(terms)} with ${place(query)}`,
    },
  ]);
  return { files: new Map(files), symbols: new Map() };
}

function quoted(terms: readonly string[]): string {
  return terms.map(term => `\`${term}\``).join(', ');
}

function place(query: EditQuery): string {
  return query.regions.length > 0 ? 'the edited lines' : 'the text at the cursor';
}
