/** A half-open region `[start, end)` of offsets. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Properly nested intervals, asked for the innermost one around an offset. */
export interface Nesting<T extends Interval> {
  /** In order of start, outer before inner. */
  readonly items: readonly T[];
  /** Index of the innermost item with `start <= offset < end`, -1 where there is none. */
  innermost(offset: number): number;
  /** Index of the item just around item `index`, -1 at the top. */
  parent(index: number): number;
}

/** Builds a {@link Nesting}. Of items with equal bounds the earlier given is the outer one. */
export function nest<T extends Interval>(unsorted: readonly T[]): Nesting<T> {
  const items = isSorted(unsorted) ? unsorted : [...unsorted].sort(compare);
  const { length } = items;
  const starts = new Int32Array(length);
  const ends = new Int32Array(length);
  const parents = new Int32Array(length);
  let open = -1;
  for (let index = 0; index < length; index++) {
    const { start = 0, end = 0 } = items[index] ?? {};
    while (open >= 0 && (ends[open] ?? 0) <= start) open = parents[open] ?? -1;
    starts[index] = start;
    ends[index] = end;
    parents[index] = open;
    open = index;
  }
  // Most questions are about the neighbourhood of the one before.
  let last = 0;
  const lastStarting = (offset: number): number => {
    let low = 0;
    let high = length;
    if (last < length && (starts[last] ?? 0) <= offset) {
      if (last + 1 === length || (starts[last + 1] ?? 0) > offset) return last;
      low = last + 1;
      if (low + 1 === length || (starts[low + 1] ?? 0) > offset) return low;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  return {
    items,
    parent: index => parents[index] ?? -1,
    innermost(offset) {
      let index = lastStarting(offset);
      if (index >= 0) last = index;
      while (index >= 0 && (ends[index] ?? 0) <= offset) index = parents[index] ?? -1;
      return index;
    },
  };
}

function compare(a: Interval, b: Interval): number {
  return a.start - b.start || b.end - a.end;
}

function isSorted(items: readonly Interval[]): boolean {
  for (let index = 1; index < items.length; index++) {
    const before = items[index - 1];
    const item = items[index];
    if (before && item && compare(before, item) > 0) return false;
  }
  return true;
}
