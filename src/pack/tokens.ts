import type { BundledTokenizer, TokenizerName } from './contextPack.ts';
import { countingOf } from './tokenizers.ts';

/** Counts tokens of text. Never throws; special tokens such as `<|endoftext|>` count as the text they are. */
export interface TokenCounter {
  readonly name: TokenizerName;
  /**
   * Tokens of `text`: exact, but for runs of over {@link LONG_RUN} characters without a break, where it is an upper bound;
   * an estimate where the tokenizer's name says so.
   */
  count(text: string): number;
}

/**
 * The tokenizer works in time quadratic in the length of an unbroken piece: 100,000 equal letters take over ten seconds.
 * Pieces over this many characters are counted by their bytes, which no byte-level tokenizer can exceed.
 */
const LONG_RUN = 128;
const longRuns = new RegExp(`[\\p{L}\\p{M}]{${LONG_RUN},}|[^\\s\\p{L}\\p{N}]{${LONG_RUN},}|\\s{${LONG_RUN},}`, 'gu');
/** Cutting a run out changes how its two neighbours are split: at most one token each. */
const TOKENS_PER_CUT = 2;

/** Characters of text whose counts are remembered. */
const CACHED_CHARACTERS = 4_000_000;

const noSpecialTokens = { disallowedSpecial: new Set<string>() };

interface Encoding {
  countTokens(text: string, options: typeof noSpecialTokens): number;
}

/** Loads a tokenizer's table (1 to 3 MB, a file of its own; 0.2 s), only when it is first needed. */
export async function loadTokenCounter(name: TokenizerName): Promise<TokenCounter> {
  const { by, margin } = countingOf(name);
  const count = await loadCount(by);
  return { name, count: margin === 0 ? count : text => Math.ceil(count(text) * (1 + margin)) };
}

async function loadCount(name: BundledTokenizer): Promise<TokenCounter['count']> {
  const encoding: Encoding =
    name === 'cl100k_base'
      ? await import('gpt-tokenizer/encoding/cl100k_base')
      : await import('gpt-tokenizer/encoding/o200k_base');
  // Emptied when full: moving each line to the end of a least-recently-used list cost more than counting saved.
  const counts = new Map<string, number>();
  let characters = 0;
  const countPiece = (piece: string): number => {
    const known = counts.get(piece);
    if (known !== undefined) return known;
    const tokens =
      piece.length < LONG_RUN ? encoding.countTokens(piece, noSpecialTokens) : countWithLongRuns(piece, encoding);
    characters += piece.length + 32;
    if (characters > CACHED_CHARACTERS) {
      counts.clear();
      characters = piece.length + 32;
    }
    counts.set(piece, tokens);
    return tokens;
  };
  return text => {
    let tokens = 0;
    let from = 0;
    for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) {
      if (!startsAnew(text, end)) continue;
      tokens += countPiece(text.slice(from, end));
      from = end;
    }
    return from < text.length ? tokens + countPiece(text.slice(from)) : tokens;
  };
}

/**
 * Whether both tokenizers begin a new piece at `at`, the start of a line: so lines are counted one by one, and most are
 * known from the last pack. They join a line break with white space and further breaks, and with slashes, after it.
 */
function startsAnew(text: string, at: number): boolean {
  for (let next = at; next < text.length; next += 1) {
    const code = text.charCodeAt(next);
    if (code === 32 || code === 9) continue;
    return code > 32 && code < 127 && !(code === 47 && next === at);
  }
  return false;
}

function countWithLongRuns(text: string, encoding: Encoding): number {
  let tokens = 0;
  let from = 0;
  for (const run of text.matchAll(longRuns)) {
    tokens += encoding.countTokens(text.slice(from, run.index), noSpecialTokens);
    tokens += Buffer.byteLength(run[0]) + TOKENS_PER_CUT;
    from = run.index + run[0].length;
  }
  return tokens + encoding.countTokens(from === 0 ? text : text.slice(from), noSpecialTokens);
}

/** A fast guess at the tokens of one line, its line break included; for searching, never for the final count. */
export function estimateTokens(line: string): number {
  let tokens = 1;
  let position = 0;
  const { length } = line;
  while (position < length) {
    const start = position;
    const first = classOf(line.charCodeAt(position));
    do position += 1;
    while (position < length && continues(first, line.charCodeAt(position)));
    tokens += tokensOfRun(first, position - start, position < length);
  }
  return tokens;
}

const space = 0;
const lower = 1;
const upper = 2;
const digit = 3;
const mark = 4;
const foreign = 5;

function classOf(code: number): number {
  if (code === 32 || code === 9) return space;
  if (code >= 97 && code <= 122) return lower;
  if (code >= 65 && code <= 90) return upper;
  if (code >= 48 && code <= 57) return digit;
  return code > 127 ? foreign : mark;
}

/** A word is a capital with the small letters after it: the tokenizers split camel case. */
function continues(first: number, code: number): boolean {
  const next = classOf(code);
  return next === first || (first === upper && next === lower);
}

function tokensOfRun(kind: number, length: number, followed: boolean): number {
  switch (kind) {
    case space:
      // One space belongs to the word after it; an indentation is one token.
      return length > 1 && followed ? 1 : 0;
    case lower:
    case upper:
      return length <= 8 ? 1 : length / 5;
    case digit:
      return Math.ceil(length / 3);
    case mark:
      return Math.ceil(length / 2.5);
    default:
      return length;
  }
}
