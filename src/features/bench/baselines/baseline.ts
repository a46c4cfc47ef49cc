import type { FileId, IndexedFile, Snapshot, SymbolId } from '../../../index/snapshot.ts';

export interface BaselineQuery {
  readonly snapshot: Snapshot;
  readonly file: FileId;
  /** The buffer as on screen. */
  readonly text: string;
  /** Lines about to change `[first, last]`, or the line of the cursor. */
  readonly regions: readonly (readonly [first: number, last: number])[];
}

/** A simple method to compare with: what it takes an hour to write, without types and without weights. */
export interface Baseline {
  readonly name: string;
  /** Files, best first; the edited one may be among them. */
  rank(query: BaselineQuery): readonly FileId[];
  /** Definitions to quote, best first; those of the ranked files, in source order, when absent. */
  definitions?(query: BaselineQuery): readonly SymbolId[];
}

/** What is computed of each file, kept as long as the file stays as it is. */
export interface PerFile<T> {
  /** Brings the values up to date. `onChange` is told of each that comes, changes or goes. */
  update(snapshot: Snapshot, onChange?: (file: FileId, before: T | undefined, after: T | undefined) => void): void;
  readonly values: ReadonlyMap<FileId, T>;
}

export function createPerFile<T>(compute: (file: IndexedFile) => T): PerFile<T> {
  const values = new Map<FileId, T>();
  const sources = new Map<FileId, IndexedFile['source']>();
  return {
    values,
    update(snapshot, onChange) {
      for (const file of snapshot.files) {
        if (sources.get(file.id) === file.source) continue;
        const value = compute(file);
        onChange?.(file.id, values.get(file.id), value);
        values.set(file.id, value);
        sources.set(file.id, file.source);
      }
      for (const [id, value] of values) {
        if (snapshot.file(id)) continue;
        onChange?.(id, value, undefined);
        values.delete(id);
        sources.delete(id);
      }
    },
  };
}

/** Folder steps from one path to another: 0 in the same folder. */
export function folderSteps(from: string, to: string): number {
  const [a, b] = [from.split('/').slice(0, -1), to.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return a.length + b.length - 2 * shared;
}
