import type { SymbolFact } from '../facts/fileFacts.ts';
import { fileOf, indexOf, type Snapshot, type SymbolId, symbolId } from '../index/snapshot.ts';

/** The nearest enclosing function, method or class of a use; the module when there is none. */
export function callerOf(snapshot: Snapshot, from: SymbolId): SymbolId {
  const symbols = snapshot.file(fileOf(from))?.facts.symbols ?? [];
  let index = indexOf(from);
  for (let symbol = symbols[index]; symbol !== undefined; symbol = symbols[index]) {
    if (isCaller(symbol)) return symbolId(fileOf(from), index);
    index = symbol.parent;
  }
  return symbolId(fileOf(from), -1);
}

function isCaller({ kind }: SymbolFact): boolean {
  return kind === 'function' || kind === 'method' || kind === 'constructor' || kind === 'class';
}
