import type { FilePath } from '../base/paths.ts';
import type { FileFacts, ImportFact, SymbolFact } from '../facts/fileFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';

/** Identifies a file within one {@link Snapshot} and its successors; never reused. Order means nothing: sort by path. */
export type FileId = number;

/** A symbol of the workspace: file and index into that file's `facts.symbols` (-1: the module itself). See {@link symbolId}. */
export type SymbolId = number;

const SYMBOLS_PER_FILE = 2 ** 20;

/** Packs a file and a symbol index (-1 … 2^20 - 2) into one number. */
export function symbolId(file: FileId, symbol: number): SymbolId {
  return file * SYMBOLS_PER_FILE + symbol + 1;
}
export function fileOf(id: SymbolId): FileId {
  return Math.floor(id / SYMBOLS_PER_FILE);
}
/** Index into the file's `facts.symbols`, -1 for the module itself. */
export function indexOf(id: SymbolId): number {
  // A remainder of large numbers costs several times as much.
  return id - fileOf(id) * SYMBOLS_PER_FILE - 1;
}

/** What is known of a file without its facts. */
export interface FileSummary {
  /** As in `FileFacts`. */
  readonly language: string;
  readonly lines: number;
  readonly parseErrors: number;
  readonly truncated?: 'time' | 'size';
  /** Number of symbols. */
  readonly symbols: number;
}

export interface IndexedFile {
  readonly id: FileId;
  readonly source: SourceFile;
  /** Free to ask, unlike {@link facts}. */
  readonly summary: FileSummary;
  /**
   * Decoded when asked and forgotten later: two answers may be different objects, and whoever keeps one keeps memory.
   * Questions about every file of a workspace should be asked of the {@link summary}.
   */
  readonly facts: FileFacts;
}

/** How an import was resolved. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly file: FileId }
  /** A package or namespace of the workspace as a whole, made of several files. */
  | { readonly kind: 'package'; readonly name: string }
  /** A package outside the workspace, or the language's standard library. */
  | { readonly kind: 'external'; readonly package: string }
  | { readonly kind: 'unresolved' };

export interface ResolvedImport {
  readonly fact: ImportFact;
  readonly target: ImportTarget;
  /**
   * For each of `fact.names` the symbol that finally defines it, barrels and re-exports followed: a {@link SymbolId};
   * the module itself (index -1) for `*` and for imported submodules; `undefined` where unknown.
   */
  readonly definitions: readonly (SymbolId | undefined)[];
}

/** Rules that make a reference edge, the surest first; each has one confidence in `index/resolve/rules.ts`. */
export type ReferenceRule =
  | 'scip' // a compiler's index (SCIP) of the same text says so
  | 'local' // a symbol of the same file in scope
  | 'import' // bound by an import of this file
  | 'self' // this.x, self.x, super().x, in the class or its bases
  | 'namespace' // ns.x where ns is an imported module
  | 'static' // Class.x where Class is resolved
  | 'declared' // the receiver has a declared type that is resolved
  | 'constructed' // the receiver was assigned from a construction
  | 'returned' // the receiver was assigned from a call with a resolved return type
  | 'unique' // the only member of that name in the modules that this file imports
  | 'guess'; // the only symbol of that name in the workspace

/** One reference resolved to its definition. */
export interface ReferenceEdge {
  /** Enclosing symbol of the use (index -1: module level). */
  readonly from: SymbolId;
  readonly to: SymbolId;
  readonly kind: 'call' | 'type' | 'inherit' | 'value';
  readonly rule: ReferenceRule;
  /** 0 … 1: measured precision of the rule. */
  readonly confidence: number;
  /** 0-based line of the use. */
  readonly line: number;
}

/** `precise`: the edges come from an index that fits the file; `stale`: the file has changed since, they are heuristic. */
export type Precision = 'precise' | 'stale';

/** An immutable view of the whole workspace. Any later change makes a new one; old ones stay valid. */
export interface Snapshot {
  /** Grows by one with every change. */
  readonly version: number;
  /** False while files are still being read; answers are then partial and say so. */
  readonly complete: boolean;
  /** All files in order of (root, relative path), the unparsed ones too. */
  readonly files: readonly IndexedFile[];
  file(id: FileId): IndexedFile | undefined;
  find(path: FilePath): IndexedFile | undefined;
  symbol(id: SymbolId): SymbolFact | undefined;
  /** The symbols with exactly this simple name, in order of path and position. */
  named(name: string): readonly SymbolId[];
  /** Resolved imports of a file, in the order of `facts.imports`. */
  imports(file: FileId): readonly ResolvedImport[];
  /** Files that import this file (re-exports count), sorted by path. */
  importers(file: FileId): readonly FileId[];
  /** Edges that start in this file, in source order. */
  references(file: FileId): readonly ReferenceEdge[];
  /** Whether a SCIP index describes the file, and whether it still fits the file's text; `undefined` without an index. */
  precision(file: FileId): Precision | undefined;
  /**
   * Edges that end at this symbol, sorted by path and line of the use. Where more than `mostFiles` files mention its name,
   * only the nearest in the tree are looked into.
   */
  uses(symbol: SymbolId, mostFiles?: number): readonly ReferenceEdge[];
  /** What this name offers under `name` (barrels followed), as an importer would see it. */
  exported(file: FileId, name: string): SymbolId | undefined;
  /** Direct base classes and interfaces that are resolved. */
  bases(symbol: SymbolId): readonly SymbolId[];
  /** Classes that name this one as a base. */
  subclasses(symbol: SymbolId): readonly SymbolId[];
  /** The members that a class-like symbol itself has, wherever they stand: in its declarations and outside of them. */
  members(type: SymbolId): readonly SymbolId[];
  /** The member of a class or interface by name, inherited ones included, nearest first. */
  member(type: SymbolId, name: string): SymbolId | undefined;
  /**
   * The class, interface, enum or module that the expression `receiver` (as in `ReferenceFact.receiver`) denotes or is an
   * instance of, seen from `line` of `file`; `undefined` where unknown. This is what completion after a dot asks.
   */
  typeOf(file: FileId, receiver: string, line: number): TypeOfReceiver | undefined;
}

export interface TypeOfReceiver {
  /** A class-like symbol, or a module (index -1). */
  readonly type: SymbolId;
  /** `instance`: the value is an instance of the type; `static`: it is the type or module itself. */
  readonly access: 'instance' | 'static';
  readonly rule: ReferenceRule;
  readonly confidence: number;
}
