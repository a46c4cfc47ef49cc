import { pathKey } from '../base/paths.ts';
import type { WalkedFile } from '../files/walk.ts';

/** The order in which a scan reads files: what matters to the user first, then the rest. Each file comes once. */
export interface ReadingOrder {
  /** Up to `count` files, the nearest first, or up to `nearCount` while there are near ones; `undefined` at the end. */
  next(count: number, nearCount: number): ReadingBatch | undefined;
  /** Moves these files behind those that were raised before, and ahead of all others. Unknown keys are ignored. */
  raise(keys: Iterable<string>): void;
  /** Moves these files behind the raised ones, and ahead of all others, as files that nobody waits for. */
  prefer(keys: readonly string[]): void;
  /** Whether the next batch is one of raised files. */
  readonly near: boolean;
}

export interface ReadingBatch {
  readonly files: readonly WalkedFile[];
  readonly near: boolean;
}

/** @param rest every file, in the order in which those are read that nobody raises */
export function createReadingOrder(rest: readonly WalkedFile[]): ReadingOrder {
  const left = new Map(rest.map(file => [pathKey(file.path), file]));
  let raised: string[] = [];
  let preferred: readonly string[] = [];
  let at = 0;

  const take = (keys: Iterable<string>, count: number): WalkedFile[] => {
    const files: WalkedFile[] = [];
    for (const key of keys) {
      const file = left.get(key);
      if (!file) continue;
      left.delete(key);
      files.push(file);
      if (files.length === count) break;
    }
    return files;
  };
  function* remaining(): Generator<string> {
    while (at < rest.length) {
      const file = rest[at++];
      if (file) yield pathKey(file.path);
    }
  }

  return {
    next(count, nearCount) {
      const near = take(raised, nearCount);
      raised = raised.filter(key => left.has(key));
      if (near.length > 0) return { files: near, near: true };
      const early = take(preferred, count);
      preferred = preferred.filter(key => left.has(key));
      const files = early.length > 0 ? early : take(remaining(), count);
      return files.length > 0 ? { files, near: false } : undefined;
    },
    raise(keys) {
      for (const key of keys) if (left.has(key)) raised.push(key);
    },
    prefer(keys) {
      preferred = keys;
    },
    get near() {
      return raised.some(key => left.has(key));
    },
  };
}
