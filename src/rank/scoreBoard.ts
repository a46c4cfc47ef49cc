import type { FileId, SymbolId } from '../index/snapshot.ts';
import type { Evidence, SignalName, SignalResult } from './ranking.ts';

/** Collects what one signal finds, in a fixed order of calls, and turns it into a {@link SignalResult}. */
export interface ScoreBoard {
  /** Several finds for one file add up as independent probabilities; the strongest gives the reason. `score` is 0 … 1. */
  addFile(file: FileId, score: number, reason: string): void;
  addSymbol(symbol: SymbolId, score: number, reason: string): void;
  result(): SignalResult;
}

interface Entry {
  /** Probability that no find is right. */
  miss: number;
  strongest: number;
  reason: string;
}

export function createScoreBoard(signal: SignalName): ScoreBoard {
  const files = new Map<FileId, Entry>();
  const symbols = new Map<SymbolId, Entry>();
  return {
    addFile: (file, score, reason) => add(files, file, score, reason),
    addSymbol: (symbol, score, reason) => add(symbols, symbol, score, reason),
    result: () => ({
      files: evidence(signal, files),
      symbols: evidence(signal, symbols),
    }),
  };
}

function add(entries: Map<number, Entry>, id: number, score: number, reason: string): void {
  if (!(score > 0)) return;
  const share = Math.min(1, score);
  const entry = entries.get(id);
  if (entry === undefined) {
    entries.set(id, { miss: 1 - share, strongest: share, reason });
    return;
  }
  entry.miss *= 1 - share;
  if (share <= entry.strongest) return;
  entry.strongest = share;
  entry.reason = reason;
}

function evidence(signal: SignalName, entries: ReadonlyMap<number, Entry>): Map<number, Evidence> {
  const result = new Map<number, Evidence>();
  for (const [id, { miss, reason }] of entries) result.set(id, { signal, score: 1 - miss, reason });
  return result;
}
