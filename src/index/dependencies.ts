import { lowHash, spread } from '../base/textHash.ts';
import type { Dependency } from './resolve/queries.ts';

/** Consulted by whatever asked which files exist beyond a file's own imports. */
export const TREE = -1;

/**
 * What an answer consulted, as a number: a file by its id, names by their low hash (see `textHash`), below {@link TREE}.
 * Names of one number are renewed together, which costs work but no answer.
 */
export function nameDependency(low: number): number {
  return -2 - (spread(low) >>> 3);
}

/** The same for what is consulted by other words. */
export function asNumber(dependency: Dependency): number {
  return typeof dependency === 'number' ? dependency : nameDependency(lowHash(dependency));
}

/** Dependencies in the least memory: ascending numbers. */
export type PackedDependencies = Int32Array;

export function packDependencies(dependencies: ReadonlySet<Dependency>): PackedDependencies {
  const packed = new Int32Array(dependencies.size);
  let at = 0;
  for (const dependency of dependencies) packed[at++] = asNumber(dependency);
  return packed.sort();
}

/** Whether any of the dependencies is stale. */
export function isStale(dependencies: PackedDependencies, stale: ReadonlySet<number>): boolean {
  // Looking up one by halving costs some seven steps.
  if (stale.size * 7 > dependencies.length) {
    for (const dependency of dependencies) if (stale.has(dependency)) return true;
    return false;
  }
  for (const dependency of stale) if (holds(dependencies, dependency)) return true;
  return false;
}

function holds(sorted: PackedDependencies, wanted: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}
