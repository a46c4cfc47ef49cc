import type { Snapshot } from '../../index/snapshot.ts';
import type { PackedItem } from './calibration.ts';
import type { PackedText } from './task.ts';

/** An engine whose folder is moved through the past. Paths are relative to its one root, lines and columns 0-based. */
export interface PastEngine {
  snapshot(): Snapshot;
  /** Takes in what was written or deleted, by absolute paths, until the next question costs no more than any other. */
  changed(paths: readonly string[]): Promise<void>;
  openBuffer(file: string, text: string): Promise<void>;
  closeBuffer(file: string): Promise<void>;
}

/** The engine on trial, as the bench needs it. */
export interface BenchEngine extends PastEngine {
  ask(question: BenchQuestion): Promise<BenchAnswer>;
}

export interface BenchQuestion {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly task: 'completion' | 'edit';
  /** The file's text before the edit under way. */
  readonly before?: string;
  readonly instruction?: string;
  /** Tokens of cl100k_base. */
  readonly budget: number;
  /** The newest commit that the answer may know of. */
  readonly base: string;
}

export interface BenchAnswer {
  /** Paths, best first. */
  readonly ranked: readonly string[];
  readonly packed: readonly PackedText[];
  /** The excerpts that `packed` is made of. */
  readonly items: readonly PackedItem[];
  /** Of the whole pack. */
  readonly tokens: number;
  /** From question to answer. */
  readonly milliseconds: number;
}
