import type { FileRecord } from './fileRecord.ts';
import { type AddRow, type Columns, createPostings, type Postings } from './postings.ts';
import type { FileId } from './snapshot.ts';
import type { WorkspaceState } from './workspaceState.ts';

/** {@link Postings} of all files of one state: those of a former state, and the rows of the files that changed since. */
export interface FileRows {
  readonly find: Postings['find'];
  /** Whether rows may be out of the order of the files. */
  readonly patched: boolean;
  readonly layers: Layers;
}

interface Layers {
  readonly base: Postings;
  /** Files whose rows in the base count no more. */
  readonly changed: ReadonlySet<FileId>;
}

/** What a file says, as rows. */
export interface RowsOf {
  readonly columns: Columns;
  readonly add: (file: FileRecord, add: AddRow) => void;
}

/** Above this share of changed files, and this number, all is built anew. */
const CHANGED_SHARE = 0.02;
const CHANGED_FILES = 200;

type FilesOfState = Pick<WorkspaceState, 'files' | 'byId'>;

/**
 * @param changed files that have other rows than in `previous`, or none
 */
export function indexRows(
  { files, byId }: FilesOfState,
  rowsOf: RowsOf,
  previous: FileRows | undefined,
  changed: readonly FileId[],
): FileRows {
  if (previous && changed.length === 0) return previous;
  const since = new Set(previous?.layers.changed);
  for (const id of changed) since.add(id);
  if (!previous || since.size > Math.max(CHANGED_FILES, files.length * CHANGED_SHARE)) {
    const base = createPostings(rowsOf.columns, add => {
      for (const file of files) rowsOf.add(file, add);
    });
    return { find: base.find, patched: false, layers: { base, changed: new Set() } };
  }
  const { base } = previous.layers;
  const patch = createPostings(rowsOf.columns, add => {
    for (const id of since) {
      const file = byId.get(id);
      if (file) rowsOf.add(file, add);
    }
  });
  return {
    find(key, check, take) {
      base.find(key, check, (file, value) => {
        if (!since.has(file)) take(file, value);
      });
      patch.find(key, check, take);
    },
    patched: true,
    layers: { base, changed: since },
  };
}
