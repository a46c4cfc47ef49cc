import type { LineChange } from '../base/lineDiff.ts';
import type { Position } from '../base/span.ts';
import type { EditHistory } from '../history/editHistory.ts';
import type { FileId, Snapshot, SymbolId } from '../index/snapshot.ts';
import type { RankIndex } from './rankIndex.ts';
import type { TaskName } from './tasks.ts';

/** In place of a file: none is being edited. */
export const NO_FILE: FileId = -1;

/** What is being edited: the question that ranking answers. */
export interface EditQuery {
  readonly snapshot: Snapshot;
  /** The file being edited; its facts in `snapshot` are those of the buffer. {@link NO_FILE} where the instruction is all there is. */
  readonly file: FileId;
  /** The buffer's text as on screen. */
  readonly text: string;
  readonly cursor: Position;
  /** Selected or changed line ranges `[first, last]`, 0-based; the cursor's line when empty. */
  readonly regions: readonly (readonly [first: number, last: number])[];
  /** What the edit under way has changed so far, in the order of the buffer's lines. */
  readonly changes?: readonly LineChange[];
  /** An instruction, an issue's text or a commit subject. */
  readonly instruction?: string;
  readonly task: Task;
  /** What the answer is for, which weighs the signals; the question itself when absent. */
  readonly purpose?: TaskName;
  /** What git tells of the place, as far as it is known. */
  readonly history?: EditHistory;
}

/** `completion`: the rest of this line is wanted; `edit`: what matters for, and changes with, this place. */
export type Task = 'completion' | 'edit';

export type SignalName =
  | 'identifiers'
  | 'bm25'
  | 'imports'
  | 'names'
  | 'mentions'
  | 'places'
  | 'calls'
  | 'coChange'
  | 'lineHistory'
  | 'textNames';

/** What one signal says of one file or symbol. */
export interface Evidence {
  readonly signal: SignalName;
  /** 0 … 1 within this signal's answer; 1 is its best. */
  readonly score: number;
  /** One sentence for the user: `receiver \`app\` is a Hono (src/hono.ts)`. No full stop. */
  readonly reason: string;
}

/** One signal's answer. Absent means "says nothing", not zero. */
export interface SignalResult {
  readonly files: ReadonlyMap<FileId, Evidence>;
  readonly symbols: ReadonlyMap<SymbolId, Evidence>;
}

/**
 * A signal: one pure function, one file in `rank/signals/`. `index` is of the query's snapshot; `found` are the files that
 * the signals before it have found.
 */
export type Signal = (query: EditQuery, index: RankIndex, found: ReadonlySet<FileId>) => SignalResult;

export interface RankedFile {
  readonly file: FileId;
  /** Fused score, 0 … 1, comparable only within one ranking. */
  readonly score: number;
  /** The strongest first. */
  readonly evidence: readonly Evidence[];
}

export interface RankedSymbol {
  readonly symbol: SymbolId;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** The answer: best first, ties by path and position, the edited file itself left out of `files`. */
export interface Ranking {
  readonly files: readonly RankedFile[];
  readonly symbols: readonly RankedSymbol[];
  /** Milliseconds that each signal took, and what came before (`update`) and after them (`fuse`). */
  readonly times: Readonly<Record<string, number>>;
}
