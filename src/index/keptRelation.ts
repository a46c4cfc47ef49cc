import { isStale, type PackedDependencies, packDependencies } from './dependencies.ts';
import { type AddRow, createPostings, type Postings } from './postings.ts';
import type { Tracked } from './resolve/queries.ts';
import type { FileId } from './snapshot.ts';
import type { WorkspaceState } from './workspaceState.ts';

/**
 * A relation that every file adds rows to, asked from its other end: which files import one, which types extend one. It goes
 * on from state to state, and only files whose rows may have changed are asked anew.
 */
export interface KeptRelation {
  /** The relation in this state. Asks `rows` of every file whose rows are not known. */
  of(state: WorkspaceState, rows: (file: FileId) => Tracked<readonly Row[]>): Postings['find'];
  /** As `KeptAnswers.renew`. */
  renew(changed: ReadonlySet<FileId>, stale: ReadonlySet<number>): void;
}

/** See `Postings`. */
export type Row = readonly [key: number, check: number, value: number];

interface Known {
  readonly rows: Uint32Array;
  readonly dependencies: PackedDependencies;
}

/** Above this number, and share, of changed files all rows are put in order anew. */
const CHANGED_FILES = 200;
const CHANGED_SHARE = 0.02;

export function createKeptRelation(): KeptRelation {
  const known = new Map<FileId, Known>();
  let base: Postings | undefined;
  /** Files whose rows in `base` count no more. */
  let changedSince = new Set<FileId>();

  function addRows(file: FileId, add: AddRow): void {
    const rows = known.get(file)?.rows ?? [];
    for (let at = 0; at < rows.length; at += 3) add(rows[at] ?? 0, rows[at + 1] ?? 0, file, rows[at + 2] ?? 0);
  }

  const ordered = (files: Iterable<FileId>): Postings =>
    createPostings({ check: true, value: true }, add => {
      for (const file of files) addRows(file, add);
    });

  return {
    of(state, rows) {
      for (const { id } of state.files) {
        if (known.has(id)) continue;
        const { value, dependencies } = rows(id);
        known.set(id, { rows: Uint32Array.from(value.flat()), dependencies: packDependencies(dependencies) });
        changedSince.add(id);
      }
      if (!base || changedSince.size > Math.max(CHANGED_FILES, state.files.length * CHANGED_SHARE)) {
        base = ordered(state.files.map(({ id }) => id));
        changedSince = new Set();
      }
      const all = base;
      const since = new Set(changedSince);
      const patch = ordered(since);
      return (key, check, take) => {
        all.find(key, check, (file, value) => {
          if (!since.has(file)) take(file, value);
        });
        patch.find(key, check, take);
      };
    },
    renew(changed, stale) {
      const forget = (file: FileId): void => {
        if (known.delete(file)) changedSince.add(file);
      };
      for (const file of changed) forget(file);
      if (stale.size === 0) return;
      for (const [file, { dependencies }] of known) if (isStale(dependencies, stale)) forget(file);
    },
  };
}
