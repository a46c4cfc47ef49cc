import type { Position } from '../base/span.ts';

/** What stands left of the cursor, read from the text alone: it works in a buffer that does not parse. */
export interface CursorContext {
  /** The part of the identifier that is already typed; '' between words. */
  readonly typed: string;
  /** `x.y()` in `x.y().na|` or `x->y()::na|`, white space removed; `undefined` when the cursor is not after an access. */
  readonly receiver?: string;
  /** What the syntax asks for here. */
  readonly expects: Expectation;
}

export type Expectation = 'construction' | 'type' | 'base' | 'decorator' | 'component' | 'import' | 'value';

const WORD_CHARACTER = /[\p{L}\p{N}_$#]/u;
/** Longest stretch of text left of the cursor that is looked at, in UTF-16 units. */
const REACH = 2000;
const MAX_RECEIVER = 400;

/** How languages write an access besides a dot. */
const ACCESSES: ReadonlyMap<string, RegExp> = new Map([
  ['c', /->/g],
  ['cpp', /->|::/g],
  ['php', /\??->|::/g],
  ['ruby', /&\.|::/g],
  ['rust', /::/g],
]);

/** Reads the context of a cursor. Never throws; a cursor beyond the text counts as at its end. */
export function cursorContext(text: string, cursor: Position, language = ''): CursorContext {
  const access = ACCESSES.get(language);
  const written = textBefore(text, cursor);
  const before = access ? written.replace(access, '.') : written;
  let at = before.length;
  while (at > 0 && WORD_CHARACTER.test(before[at - 1] ?? '')) at--;
  const typed = before.slice(at);
  const left = before.slice(0, at).trimEnd();
  const receiver = receiverBefore(before.slice(0, at));
  const chain = receiver === undefined ? left : left.slice(0, chainStart(left)).trimEnd();
  // `new` before a receiver that is constructed there asks for nothing more.
  const expects = receiver?.endsWith(')') ? 'value' : expectation(chain);
  return receiver === undefined ? { typed, expects } : { typed, receiver, expects };
}

/** The text left of the cursor, as far as it is looked at. */
export function textBefore(text: string, cursor: Position): string {
  let start = 0;
  for (let line = 0; line < cursor.line; line++) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = Math.min(text.length, start + cursor.column);
  return text.slice(Math.max(0, end - REACH), end);
}

/** The expression left of a dot at the end of `left`, white space removed. */
function receiverBefore(left: string): string | undefined {
  const trimmed = left.trimEnd();
  if (!trimmed.endsWith('.') || trimmed.endsWith('..')) return undefined;
  const start = chainStart(trimmed);
  const receiver = trimmed.slice(start, -1).replace(/[?!]$/, '').replace(/\s+/g, '');
  if (receiver === '' || receiver.length > MAX_RECEIVER) return undefined;
  return receiver;
}

/** Where the chain of names, calls and indexes that ends in a dot at the end of `text` begins. */
export function chainStart(text: string): number {
  let at = text.length;
  for (;;) {
    at = skipSpaceBack(text, at);
    if (text[at - 1] !== '.') return at;
    at--;
    while (text[at - 1] === '?' || text[at - 1] === '!') at--;
    const link = linkStart(text, skipSpaceBack(text, at));
    if (link === undefined) return at;
    at = link;
    const dot = skipSpaceBack(text, at);
    if (text[dot - 1] !== '.') return at;
    at = dot;
  }
}

/** Start of `name`, `name(…)`, `name[…]` or `(…)` that ends at `end`. */
function linkStart(text: string, end: number): number | undefined {
  let at = end;
  while (text[at - 1] === ')' || text[at - 1] === ']' || text[at - 1] === '!') {
    const open = text[at - 1] === '!' ? at - 1 : openingOf(text, at - 1);
    if (open === undefined) return undefined;
    at = open;
  }
  const word = at;
  while (at > 0 && WORD_CHARACTER.test(text[at - 1] ?? '')) at--;
  return at === word && word === end ? undefined : at;
}

/** Position of the bracket that the one at `close` closes; strings are not understood, only balanced. */
function openingOf(text: string, close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    const character = text[at];
    if (character === ')' || character === ']' || character === '}') depth++;
    else if (character === '(' || character === '[' || character === '{') {
      depth--;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

function skipSpaceBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

const EXPECTATIONS: readonly (readonly [RegExp, Expectation])[] = [
  [/\bnew$/, 'construction'],
  [/\b(?:extends|implements)(?:\s+[\w$.]+\s*,)*$/, 'base'],
  [/^\s*class\s+\w+\s*\([^)]*$/, 'base'],
  [/(?:^|\s)@$/, 'decorator'],
  [/^\s*(?:import\b|export\s+(?:type\s+)?\{)[^'"]*$|^\s*from\s+\S+\s+import\b/, 'import'],
  [/(?:[\w$\])?]\s*:|->|\bas|\bis|\bsatisfies|\bkeyof|\btypeof|[:|&]\s*[\w$.[\]<>]+\s*[|&])$/, 'type'],
  [/[\w$]<(?:[\w$.[\]]+,)*$/, 'type'],
  [/(?:^|[(>{?:=]|&&|\|\||\breturn)\s*<\/?$/, 'component'],
];

function expectation(left: string): Expectation {
  const line = left.slice(left.lastIndexOf('\n') + 1);
  for (const [pattern, expects] of EXPECTATIONS) if (pattern.test(line)) return expects;
  return 'value';
}
