import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import type { FileScope } from './fileScope.ts';
import { type Inference, isCallable, isClassLike, type Program, placeOf } from './program.ts';

/** Direct bases of a class-like symbol, in the order written; declarations of one name are one class. */
export function basesOf(program: Program, inference: Inference, type: SymbolId): readonly SymbolId[] {
  const bases = program.queries.memo(`bases ${type}`, () => {
    const file = fileOf(type);
    const scope = program.scope(file);
    if (!scope) return [];
    const found = new Set<SymbolId>();
    for (const index of declarations(scope, indexOf(type))) {
      const symbol = scope.facts.symbols[index];
      const outside = { ...placeOf(file, scope.facts, index), enclosing: symbol?.parent ?? -1 };
      for (const text of symbol?.bases ?? []) {
        const base = inference.chain(outside, text);
        if (base?.type !== undefined && base.type !== type && indexOf(base.type) >= 0) found.add(base.type);
      }
    }
    return [...found];
  });
  return bases ?? [];
}

/** The member `name` of a class-like symbol, its own first, then depth first through its bases. */
export function inheritedMember(
  program: Program,
  inference: Inference,
  type: SymbolId,
  name: string,
): SymbolId | undefined {
  return program.queries.memo(`member ${type} ${name}`, () => {
    const own = ownMember(program, type, name);
    if (own !== undefined) return own;
    for (const base of basesOf(program, inference, type)) {
      const found = inheritedMember(program, inference, base, name);
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** A member that the symbol itself declares: a callable first, then the one that says most of its type. */
function ownMember(program: Program, type: SymbolId, name: string): SymbolId | undefined {
  const file = fileOf(type);
  const scope = program.scope(file);
  if (!scope) return undefined;
  const { symbols } = scope.facts;
  const candidates = declarations(scope, indexOf(type)).flatMap(index => scope.children(index, name));
  const best =
    candidates.find(index => symbols[index] && isCallable(symbols[index])) ??
    candidates.find(index => symbols[index]?.type !== undefined) ??
    candidates.find(index => symbols[index]?.initializer !== undefined) ??
    candidates[0];
  return best === undefined ? undefined : symbolId(file, best);
}

/** All declarations that one class-like name of a scope merges (class and interface, function and namespace, …). */
function declarations(scope: FileScope, index: number): readonly number[] {
  const symbol = scope.facts.symbols[index];
  if (!symbol) return [];
  const same = scope.children(symbol.parent, symbol.name);
  if (same.length < 2) return [index];
  const merged = same.filter(other => {
    const kind = scope.facts.symbols[other];
    return other !== index && kind && (isClassLike(kind) || kind.kind === 'function' || kind.kind === 'variable');
  });
  return [index, ...merged];
}
