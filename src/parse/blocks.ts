import type { FileContext } from './fileContext.ts';
import type { Placement } from './symbols.ts';

/** Line ranges of blocks of three lines or more, outermost first. */
export function blockRanges(context: FileContext): readonly (readonly [number, number])[] {
  const seen = new Set<string>();
  const ranges: (readonly [number, number])[] = [];
  const blocks = [
    ...context.matches('block'),
    ...context.matches('scope').filter(({ kind }) => kind === 'scope.block' || kind === 'scope.class'),
  ];
  for (const { start, end } of blocks) {
    const first = context.lines.lineOf(start);
    const last = context.lines.lineOf(Math.max(start, end - 1));
    if (last - first < 2 || seen.has(`${first} ${last}`)) continue;
    seen.add(`${first} ${last}`);
    ranges.push([first, last]);
  }
  return ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** Decision points by the index of the function that holds them. */
export function branchCounts(context: FileContext, placement: Placement): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { start } of context.matches('branch')) {
    const symbol = placement.enclosing(start);
    if (symbol >= 0) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  return counts;
}
