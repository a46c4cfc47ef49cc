import type { SymbolTable } from './symbolTable.ts';

/** What a column of a document counts from the start of its line; `unknown`: the indexer did not say. */
export type PositionEncoding = 'unknown' | 'utf-8' | 'utf-16' | 'utf-32';

/** Numbers per occurrence in {@link ScipDocument.occurrences}; the constants below are the places of its fields. */
export const STRIDE = 4;
export const LINE = 0;
export const START = 1;
export const END = 2;
/** `symbol * 2`, plus 1 where the occurrence defines the symbol. */
export const CODE = 3;

/** What an index says about one file. */
export interface ScipDocument {
  /** `/`-separated, relative to the index's project root. */
  readonly path: string;
  readonly encoding: PositionEncoding;
  /** {@link textKey} of the text that was indexed, where the index holds it. */
  readonly text?: string;
  /**
   * {@link STRIDE} numbers for every occurrence on one line, in order of place: 0-based line, start and end column in
   * units of `encoding`, code. Flat, because a large repository has millions of them.
   */
  readonly occurrences: Int32Array;
}

/** Lists of documents by symbol, in two flat arrays: the list of a symbol is `documents[starts[s] … starts[s + 1])`. */
export interface DocumentLists {
  readonly starts: Int32Array;
  readonly documents: Int32Array;
}

/** A decoded index file; immutable. */
export interface ScipIndex {
  readonly symbols: SymbolTable;
  readonly documents: readonly ScipDocument[];
  /** URI of the folder that was indexed, on the machine that indexed it; '' when not said. */
  readonly projectRoot: string;
  /** Documents by the symbols that they define, and by those that they refer to. */
  readonly definitions: DocumentLists;
  readonly uses: () => DocumentLists;
}

/** An index file and the folders that its documents may be relative to, in the order of trying. */
export interface ScipAttachment {
  readonly index: ScipIndex;
  /** Absolute. */
  readonly folders: readonly string[];
}
