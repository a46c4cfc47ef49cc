import type { FileId, Snapshot } from '../index/snapshot.ts';
import { fuseFiles, fuseSymbols } from './fuse.ts';
import { createRankIndex } from './rankIndex.ts';
import type { EditQuery, Ranking, Signal, SignalName, SignalResult } from './ranking.ts';
import { signalBm25 } from './signals/bm25.ts';
import { signalCalls } from './signals/calls.ts';
import { signalCoChange } from './signals/coChange.ts';
import { signalIdentifiers } from './signals/identifiers.ts';
import { signalImports } from './signals/imports.ts';
import { signalLineHistory } from './signals/lineHistory.ts';
import { signalMentions } from './signals/mentions.ts';
import { signalNames } from './signals/names.ts';
import { signalPlaces } from './signals/places.ts';
import { signalTextNames } from './signals/textNames.ts';
import { type Weights, weightsOf } from './weights.ts';

export interface RankerOptions {
  /** Milliseconds since an arbitrary start, never going back. */
  readonly clock: () => number;
  /** Other weights than the table's: learned ones, and those of measurements. */
  readonly weights?: (query: EditQuery) => Weights;
}

export interface Ranker {
  /** Ranks the files and symbols of the query's snapshot. The same query gives the same answer. */
  rank(query: EditQuery): Ranking;
  /** Reads for about so many milliseconds what the next question about this snapshot needs; true when all is read. */
  prepare(snapshot: Snapshot, milliseconds: number): boolean;
}

/**
 * In the order of the weights' table, which breaks ties between equally strong evidence; the places come last when signals
 * are asked, because how near a file is counts for those that others have found.
 */
const SIGNALS: readonly (readonly [SignalName, Signal])[] = [
  ['identifiers', signalIdentifiers],
  ['bm25', signalBm25],
  ['imports', signalImports],
  ['names', signalNames],
  ['mentions', signalMentions],
  ['places', signalPlaces],
  ['calls', signalCalls],
  ['coChange', signalCoChange],
  ['lineHistory', signalLineHistory],
  ['textNames', signalTextNames],
];
const ASKED = [...SIGNALS].sort(([a], [b]) => Number(a === 'places') - Number(b === 'places'));

/** A ranker keeps inverted indexes of the snapshot it saw last, and brings them up to date with each query. */
export function createRanker({
  clock,
  weights = ({ task, purpose = task }) => weightsOf(purpose),
}: RankerOptions): Ranker {
  const index = createRankIndex();
  return {
    prepare(snapshot, milliseconds) {
      const end = clock() + milliseconds;
      return index.update(snapshot.files, () => clock() > end);
    },
    rank: query => {
      const table = weights(query);
      const times: Record<string, number> = {};
      const timed = <T>(name: string, work: () => T): T => {
        const start = clock();
        const result = work();
        times[name] = clock() - start;
        return result;
      };
      timed('update', () => index.update(query.snapshot.files));
      const answers = new Map<SignalName, SignalResult>();
      const found = new Set<FileId>();
      for (const [name, signal] of ASKED) {
        if (table.files[name] === 0 && table.symbols[name] === 0) continue;
        const answer = timed(name, () => signal(query, index, found));
        answers.set(name, answer);
        for (const file of answer.files.keys()) found.add(file);
      }
      const results = new Map(SIGNALS.flatMap(([name]) => [[name, answers.get(name) ?? NOTHING] as const]));
      return timed('fuse', () => {
        const files = fuseFiles(query, index, results, table);
        return { files, symbols: fuseSymbols(query, results, files, table), times };
      });
    },
  };
}

const NOTHING: SignalResult = { files: new Map(), symbols: new Map() };
