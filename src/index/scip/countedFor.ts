import type { ReferenceFact, SymbolFact } from '../../facts/fileFacts.ts';
import { overloadOf } from '../resolve/overloads.ts';
import type { Program } from '../resolve/program.ts';
import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';

/**
 * The symbol that a reference to `symbol` counts for, as the heuristics count: a construction for the class, a call for the
 * overload that takes its arguments, an overload for its implementation where that alone has the name, a getter and its setter for the one that comes first.
 */
export function countedFor(program: Program, symbol: SymbolId, fact: ReferenceFact | undefined): SymbolId {
  const file = fileOf(symbol);
  const scope = program.scope(file);
  const definition = scope?.facts.symbols[indexOf(symbol)];
  if (!scope || !definition) return symbol;
  if (definition.kind === 'constructor' && definition.parent >= 0) return symbolId(file, definition.parent);
  const siblings = scope.children(definition.parent, definition.name);
  if (siblings.length < 2 && (siblings[0] ?? indexOf(symbol)) === indexOf(symbol)) return symbol;
  const first = siblings.find(index => scope.facts.symbols[index]?.kind === definition.kind) ?? indexOf(symbol);
  return fact ? overloadOf(program, symbolId(file, first), fact) : symbolId(file, first);
}

/** Symbols with the same key may stand in for one another in {@link countedFor}; '' where there is no such symbol. */
export function countedKey(symbols: readonly SymbolFact[], index: number): string {
  const symbol = symbols[index];
  if (!symbol) return '';
  const owner = symbol.parent < index ? symbols[symbol.parent] : undefined;
  if (symbol.kind === 'constructor' && owner) return `${owner.parent} ${owner.name}`;
  return `${symbol.parent} ${symbol.name}`;
}
