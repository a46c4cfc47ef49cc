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
  const items = [...unsorted].sort((a, b) => a.start - b.start || b.end - a.end);
  const parents = new Int32Array(items.length).fill(-1);
  const open: number[] = [];
  items.forEach((item, index) => {
    while (open.length > 0 && (items[open.at(-1) ?? 0]?.end ?? 0) <= item.start) open.pop();
    parents[index] = open.at(-1) ?? -1;
    open.push(index);
  });
  const parent = (index: number): number => parents[index] ?? -1;
  return {
    items,
    parent,
    innermost(offset) {
      let low = 0;
      let high = items.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((items[middle]?.start ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      let index = low - 1;
      while (index >= 0 && (items[index]?.end ?? 0) <= offset) index = parent(index);
      return index;
    },
  };
}
