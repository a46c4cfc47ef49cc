import { LruCache } from '../base/lru.ts';
import { isStale, type PackedDependencies, packDependencies } from './dependencies.ts';
import type { Tracked } from './resolve/queries.ts';
import type { FileId } from './snapshot.ts';

/** Answers about files that go on from state to state for as long as nothing that they consulted changes. */
export interface KeptAnswers<T> {
  /** The kept answer, if there is one. */
  known(file: FileId): T | undefined;
  /** The kept answer, or that of `compute`. */
  ask(file: FileId, compute: () => Tracked<T>): T;
  /**
   * Forgets what does not hold any more.
   * @param changed files whose own text may have changed
   * @param stale dependencies, as numbers
   */
  renew(changed: ReadonlySet<FileId>, stale: ReadonlySet<number>): void;
}

interface Entry<T> {
  readonly value: T;
  readonly dependencies: PackedDependencies;
}

/**
 * @param capacity in the unit of `sizeOf`; those that were not asked for longest are forgotten above it
 */
export function createKeptAnswers<T>(capacity: number, sizeOf: (value: T) => number): KeptAnswers<T> {
  const entries = new LruCache<FileId, Entry<T>>(capacity, ({ value }) => sizeOf(value) + 1);
  return {
    known: file => entries.get(file)?.value,
    ask(file, compute) {
      const known = entries.get(file);
      if (known) return known.value;
      const { value, dependencies } = compute();
      entries.set(file, { value, dependencies: packDependencies(dependencies) });
      return value;
    },
    renew(changed, stale) {
      for (const file of changed) entries.delete(file);
      if (stale.size === 0) return;
      for (const [file, { dependencies }] of entries.entries()) if (isStale(dependencies, stale)) entries.delete(file);
    },
  };
}
