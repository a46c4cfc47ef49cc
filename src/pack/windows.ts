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

/** The run of lines that shares the most different words with the surroundings of the cursor; the first of equals. */
export function bestWindow(lines: readonly string[], query: EditQuery): LineRange {
  const near = splitLines(query.text).slice(Math.max(0, query.cursor.line - NEAR), query.cursor.line + NEAR + 1);
  const wanted = new Set(near.flatMap(wordsOf));
  let best: LineRange = [0, Math.min(WINDOW, lines.length) - 1];
  let most = -1;
  for (let first = 0; first < Math.min(lines.length, LOOKED_AT); first += STEP) {
    const window = lines.slice(first, first + WINDOW);
    const shared = new Set(window.flatMap(wordsOf).filter(word => wanted.has(word))).size;
    if (shared > most) {
      most = shared;
      best = [first, first + window.length - 1];
    }
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
