import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { PastRepository, TreeChange } from './pastRepository.ts';

/** A folder that holds the files of one commit after the other. */
export interface PastTree {
  /** Makes the folder as `commit` has it, and gives the absolute paths of what was written or deleted. */
  moveTo(commit: string, token: CancellationToken): Promise<readonly string[]>;
}

/** Files that are read and written at a time. */
const BATCH = 64;

/**
 * @param folder empty; only what differs between one commit and the next is written
 * @param isWanted whether a file belongs there, by its path; the others are left out
 */
export function createPastTree(
  repository: PastRepository,
  folder: string,
  isWanted: (relative: string) => boolean,
): PastTree {
  let current: string | undefined;
  const absolute = ({ path: relative }: TreeChange): string => path.join(folder, ...relative.split('/'));

  async function write(change: TreeChange): Promise<void> {
    const bytes = change.blob === undefined ? undefined : await repository.read(change.blob);
    // Not on this machine, in a partial clone: what the last commit had is not it.
    if (!bytes) return remove(change);
    await mkdir(path.dirname(absolute(change)), { recursive: true });
    await writeFile(absolute(change), bytes);
  }

  async function remove(change: TreeChange): Promise<void> {
    await rm(absolute(change), { force: true });
    // A file may come in the place of a folder.
    for (let above = path.dirname(absolute(change)); above !== folder; above = path.dirname(above)) {
      if (
        !(await rmdir(above).then(
          () => true,
          () => false,
        ))
      )
        break;
    }
  }

  return {
    async moveTo(commit, token) {
      if (commit === current) return [];
      const all = await repository.treeChanges(current, commit);
      const changes = all.filter(change => isSafe(change.path) && isWanted(change.path));
      for (const change of changes) if (change.blob === undefined) await remove(change);
      const written = changes.filter(change => change.blob !== undefined);
      for (let at = 0; at < written.length; at += BATCH) {
        throwIfCancelled(token);
        await Promise.all(written.slice(at, at + BATCH).map(write));
      }
      current = commit;
      return changes.map(absolute);
    },
  };
}

/** A tree can be made by hand with names that lead out of the folder, or into what git runs. */
function isSafe(relative: string): boolean {
  if (path.sep === '\\' && /[\\:]/.test(relative)) return false;
  return relative.split('/').every(name => name !== '' && name !== '.' && name !== '..' && !/^\.git$/i.test(name));
}
