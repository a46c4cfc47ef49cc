import type { FileId, SymbolId } from '../../index/snapshot.ts';

/**
 * Why something starts here: `package`: package.json names it as what importers get; `bin`: a manifest names it as a
 * program; `script`: a package script runs it; `main`: the language starts programs here; `root`: nobody imports it, and
 * it imports others.
 */
export type EntryKind = 'package' | 'bin' | 'script' | 'main' | 'root';

export interface EntryPoint {
  readonly file: FileId;
  readonly kind: EntryKind;
  /** One short phrase, such as `exports["./core"] of package.json`. */
  readonly reason: string;
  /** The function that is started, where it is known. */
  readonly symbol?: SymbolId;
}
