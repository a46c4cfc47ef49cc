import { isTestPath } from '../../graph/role.ts';
import type { IndexedFile } from '../../index/snapshot.ts';

/** Which tasks to mine. */
export type TaskKind = 'cochange' | 'definitions';

/** A question with a known answer, taken from one commit. Paths are relative to the repository, lines 0-based. */
export interface BenchTask {
  readonly kind: TaskKind;
  readonly commit: string;
  /** The commit before: the tree in which the question is asked, and where history ends. */
  readonly base: string;
  readonly file: string;
  /** The unsaved buffer, in place of the file on disk. */
  readonly buffer?: string;
  /** The file's text before the edit that the buffer holds. */
  readonly before?: string;
  readonly line: number;
  readonly column: number;
  /** Lines of the buffer that were changed `[first, last]`. */
  readonly regions?: readonly (readonly [first: number, last: number])[];
  readonly instruction?: string;
  readonly wanted: readonly WantedFile[];
  /** Header lines of which one must be found, squeezed; none for co-change. */
  readonly headers: readonly string[];
}

export interface WantedFile {
  readonly path: string;
  /** Lines that are of use there, squeezed: of the wanted definition, or of the symbols that the commit changed. */
  readonly useful: ReadonlySet<string>;
}

/** Text of one file that went into a context. */
export interface PackedText {
  readonly path: string;
  readonly text: string;
}

/** What a method answers to a task. */
export interface MethodAnswer {
  /** Best first. */
  readonly files: readonly string[];
  /** Contexts by budget in tokens. */
  readonly contexts: ReadonlyMap<number, readonly PackedText[]>;
}

/** Whether people write this file, it is no test, and a grammar reads it: what is asked about, and what counts. */
export function isSource({ source, summary }: IndexedFile): boolean {
  return source.class === 'source' && summary.language !== 'text' && !isTestPath(source.path.relative);
}

/** A line without its indentation and with single spaces; '' when it holds no word. */
export function squeeze(line: string): string {
  return /[\p{L}\p{N}_]/u.test(line) ? line.replace(/\s+/g, ' ').trim() : '';
}
