import type { FileFacts, SymbolFact } from '../../facts/fileFacts.ts';
import { CODE, LINE, type ScipDocument, START, STRIDE } from './scipIndex.ts';
import type { SymbolTable } from './symbolTable.ts';

/**
 * Which of a file's symbols the symbols are that a document defines: symbol → index into `facts.symbols`, or
 * {@link UNLISTED}. A symbol that is not in the map may be anything.
 */
export type Definitions = ReadonlyMap<number, number>;

/** Defined in the file, at a place where the facts list no symbol: a member of an object literal, a parameter. */
export const UNLISTED = -1;

/** By place: for a document that fits the file's text. `occurrences` have UTF-16 columns. Locals are in it too. */
export function definitionsByPlace(occurrences: Int32Array, { symbols }: FileFacts): Definitions {
  const byLine = new Map<number, number[]>();
  symbols.forEach(({ nameSpan }, index) => {
    const same = byLine.get(nameSpan[0]);
    if (same) same.push(index);
    else byLine.set(nameSpan[0], [index]);
  });
  const found = new Map<number, number>();
  for (let at = 0; at < occurrences.length; at += STRIDE) {
    const code = occurrences[at + CODE] ?? 0;
    if ((code & 1) === 0) continue;
    const column = occurrences[at + START] ?? 0;
    const index = byLine.get(occurrences[at + LINE] ?? 0)?.find(each => holds(symbols[each], column)) ?? UNLISTED;
    // The first of several declarations that is a symbol: overloads, an interface and its class.
    if ((found.get(code >> 1) ?? UNLISTED) === UNLISTED) found.set(code >> 1, index);
  }
  return found;
}

function holds(symbol: SymbolFact | undefined, column: number): boolean {
  return symbol !== undefined && symbol.nameSpan[1] <= column && column < symbol.nameSpan[3];
}

/** By name: for a file whose text has changed since. Only the names around a symbol's own say which of several it is. */
export function definitionsByName(document: ScipDocument, table: SymbolTable, { symbols }: FileFacts): Definitions {
  const byName = new Map<string, number[]>();
  symbols.forEach(({ name }, index) => {
    const same = byName.get(name);
    if (same) same.push(index);
    else byName.set(name, [index]);
  });
  const found = new Map<number, number>();
  for (let at = CODE; at < document.occurrences.length; at += STRIDE) {
    const code = document.occurrences[at] ?? 0;
    const symbol = code >> 1;
    if ((code & 1) === 0 || found.has(symbol) || table.isLocal(symbol)) continue;
    const { name, path } = table.name(symbol);
    const qualified = path.join('.');
    const index = byName.get(name)?.find(each => isSamePath(symbols[each]?.qualifiedName ?? '', qualified));
    if (index !== undefined) found.set(symbol, index);
  }
  return found;
}

/** Equal, or one has more around it: some languages' qualified names hold their namespaces, some indexers' do. */
function isSamePath(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}
