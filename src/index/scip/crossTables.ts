import { once } from '../../base/once.ts';
import { CODE, type DocumentLists, type ScipDocument, STRIDE } from './scipIndex.ts';
import type { SymbolTable } from './symbolTable.ts';

/** The documents that define each symbol. */
export function definingDocuments(documents: readonly ScipDocument[], symbols: SymbolTable): DocumentLists {
  return listDocuments(documents, symbols, code => (code & 1) === 1);
}

/** The documents that refer to each symbol; made when first asked. */
export function usingDocuments(documents: readonly ScipDocument[], symbols: SymbolTable): () => DocumentLists {
  return once(() => listDocuments(documents, symbols, code => (code & 1) === 0));
}

/** The list of one symbol. */
export function documentsOf({ starts, documents }: DocumentLists, symbol: number): Int32Array {
  return documents.subarray(starts[symbol] ?? 0, starts[symbol + 1] ?? 0);
}

/** Symbols that are local to a document are left out. Each document stands once in a list. */
function listDocuments(
  documents: readonly ScipDocument[],
  symbols: SymbolTable,
  wanted: (code: number) => boolean,
): DocumentLists {
  const starts = new Int32Array(symbols.size + 1);
  const eachPair = (visit: (symbol: number, document: number) => void): void => {
    const seenIn = new Int32Array(symbols.size).fill(-1);
    documents.forEach(({ occurrences }, document) => {
      for (let at = CODE; at < occurrences.length; at += STRIDE) {
        const code = occurrences[at] ?? 0;
        const symbol = code >> 1;
        if (!wanted(code) || seenIn[symbol] === document || symbols.isLocal(symbol)) continue;
        seenIn[symbol] = document;
        visit(symbol, document);
      }
    });
  };
  eachPair(symbol => {
    starts[symbol + 1] = (starts[symbol + 1] ?? 0) + 1;
  });
  for (let symbol = 0; symbol < symbols.size; symbol++) {
    starts[symbol + 1] = (starts[symbol + 1] ?? 0) + (starts[symbol] ?? 0);
  }
  const lists = new Int32Array(starts[symbols.size] ?? 0);
  const next = starts.slice();
  eachPair((symbol, document) => {
    const place = next[symbol] ?? 0;
    lists[place] = document;
    next[symbol] = place + 1;
  });
  return { starts, documents: lists };
}
