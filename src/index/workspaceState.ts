import type { FileRecord } from './fileRecord.ts';
import { type FileTable, folderPath } from './fileTree.ts';
import type { ScipSource } from './scip/scipSource.ts';
import type { FileId } from './snapshot.ts';

/** What one state of the workspace consists of; equal objects mean nothing changed. */
export interface WorkspaceState {
  /** In path order. */
  readonly files: readonly FileRecord[];
  readonly byId: ReadonlyMap<FileId, FileRecord>;
  readonly table: FileTable;
  readonly roots: readonly string[];
  readonly scip: ScipSource | undefined;
}

/** Path of a file as in the {@link FileTable}; `undefined` when the state does not hold it. */
export function absolutePath(state: WorkspaceState, file: FileId): string | undefined {
  const path = state.byId.get(file)?.source.path;
  return path && `${folderPath(state.roots[path.root] ?? '')}/${path.relative}`;
}
