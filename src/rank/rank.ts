import { fuseFiles, fuseSymbols } from './fuse.ts';
import type { EditQuery, Ranking, Signal, SignalName, SignalResult } from './ranking.ts';
import { createBm25Signal } from './signals/bm25.ts';
import { signalCalls } from './signals/calls.ts';
import { signalIdentifiers } from './signals/identifiers.ts';
import { signalImports } from './signals/imports.ts';
import { createNamesSignal } from './signals/names.ts';
import { WEIGHTS, type Weights } from './weights.ts';

export interface RankerOptions {
  /** Milliseconds since an arbitrary start, never going back. */
  readonly clock: () => number;
  /** Other weights than the table's; for measurements. */
  readonly weights?: (query: EditQuery) => Weights;
}

export interface Ranker {
  /** Ranks the files and symbols of the query's snapshot. The same query gives the same answer. */
  rank(query: EditQuery): Ranking;
}

/** A ranker keeps inverted indexes of the snapshot it saw last, and brings them up to date with each query. */
export function createRanker({ clock, weights = query => WEIGHTS[query.task] }: RankerOptions): Ranker {
  const signals: readonly (readonly [SignalName, Signal])[] = [
    ['identifiers', signalIdentifiers],
    ['bm25', createBm25Signal()],
    ['imports', signalImports],
    ['names', createNamesSignal()],
    ['calls', signalCalls],
  ];
  return {
    rank: query => {
      const times: Partial<Record<SignalName, number>> = {};
      const results = new Map<SignalName, SignalResult>();
      for (const [name, signal] of signals) {
        const start = clock();
        results.set(name, signal(query));
        times[name] = clock() - start;
      }
      const table = weights(query);
      const files = fuseFiles(query, results, table);
      return {
        files,
        symbols: fuseSymbols(query, results, files, table),
        times,
      };
    },
  };
}
