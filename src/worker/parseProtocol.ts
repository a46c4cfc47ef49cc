import type { ParseInput } from '../engine/ports.ts';
import type { ParsedFile } from '../index/parsedFile.ts';

/** Descriptor of the pipe on which a worker answers, in frames: its requests come over Node's own channel. */
export const ANSWERS = 4;

/** Arguments of a parse worker's process: what it needs before its first message. */
export interface ParseWorkerSettings {
  /** Folder that the build filled with .wasm and query files. */
  readonly grammars: string;
  /** Milliseconds that the parse of one text may take. */
  readonly timeLimit: number;
}

/** From the pool to a worker. One batch at a time. */
export interface ParseRequest {
  readonly id: number;
  readonly inputs: readonly ParseInput[];
}

/** From a worker to the pool, once for each request. */
export interface ParseResponse {
  readonly id: number;
  /** In the order of the inputs. */
  readonly files: readonly ParsedFile[];
  /** Resident memory of the worker's process after the batch, bytes. */
  readonly memory: number;
  /** Faults of the installation, such as a grammar that does not load: for the log. */
  readonly faults: readonly string[];
}
