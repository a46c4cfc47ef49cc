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

export interface DiskReaderParts {
  readonly factsReader: FactsReader;
  readonly state: IndexState;
  readonly buffers: Buffers;
  readonly memory: MemoryLevels;
  /** Keys of files whose facts are gone from the store; they are taken away once they have been read again. */
  readonly lost: Set<string>;
}

export function createDiskReader({ factsReader, state, buffers, memory, lost }: DiskReaderParts): DiskReader {
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
        const key = pathKey(file.path);
        if (lost.delete(key) || !known[i] || (near && memory.isReduced(key))) fresh.push(file);
      }
      const read = await factsReader.read(fresh, token);
      return fresh.map(({ path }, i) => {
        const found = read[i];
        if (!found) return { path };
        return { path, source: found.source, facts: memory.keep(found.source, found.facts, memory.level(near)) };
      });
    },
  };
}
