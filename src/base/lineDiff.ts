/** A run of lines that differ between two texts. */
export interface LineChange {
  /** 0-based line of the new text where the change stands; the line after it where lines were only removed. */
  readonly start: number;
  /** How many lines of the new text are new, from `start`. */
  readonly added: number;
  /** The lines of the old text that they replace. */
  readonly removed: readonly string[];
}

/** Edits after which two texts are taken to have nothing more in common: bounds time and memory (the square of it, in numbers). */
const MOST_EDITS = 1000;

/**
 * What changed from one text to another, by lines, in order: a shortest script (Myers 1986, "An O(ND) difference
 * algorithm"). Line ends do not count. Texts that differ by more than {@link MOST_EDITS} lines give one change, from the first
 * difference to the last.
 */
export function changedLines(before: string, after: string): LineChange[] {
  if (before === after) return [];
  const old = linesOf(before);
  const lines = linesOf(after);
  let from = 0;
  while (from < old.length && from < lines.length && old[from] === lines[from]) from++;
  let oldEnd = old.length;
  let end = lines.length;
  while (oldEnd > from && end > from && old[oldEnd - 1] === lines[end - 1]) {
    oldEnd--;
    end--;
  }
  if (oldEnd === from && end === from) return [];
  const common = commonLines(old.slice(from, oldEnd), lines.slice(from, end));
  const changes: LineChange[] = [];
  let x = from;
  let y = from;
  for (const [i, j] of [...common.map(([i, j]) => [i + from, j + from] as const), [oldEnd, end] as const]) {
    if (i > x || j > y) changes.push({ start: y, added: j - y, removed: old.slice(x, i) });
    x = i + 1;
    y = j + 1;
  }
  return changes;
}

/** Where the changes stand in the old text: line ranges `[first, last]`, 0-based; the line before which others were inserted. */
export function linesBefore(changes: readonly LineChange[]): (readonly [first: number, last: number])[] {
  let shift = 0;
  return changes.map(({ start, added, removed }) => {
    const first = start - shift;
    shift += added - removed.length;
    return [first, first + Math.max(1, removed.length) - 1] as const;
  });
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Pairs of positions of equal lines, in order, as many as possible; none when that takes too many edits. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  /** For each number of edits the farthest place in `a` on the diagonals -edits … edits that so many edits reach. */
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= Math.min(MOST_EDITS, a.length + b.length); edits++) {
    const reached = new Int32Array(2 * edits + 1);
    trace.push(reached);
    for (let k = -edits; k <= edits; k += 2) {
      let x = edits === 0 ? 0 : startOf(trace[edits - 1], edits, k).x;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached[k + edits] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, k);
    }
  }
  return [];
}

/** Where diagonal `k` begins after one edit more, and the diagonal that it comes from: a line of `b` comes, or one of `a` goes. */
function startOf(
  before: Int32Array | undefined,
  edits: number,
  k: number,
): { readonly x: number; readonly from: number } {
  const above = k < edits ? (before?.[k + edits] ?? -1) : -1;
  const left = k > -edits ? (before?.[k + edits - 2] ?? -1) : -1;
  return left < above ? { x: above, from: k + 1 } : { x: left + 1, from: k - 1 };
}

function walkBack(trace: readonly Int32Array[], last: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let k = last;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const { x: start, from } = edits === 0 ? { x: 0, from: 0 } : startOf(trace[edits - 1], edits, k);
    for (let x = (trace[edits]?.[k + edits] ?? 0) - 1; x >= start; x--) pairs.push([x, x - k]);
    k = from;
  }
  return pairs.reverse();
}
