import type { CancellationToken } from '../base/cancellation.ts';
import { pathKey } from '../base/paths.ts';
import { statFile } from '../files/readFile.ts';
import type { WalkedFile } from '../files/walk.ts';
import type { FileChange } from '../index/workspaceIndex.ts';
import type { Buffers } from './buffers.ts';
import type { IndexState } from './indexState.ts';
import type { MemoryLevels } from './memoryLevels.ts';
import type { FactsReader } from './readFacts.ts';

/** Files on disk as changes of the index. */
export interface DiskReader {
  /**
   * What has changed of these files: nothing for one that is in the index as it lies on disk, which costs one look at it,
   * and a removal for one that has gone.
   */
  read(files: readonly WalkedFile[], options: ReadOptions): Promise<readonly FileChange[]>;
}

export interface ReadOptions {
  /** Whether the user waits for these files. */
  readonly near: boolean;
  readonly token: CancellationToken;
}

export function createDiskReader(
  facts: FactsReader,
  state: IndexState,
  buffers: Buffers,
  memory: MemoryLevels,
): DiskReader {
  /** Where a buffer is open, the index knows nothing of the disk. */
  async function isKnown({ path, absolute }: WalkedFile): Promise<boolean> {
    const known = buffers.get(path) ? undefined : state.snapshot.find(path)?.source;
    const info = known && (await statFile(absolute));
    return info !== undefined && info.size === known?.size && info.modified === known.modified;
  }

  return {
    async read(files, { near, token }) {
      const fresh: WalkedFile[] = [];
      const known = await Promise.all(files.map(isKnown));
      for (const [i, file] of files.entries()) {
        const whole = !near || !memory.isReduced(pathKey(file.path));
        if (!known[i] || !whole) fresh.push(file);
      }
      const read = await facts.read(fresh, token);
      return fresh.map(({ path }, i) => {
        const found = read[i];
        if (!found) return { path };
        return { path, source: found.source, facts: memory.keep(found.source, found.facts, memory.level(near)) };
      });
    },
  };
}
