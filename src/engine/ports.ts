import type { CancellationToken } from '../base/cancellation.ts';
import type { ParsedFile } from '../index/parsedFile.ts';

/** Turns text into facts, in processes of its own. Never rejects for bad input: bad input is data. */
export interface ParseService {
  /** Facts for many texts, in the order of `inputs`. A text whose parse dies twice alone gives lexical facts. */
  parse(inputs: readonly ParseInput[], token: CancellationToken): Promise<readonly ParsedFile[]>;
  /** Facts for one unsaved or proposed text, ahead of any queue. Deadline in milliseconds; `undefined` when it passes. */
  probe(input: ParseInput, deadline: number, token: CancellationToken): Promise<ParsedFile | undefined>;
  dispose(): Promise<void>;
}

export interface ParseInput {
  /** `/`-relative path: its name decides the language. */
  readonly path: string;
  readonly text: string;
}

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Milliseconds since an arbitrary start, never going back. */
export type Clock = () => number;
