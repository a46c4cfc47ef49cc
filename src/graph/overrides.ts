import type { SymbolFact } from '../facts/fileFacts.ts';
import { fileOf, indexOf, type Snapshot, type SymbolId, symbolId } from '../index/snapshot.ts';

/** Which methods stand in for which others in subclasses and implementors. */
export interface Overrides {
  /** Methods of all direct and indirect subclasses that override `method`, nearest first; empty for anything but a method. */
  overriding(method: SymbolId): readonly SymbolId[];
  /** The nearest method of a base class or interface that `method` overrides, in each of its direct bases. */
  overridden(method: SymbolId): readonly SymbolId[];
}

/** Answers from the resolved class hierarchy of a snapshot; each answer is worked out once. */
export function createOverrides(snapshot: Snapshot): Overrides {
  const below = new Map<SymbolId, readonly SymbolId[]>();
  return {
    overriding(method) {
      const known = below.get(method) ?? overridingOf(snapshot, method);
      below.set(method, known);
      return known;
    },
    overridden(method) {
      const owner = ownerOf(snapshot, method);
      const name = snapshot.symbol(method)?.name;
      if (owner === undefined || name === undefined) return [];
      const found = snapshot.bases(owner).flatMap(base => snapshot.member(base, name) ?? []);
      return [...new Set(found)].filter(each => each !== method && ownerOf(snapshot, each) !== undefined);
    },
  };
}

/** The class or interface that a method belongs to; `undefined` for other symbols, and for constructors and statics. */
export function ownerOf(snapshot: Snapshot, method: SymbolId): SymbolId | undefined {
  const symbol = snapshot.symbol(method);
  if (symbol === undefined || symbol.parent < 0 || symbol.static === true || !isMethod(symbol)) return undefined;
  const owner = symbolId(fileOf(method), symbol.parent);
  const kind = snapshot.symbol(owner)?.kind;
  return kind === 'class' || kind === 'interface' || kind === 'enum' ? owner : undefined;
}

/** The type and everything that derives from it, each once, nearest first. */
export function withSubclasses(snapshot: Snapshot, type: SymbolId): readonly SymbolId[] {
  const found = new Set([type]);
  for (const each of found) for (const subclass of snapshot.subclasses(each)) found.add(subclass);
  return [...found];
}

function overridingOf(snapshot: Snapshot, method: SymbolId): readonly SymbolId[] {
  const owner = ownerOf(snapshot, method);
  const name = snapshot.symbol(method)?.name;
  if (owner === undefined || name === undefined) return [];
  return withSubclasses(snapshot, owner)
    .slice(1)
    .flatMap(type => ownMethods(snapshot, type, name));
}

function ownMethods(snapshot: Snapshot, type: SymbolId, name: string): readonly SymbolId[] {
  const symbols = snapshot.file(fileOf(type))?.facts.symbols ?? [];
  const owner = indexOf(type);
  const found = [...symbols.keys()].filter(index => {
    const symbol = symbols[index];
    return symbol?.parent === owner && symbol.name === name && symbol.static !== true && isMethod(symbol);
  });
  // Of overloads the one that does the work.
  const bodies = found.filter(index => symbols[index]?.bodySpan !== undefined);
  return (bodies.length > 0 ? bodies : found.slice(0, 1)).map(index => symbolId(fileOf(type), index));
}

function isMethod(symbol: SymbolFact): boolean {
  return symbol.kind === 'method';
}
