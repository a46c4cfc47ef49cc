import { comparePaths, type FilePath } from '../base/paths.ts';
import type { FileRecord } from './fileRecord.ts';
import { type FileTable, folderPath } from './fileTree.ts';
import type { ScipSource } from './scip/scipSource.ts';
import type { FileId } from './snapshot.ts';

/** Files by id. Ids are small numbers without many gaps, so an array is copied and compared faster than a map. */
export interface FilesById {
  get(id: FileId): FileRecord | undefined;
  has(id: FileId): boolean;
  readonly records: readonly (FileRecord | undefined)[];
}

/** What one state of the workspace consists of; equal objects mean nothing changed. */
export interface WorkspaceState {
  /** In path order. */
  readonly files: readonly FileRecord[];
  readonly byId: FilesById;
  readonly table: FileTable;
  readonly roots: readonly string[];
  readonly scip: ScipSource | undefined;
}

export function filesById(records: readonly (FileRecord | undefined)[]): FilesById {
  return { records, get: id => records[id], has: id => records[id] !== undefined };
}

/** Ids of the files that are another record, or in one of the two only. One comparison for each id. */
export function differences(a: FilesById, b: FilesById): readonly FileId[] {
  const found: FileId[] = [];
  const length = Math.max(a.records.length, b.records.length);
  for (let id = 0; id < length; id++) if (a.records[id] !== b.records[id]) found.push(id);
  return found;
}

/** Position of a path among files in path order, or where it would stand. */
export function positionOf(files: readonly FileRecord[], path: FilePath): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const file = files[middle];
    if (file && comparePaths(file.source.path, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The file of this path, among files in path order. */
export function findFile(files: readonly FileRecord[], path: FilePath): FileRecord | undefined {
  const file = files[positionOf(files, path)];
  return file && comparePaths(file.source.path, path) === 0 ? file : undefined;
}

/** Path of a file as in the {@link FileTable}; `undefined` when the state does not hold it. */
export function absolutePath(state: WorkspaceState, file: FileId): string | undefined {
  const path = state.byId.get(file)?.source.path;
  return path && `${folderPath(state.roots[path.root] ?? '')}/${path.relative}`;
}
