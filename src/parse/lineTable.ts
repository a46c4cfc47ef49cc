import type { Position, Span } from '../base/span.ts';

/** Turns offsets (UTF-16 units) into lines and columns. Lines end with `\n`; a `\r` before it belongs to its line. */
export interface LineTable {
  readonly lines: number;
  position(offset: number): Position;
  lineOf(offset: number): number;
  offsetOf(line: number, column: number): number;
  span(start: number, end: number): Span;
}

export function lineTable(text: string): LineTable {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  // Most questions are about the neighbourhood of the one before.
  let recent = 0;
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    if ((starts[recent] ?? 0) <= offset) {
      for (let line = recent; line < recent + 4; line++) {
        if (line === high || offset < (starts[line + 1] ?? 0)) {
          recent = line;
          return line;
        }
      }
      low = recent + 4;
    } else high = recent - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    recent = low;
    return low;
  };
  const position = (offset: number): Position => {
    const inside = Math.min(offset, text.length);
    const line = lineOf(inside);
    return { line, column: inside - (starts[line] ?? 0) };
  };
  return {
    lines: starts.length,
    lineOf,
    offsetOf: (line, column) => (starts[line] ?? text.length) + column,
    position,
    span(start, end) {
      const from = Math.min(start, text.length);
      const to = Math.min(end, text.length);
      const first = lineOf(from);
      const last = lineOf(to);
      return [first, from - (starts[first] ?? 0), last, to - (starts[last] ?? 0)];
    },
  };
}
