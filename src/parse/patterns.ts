import { isBlank, isPlainStart, plainEnd } from './characters.ts';
import { skipToken } from './expressions.ts';

/** One name that a parameter, a left-hand side or an object of names binds. */
export interface BoundName {
  readonly name: string;
  /** Offset of the name within the pattern's text. */
  readonly offset: number;
  /** Property names that lead from the matched value to this one; `undefined` where a position in a list does. */
  readonly path: readonly string[] | undefined;
  readonly rest?: true;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** All names in `a`, `{ a, b: { c = 1 } }`, `[a, , ...b]`, `a, (b, *c)`; other text gives none. */
export function boundNames(pattern: string): readonly BoundName[] {
  // Nearly all are a name alone.
  if (isPlainStart(pattern, 0) && plainEnd(pattern, 0) === pattern.length)
    return [{ name: pattern, offset: 0, path: [] }];
  const found: BoundName[] = [];
  collect(pattern, 0, pattern.length, [], found, 0);
  return found;
}

function collect(
  text: string,
  from: number,
  to: number,
  path: readonly string[] | undefined,
  found: BoundName[],
  depth: number,
): void {
  if (depth > 20) return;
  let start = from;
  while (start < to && isBlank(text, start)) start += 1;
  const opener = text.charAt(start);
  const inner = opener === '{' || opener === '[' || opener === '(';
  const close = inner ? Math.min(skipToken(text, start), to) : to;
  if (inner && !text.slice(close, to).trimStart().startsWith(',')) {
    for (const [partStart, partEnd] of parts(text, start + 1, close - 1)) {
      if (opener === '{') collectProperty(text, partStart, partEnd, path, found, depth);
      else collect(text, partStart, partEnd, undefined, found, depth + 1);
    }
    return;
  }
  const pieces = parts(text, start, to);
  if (pieces.length > 1) {
    for (const [partStart, partEnd] of pieces) collect(text, partStart, partEnd, undefined, found, depth + 1);
    return;
  }
  addName(text, start, to, path, found);
}

function collectProperty(
  text: string,
  from: number,
  to: number,
  path: readonly string[] | undefined,
  found: BoundName[],
  depth: number,
): void {
  const match = /^\s*(['"]?)([\p{ID_Start}$_][\p{ID_Continue}$-]*)\1\s*:/u.exec(text.slice(from, to));
  if (match) collect(text, from + match[0].length, to, path && [...path, match[2] ?? ''], found, depth + 1);
  else {
    const name = /[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text.slice(from, to))?.[0] ?? '';
    addName(text, from, to, /^\s*\.\.\./.test(text.slice(from, to)) ? undefined : path && [...path, name], found);
  }
}

function addName(
  text: string,
  from: number,
  to: number,
  path: readonly string[] | undefined,
  found: BoundName[],
): void {
  const match = /^(\s*(\.\.\.|\*{1,2})?\s*)([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:$|=|:)/u.exec(
    text.slice(from, to),
  );
  const name = match?.[3] ?? '';
  if (!match || !IDENTIFIER.test(name)) return;
  found.push({ name, offset: from + (match[1]?.length ?? 0), path, ...(match[2] ? { rest: true } : {}) });
}

/** Ranges between the commas of the outermost level. */
function parts(text: string, from: number, to: number): (readonly [number, number])[] {
  const result: (readonly [number, number])[] = [];
  let start = from;
  let index = from;
  while (index < to) {
    const character = text.charAt(index);
    if (character === ',') {
      result.push([start, index]);
      start = index + 1;
      index += 1;
    } else {
      index = skipToken(text, index);
    }
  }
  if (text.slice(start, to).trim() !== '') result.push([start, to]);
  return result;
}
