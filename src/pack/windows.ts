import type { EditQuery } from '../rank/ranking.ts';
import type { LineRange } from './levels.ts';
import { splitLines } from './textLines.ts';

/** Lines of one window, and how far the next one starts from it. */
const WINDOW = 20;
const STEP = 10;
/** Words are taken from this many lines before and after the cursor. */
const NEAR = 12;
/** Longer files are only looked at in their head. */
const LOOKED_AT = 1000;

/** The words around the cursor. */
export function wordsAround({ text, cursor }: EditQuery): ReadonlySet<string> {
  const near = splitLines(text).slice(Math.max(0, cursor.line - NEAR), cursor.line + NEAR + 1);
  return new Set(near.flatMap(wordsOf));
}

/** The run of lines that shares the most different words with `wanted`; the first of equals. */
export function bestWindow(lines: readonly string[], wanted: ReadonlySet<string>): LineRange {
  const shared = lines.slice(0, LOOKED_AT + WINDOW).map(line => wordsOf(line).filter(word => wanted.has(word)));
  let best: LineRange = [0, Math.min(WINDOW, lines.length) - 1];
  let most = -1;
  for (let first = 0; first < Math.min(lines.length, LOOKED_AT); first += STEP) {
    const words = new Set(shared.slice(first, first + WINDOW).flat()).size;
    if (words <= most) continue;
    most = words;
    best = [first, Math.min(first + WINDOW, lines.length) - 1];
  }
  return best;
}

function wordsOf(line: string): string[] {
  return (
    line
      .slice(0, 400)
      .toLowerCase()
      .match(/[\p{L}_]{3,}/gu) ?? []
  );
}
