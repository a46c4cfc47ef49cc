import type { Inclusion } from '../files/inclusion.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { FileChange, WorkspaceIndex } from '../index/workspaceIndex.ts';
import type { Buffers } from './buffers.ts';
import type { ScipFiles } from './scipFiles.ts';

/** The newest snapshot, the rules for what belongs to it, and the way to the next one. */
export interface IndexState {
  readonly snapshot: Snapshot;
  readonly inclusion: Inclusion;
  /** Reads the rule files anew from here on. */
  renewInclusion(): void;
  /** Takes in what the disk says. Where an open buffer is in the index already, the disk has nothing to say. */
  publish(changes: readonly FileChange[], complete?: boolean): void;
  /** Takes in one file whatever is known of it. */
  put(change: FileChange): void;
  /** Takes over the SCIP indexes as they are now. */
  describe(): void;
  /** Begins with an empty index; the function that it gives brings the former one back. */
  restart(): () => void;
}

export interface IndexStateParts {
  readonly createIndex: () => WorkspaceIndex;
  readonly createInclusion: () => Inclusion;
  readonly buffers: Buffers;
  readonly scip: ScipFiles;
}

export function createIndexState({ createIndex, createInclusion, buffers, scip }: IndexStateParts): IndexState {
  let index = createIndex();
  let inclusion = createInclusion();
  let snapshot = index.update([], false);
  return {
    get snapshot() {
      return snapshot;
    },
    get inclusion() {
      return inclusion;
    },
    renewInclusion() {
      inclusion = createInclusion();
    },
    publish(changes, complete = snapshot.complete) {
      const wanted = changes.filter(({ path }) => {
        const buffer = buffers.get(path);
        return !buffer || snapshot.find(path)?.source.hash !== buffer.hash;
      });
      if (wanted.length > 0 || complete !== snapshot.complete) snapshot = index.update(wanted, complete);
    },
    put(change) {
      snapshot = index.update([change], snapshot.complete);
    },
    describe() {
      snapshot = index.describe(scip.source());
    },
    restart() {
      const before = { index, snapshot };
      index = createIndex();
      index.describe(scip.source());
      snapshot = index.update([], false);
      return () => {
        ({ index, snapshot } = before);
      };
    },
  };
}
