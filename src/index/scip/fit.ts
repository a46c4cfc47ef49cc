import type { FileFacts } from '../../facts/fileFacts.ts';
import type { IndexedFile } from '../snapshot.ts';
import { isAscii, linesOf, toUtf16 } from './columns.ts';
import { textKey } from './decodeDocument.ts';
import { CODE, END, LINE, type PositionEncoding, type ScipDocument, START, STRIDE } from './scipIndex.ts';
import { isCalled, unquoted } from './symbolName.ts';
import type { SymbolTable } from './symbolTable.ts';

/** Texts kept in mind for each document: undoing an edit must not compare anew. */
const REMEMBERED = 4;

/** Verdicts by document and hash of the text. */
export interface Fits {
  /** The document's occurrences with UTF-16 columns if it fits the file, else `undefined`. `read` is called at most once. */
  get(document: ScipDocument, symbols: SymbolTable, file: IndexedFile, read: ReadText): Int32Array | undefined;
}

/** The text that a file has in the snapshot; `undefined` when it is not to be had any more. Synchronous. */
export type ReadText = (file: IndexedFile) => string | undefined;

export function createFits(): Fits {
  const verdicts = new WeakMap<ScipDocument, Map<string, Int32Array | undefined>>();
  return {
    get(document, symbols, file, read) {
      const { hash } = file.source;
      const known = verdicts.get(document) ?? new Map<string, Int32Array | undefined>();
      verdicts.set(document, known);
      if (hash === '') return undefined;
      if (known.has(hash)) return known.get(hash);
      const text = read(file);
      if (text === undefined) return undefined;
      const verdict = fittingOccurrences(document, symbols, text, file.facts);
      for (const oldest of known.keys()) {
        if (known.size < REMEMBERED) break;
        known.delete(oldest);
      }
      known.set(hash, verdict);
      return verdict;
    },
  };
}

/** Words by which languages name a symbol without writing its name. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'this super self Self cls crate new constructor init default import export require module exports'.split(' '),
);

/** For an indexer that does not say what its columns count: as most do, then as the others. */
const GUESSES: readonly PositionEncoding[] = ['utf-16', 'utf-8', 'utf-32'];

/**
 * The occurrences of a document with UTF-16 columns, if the document was made from this text; else `undefined`.
 *
 * A document that holds its text must hold this one, line ends aside. Without a text every occurrence is checked: it must
 * be a whole word, and the word that its symbol is called, or one by which the file imports or exports something, or a
 * keyword; a symbol that is local to the file must be called the same wherever it occurs. A single misfit counts, since an
 * edit that shifts nothing else, such as `a()` to `b()`, leaves no other trace.
 */
export function fittingOccurrences(
  document: ScipDocument,
  symbols: SymbolTable,
  text: string,
  facts: FileFacts,
): Int32Array | undefined {
  if (document.text !== undefined && document.text !== textKey(text)) return undefined;
  const lines = linesOf(text);
  const guess = document.encoding === 'unknown' && !isAscii(text);
  const others = otherNames(facts);
  for (const encoding of guess ? GUESSES : [document.encoding]) {
    const occurrences = toUtf16(document.occurrences, encoding, lines);
    if (allFit(occurrences, symbols, lines, others)) return occurrences;
  }
  return undefined;
}

function allFit(
  occurrences: Int32Array,
  symbols: SymbolTable,
  lines: readonly string[],
  others: ReadonlySet<string>,
): boolean {
  const locals = new Map<number, string>();
  for (let at = 0; at < occurrences.length; at += STRIDE) {
    const line = lines[occurrences[at + LINE] ?? 0];
    const start = occurrences[at + START] ?? 0;
    const end = occurrences[at + END] ?? 0;
    if (line === undefined || start < 0 || end > line.length || cutsWord(line, start) || cutsWord(line, end))
      return false;
    const word = unquoted(line.slice(start, end));
    const symbol = (occurrences[at + CODE] ?? 0) >> 1;
    if (!isName(word, symbol, symbols, locals) && !others.has(word) && !KEYWORDS.has(word)) return false;
  }
  return true;
}

function isName(word: string, symbol: number, symbols: SymbolTable, locals: Map<number, string>): boolean {
  if (!symbols.isLocal(symbol)) return isCalled(symbols.name(symbol), word);
  const known = locals.get(symbol);
  if (known === undefined && !KEYWORDS.has(word)) locals.set(symbol, word);
  return known === undefined || known === word;
}

function cutsWord(line: string, at: number): boolean {
  return isWord(line.charCodeAt(at - 1)) && isWord(line.charCodeAt(at));
}

/** Letters, digits, `_`, and all that is not ASCII. */
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127
  );
}

/** Names under which the file imports or exports what is called otherwise elsewhere. */
function otherNames({ imports, exports }: FileFacts): ReadonlySet<string> {
  const names = new Set<string>();
  for (const fact of imports) for (const { name, local } of fact.names) names.add(name).add(local);
  for (const { name, local } of exports) names.add(name).add(local);
  return names;
}
