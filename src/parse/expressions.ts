import type { Initializer } from '../facts/fileFacts.ts';
import { isBlank, isPlainStart, plainEnd } from './characters.ts';

const MAX_RECEIVER = 80;
const MAX_SCANNED = 2000;
const WORD = /[\p{ID_Continue}$#]/u;
/** Names and dots alone, as most expressions that stand left of a dot or initialise something. */
const PLAIN_PATH = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;
/** What begins a literal. */
const NO_CHAIN = /^[\d"'`[{-]/;
const NOT_A_VALUE =
  /^(?:function|class|async|typeof|void|delete|yield|lambda|not|if|true|false|null|undefined|None|True|False|import|require|super)$/;

/**
 * An expression left of a dot in short form: white space and comments removed, arguments, indexes and literals emptied
 * (`a.b(x, y)[0]` gives `a.b()[]`), optional chaining and non-null marks dropped, at most 80 characters.
 */
export function collapse(expression: string): string {
  if (PLAIN_PATH.test(expression)) return expression.slice(-MAX_RECEIVER);
  const text = expression.length > MAX_SCANNED ? expression.slice(-MAX_SCANNED) : expression;
  let result = '';
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (isBlank(text, index)) {
      while (isBlank(text, index)) index += 1;
      if (WORD.test(text.charAt(index)) && WORD.test(result.at(-1) ?? '')) result += ' ';
    } else if (isCommentStart(text, index)) {
      index = skipToken(text, index);
    } else if (character === '"' || character === "'" || character === '`') {
      result += character + character;
      index = skipToken(text, index);
    } else if (character === '(' || character === '[' || character === '{') {
      const after = skipToken(text, index);
      const grouping = character === '(' && !/[\w$)\]>.]/.test(result.at(-1) ?? '');
      result += grouping ? groupText(text.slice(index + 1, after - 1)) : character + closer(character);
      index = after;
    } else if (character === '?' && text.charAt(index + 1) === '.') {
      if (!/[([]/.test(text.charAt(index + 2))) result += '.';
      index += 2;
    } else if (character === '!' && result !== '') {
      index += 1;
    } else if (character === '<' && typeArgumentsEnd(text, index) > 0) {
      index = typeArgumentsEnd(text, index);
    } else {
      result += character;
      index += 1;
    }
  }
  return result.slice(-MAX_RECEIVER);
}

/** `(await f())` and `(x)` lose their parentheses, `(x as Foo)` and `(a || b)` keep them. */
function groupText(inner: string): string {
  const short = collapse(inner).replace(/^await /, '');
  return /^[\w$.()[\]]*$/.test(short) ? short : `(${short})`;
}

/**
 * What an initialising expression tells about a type, see {@link Initializer}; `undefined` for literals, operators and functions.
 * Only the beginning of `expression` is needed.
 */
export function initializerOf(expression: string): Initializer | undefined {
  let text = expression.trim();
  if (NO_CHAIN.test(text)) return undefined;
  if (PLAIN_PATH.test(text)) {
    const path = collapse(text);
    return NOT_A_VALUE.test(path.split('.', 1)[0] ?? '') ? undefined : { form: 'name', path };
  }
  while (text.startsWith('(') && skipToken(text, 0) === text.length) text = text.slice(1, -1).trim();
  const awaited = /^await\s+/.exec(text);
  if (awaited) text = text.slice(awaited[0].length);
  const constructed = /^new\s+/.exec(text);
  if (constructed) text = text.slice(constructed[0].length);
  const end = chainEnd(text);
  if (end === 0 || !/^\s*(?:$|;|\?\?|\?:|\|\||\bas\b|\bsatisfies\b|\bor\b|\bif\b|,|#|\/\/)/.test(text.slice(end)))
    return undefined;
  const chain = collapse(text.slice(0, end));
  if (NOT_A_VALUE.test(chain.split(/[.([]/, 1)[0] ?? '')) return undefined;
  if (constructed) return { form: 'new', path: chain.endsWith('()') ? chain.slice(0, -2) : chain };
  if (chain.endsWith('()')) return { form: awaited ? 'await' : 'call', path: chain.slice(0, -2) };
  if (chain.endsWith('[]')) return { form: 'element', path: chain.slice(0, -2) };
  return { form: 'name', path: chain };
}

/** The type in `x as T` or `x satisfies T`, else `undefined`. */
export function assertedType(expression: string): string | undefined {
  if (!/(?:as|satisfies)\s/.test(expression)) return undefined;
  const end = /^[{[]/.test(expression) ? skipToken(expression, 0) : chainEnd(expression);
  const match = /^\s*(?:as|satisfies)\s+(?!const\b)([\s\S]+)$/.exec(expression.slice(end));
  return match?.[1]?.trim();
}

/** Offset after the longest chain of names, calls and indexes at the start of `text`, 0 when there is none. */
function chainEnd(text: string): number {
  let index = text.charCodeAt(0) === 40 ? skipToken(text, 0) : nameEnd(text, 0);
  if (index === 0) return 0;
  for (;;) {
    let at = index;
    while (isBlank(text, at)) at += 1;
    const character = text.charAt(at);
    if (character === '.' || (character === '?' && text.charAt(at + 1) === '.')) {
      let after = at + (character === '.' ? 1 : 2);
      while (isBlank(text, after)) after += 1;
      const end = nameEnd(text, after);
      if (end > after) index = end;
      else if (text.charAt(after) === '(' || text.charAt(after) === '[') index = after;
      else return index;
    } else if (character === '(' || character === '[') {
      index = skipToken(text, at);
    } else if (character === '!' && text.charAt(at + 1) !== '=') {
      index = at + 1;
    } else if (character === '<' && typeArgumentsEnd(text, at) > 0) {
      index = typeArgumentsEnd(text, at);
    } else {
      return index;
    }
  }
}

const NAME = /@{0,2}[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy;

/** Offset after the name at `start`, or `start` where there is none. */
function nameEnd(text: string, start: number): number {
  const end = isPlainStart(text, start) ? plainEnd(text, start) : -1;
  if (end >= 0) return end;
  NAME.lastIndex = start;
  return NAME.test(text) ? NAME.lastIndex : start;
}

/** Offset after `<…>` when a call's `(` follows it, else 0. */
function typeArgumentsEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length && index < start + 300; index += 1) {
    const character = text.charAt(index);
    if (character === '<') depth += 1;
    else if (character === '>' && text.charAt(index - 1) !== '=') depth -= 1;
    else if (character === ';' || character === '&') return 0;
    if (depth === 0) return text.charAt(index + 1) === '(' ? index + 1 : 0;
  }
  return 0;
}

/**
 * Offset after the string, comment or bracketed group that begins at `start`, else `start + 1`.
 * A group that never closes ends with the text.
 */
export function skipToken(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (isCommentStart(text, start)) {
    const end = text.charCodeAt(start + 1) === STAR ? text.indexOf('*/', start + 2) + 1 : text.indexOf('\n', start);
    return end <= 0 ? text.length : end + 1;
  }
  if (isQuote(code)) return skipString(text, start, code);
  if (!isOpener(code)) return start + 1;
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const inner = text.charCodeAt(index);
    if (isOpener(inner)) depth += 1;
    else if (isCloser(inner)) depth -= 1;
    else {
      index = isQuote(inner) || inner === SLASH ? skipToken(text, index) : index + 1;
      continue;
    }
    index += 1;
    if (depth === 0) return index;
  }
  return text.length;
}

const NEWLINE = 10;
const STAR = 42;
const SLASH = 47;
const BACKSLASH = 92;
const BACKTICK = 96;

/** `(`, `[`, `{` */
function isOpener(code: number): boolean {
  return code === 40 || code === 91 || code === 123;
}

/** `)`, `]`, `}` */
function isCloser(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

/** `"`, `'`, `` ` `` */
function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === BACKTICK;
}

function skipString(text: string, start: number, quote: number): number {
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  if (isTriple && quote !== BACKTICK) {
    const end = text.indexOf(text.slice(start, start + 3), start + 3);
    return end === -1 ? text.length : end + 3;
  }
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index += 1;
    else if (code === quote) return index + 1;
    else if (code === NEWLINE && quote !== BACKTICK) return index;
  }
  return text.length;
}

function isCommentStart(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== SLASH) return false;
  const next = text.charCodeAt(index + 1);
  return next === SLASH || next === STAR;
}

function closer(opener: string): string {
  return opener === '(' ? ')' : opener === '[' ? ']' : '}';
}
