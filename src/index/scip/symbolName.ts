/** What the descriptors of a symbol say. */
export interface SymbolName {
  /** Name of the last descriptor, as the source writes it; '' where the source has no name for it. */
  readonly name: string;
  /** Names of types, terms and methods around it and its own, outermost first, without packages and modules. */
  readonly path: readonly string[];
  /** A package or a module: its occurrences are specifiers and keywords rather than names. */
  readonly isModule: boolean;
  /** Digits at the name's end that may belong to it, or may be a counter. */
  readonly counter: string;
}

const NAMELESS: SymbolName = { name: '', path: [], isModule: false, counter: '' };

/** Names that indexers make up for constructors. */
const CONSTRUCTORS: ReadonlySet<string> = new Set(['<constructor>', '<init>']);
const CONSTRUCTOR = 'constructor';

/** Whether the source may write `word` (see {@link unquoted}) for a symbol of this name. */
export function isCalled({ name, path, isModule, counter }: SymbolName, word: string): boolean {
  if (isModule || name === '' || word === name) return true;
  if (name === CONSTRUCTOR) return word === path.at(-2);
  return counter !== '' && word.startsWith(name) && counter.startsWith(word.slice(name.length));
}

/** Reads the descriptors of a global SCIP symbol: `scheme manager package version descriptors`. Any text is taken. */
export function parseSymbolName(symbol: string): SymbolName {
  const start = descriptorsAt(symbol);
  if (start < 0) return NAMELESS;
  const path: string[] = [];
  let last = NAMELESS;
  for (let at = start; at < symbol.length; ) {
    const { name, suffix, end } = descriptor(symbol, at);
    if (end <= at) break;
    at = end;
    // Members of anonymous types carry a counter.
    const counter = suffix === ':' ? (/\d+$/.exec(name)?.[0] ?? '') : '';
    const written = writtenName(name.slice(0, name.length - counter.length));
    const isModule = suffix === '/';
    if (!isModule) path.push(written);
    last = { name: written, path, isModule, counter };
  }
  return last;
}

/** Four fields end with a space each; a doubled space is part of a field. */
function descriptorsAt(symbol: string): number {
  let at = 0;
  for (let field = 0; field < 4; field++) {
    at = symbol.indexOf(' ', at);
    while (at >= 0 && symbol[at + 1] === ' ' && field < 3 && !isEmptyField(symbol, at))
      at = symbol.indexOf(' ', at + 2);
    if (at < 0) return -1;
    at += 1;
  }
  return at;
}

/** `scheme  package` could be an escaped space or an empty field; an empty field has a delimiter right before it. */
function isEmptyField(symbol: string, at: number): boolean {
  return at === 0 || symbol[at - 1] === ' ';
}

function descriptor(symbol: string, start: number): { name: string; suffix: string; end: number } {
  // Parameters and type parameters stand in brackets.
  const opening = symbol[start];
  if (opening === '(' || opening === '[') {
    const { name, end } = identifier(symbol, start + 1);
    return { name, suffix: opening, end: end + 1 };
  }
  const { name, end } = identifier(symbol, start);
  if (symbol[end] !== '(') return { name, suffix: symbol[end] ?? '', end: end + 1 };
  // A method: its disambiguator stands in the brackets, a dot behind them.
  const closing = symbol.indexOf(')', end);
  return { name, suffix: '(', end: closing < 0 ? symbol.length : closing + 2 };
}

function identifier(symbol: string, start: number): { name: string; end: number } {
  if (symbol[start] !== '`') {
    let end = start;
    while (end < symbol.length && isSimple(symbol.charCodeAt(end))) end++;
    return { name: symbol.slice(start, end), end };
  }
  let end = start + 1;
  for (;;) {
    end = symbol.indexOf('`', end);
    if (end < 0) return { name: symbol.slice(start + 1), end: symbol.length };
    if (symbol[end + 1] !== '`') return { name: symbol.slice(start + 1, end).replaceAll('``', '`'), end: end + 1 };
    end += 2;
  }
}

/** Letters, digits, `_ + - $`. */
function isSimple(code: number): boolean {
  if (code >= 97) return code <= 122;
  if (code >= 65) return code <= 90 || code === 95;
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 36;
}

function writtenName(name: string): string {
  const accessor = /^<[gs]et>/.exec(name);
  if (accessor) return name.slice(accessor[0].length);
  return CONSTRUCTORS.has(name) ? CONSTRUCTOR : unquoted(name);
}

/** The text without quotation marks and brackets around it and without sigils before it. */
export function unquoted(text: string): string {
  const first = text.charCodeAt(0);
  if (first >= 97 || (first >= 65 && first <= 90)) return text;
  const bare = first === 91 && text.endsWith(']') ? text.slice(1, -1) : text;
  return /^(["'`])(.*)\1$/s.exec(bare)?.[2] ?? bare.replace(/^[$@#:&*]+/, '');
}
