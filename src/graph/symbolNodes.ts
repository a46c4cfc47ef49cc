import { fileOf, indexOf, type Snapshot, type SymbolId, symbolId } from '../index/snapshot.ts';

/** All symbols and modules of a snapshot, numbered in order of path and position. */
export interface SymbolNodes {
  readonly size: number;
  /** The symbol of a node. */
  symbolOf(node: number): SymbolId;
  /** The node of a symbol or module, -1 for one that is not in the snapshot. */
  nodeOf(symbol: SymbolId): number;
}

/** A file's module comes before its symbols: a node is the file's first node, plus the symbol's index, plus 1. */
export function numberSymbols(snapshot: Snapshot): SymbolNodes {
  const first = new Map<number, number>();
  const symbols: SymbolId[] = [];
  for (const { id, facts } of snapshot.files) {
    first.set(id, symbols.length);
    for (let index = -1; index < facts.symbols.length; index++) symbols.push(symbolId(id, index));
  }
  return {
    size: symbols.length,
    symbolOf: node => symbols[node] ?? -1,
    nodeOf: symbol => {
      const node = (first.get(fileOf(symbol)) ?? -1) + indexOf(symbol) + 1;
      return symbols[node] === symbol ? node : -1;
    },
  };
}
