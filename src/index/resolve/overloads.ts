import type { ReferenceFact, SymbolFact } from '../../facts/fileFacts.ts';
import { outsideMemberKey, simpleName } from '../nameKeys.ts';
import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { takesReceiver } from './extensionMethods.ts';
import { declarations } from './hierarchy.ts';
import { type Inference, isCallable, isClassLike, type Program } from './program.ts';
import { typeOfArity } from './typeArity.ts';

/**
 * Among the overloads of a callable the first that takes this number of arguments; of types that differ by their type
 * parameters the one that is named.
 */
export function overloadOf(program: Program, callable: SymbolId, fact: ReferenceFact, inference?: Inference): SymbolId {
  const symbol = symbolOf(program, callable);
  if (symbol && isClassLike(symbol)) return typeOfArity(program, callable, fact.typeArguments ?? 0);
  if (fact.arguments === undefined) return callable;
  return fittingOverload(program, inference, callable, fact, new Set()) ?? callable;
}

/** The callables of one name that a type declares, or that stand beside one another, in the order of their declarations. */
export function overloadsOf(program: Program, callable: SymbolId): readonly SymbolId[] {
  return program.queries.memo('overloads', callable, () => allOverloads(program, callable)) ?? [];
}

function allOverloads(program: Program, callable: SymbolId): readonly SymbolId[] {
  const file = fileOf(callable);
  const symbol = symbolOf(program, callable);
  if (!symbol) return [];
  if (symbol.owner !== undefined && takesReceiver(program, callable)) {
    // Members of one receiver may stand in several places.
    const receiver = symbol.parameters?.[0]?.type;
    const same = program
      .named(outsideMemberKey(symbol.owner, symbol.name))
      .filter(id => symbolOf(program, id)?.parameters?.[0]?.type === receiver);
    if (same.length > 0) return same;
  }
  const around = symbolId(file, symbol.parent);
  const merges = symbol.parent >= 0 && program.family(file)?.mergedTypes && program.family(file)?.inheritedOverloads;
  return (merges ? declarations(program, around) : [around])
    .flatMap(id =>
      (program.scope(fileOf(id))?.children(indexOf(id), symbol.name) ?? []).map(index => symbolId(fileOf(id), index)),
    )
    .filter(id => symbolOf(program, id)?.owner === symbol.owner);
}

/** Whether another overload with a body takes the same number of arguments. */
export function isAmbiguous(program: Program, callable: SymbolId, fact: ReferenceFact): boolean {
  const symbol = symbolOf(program, callable);
  if (!symbol?.bodySpan || !isCallable(symbol)) return false;
  const all = overloadsOf(program, callable);
  if (all.length < 2) return false;
  const rivals = all.filter(id => symbolOf(program, id)?.bodySpan !== undefined);
  return rivals.filter(id => fact.arguments === undefined || takes(program, id, fact)).length > 1;
}

function fittingOverload(
  program: Program,
  inference: Inference | undefined,
  callable: SymbolId,
  fact: ReferenceFact,
  seen: Set<SymbolId>,
): SymbolId | undefined {
  const symbol = symbolOf(program, callable);
  if (!symbol || !isCallable(symbol) || seen.has(callable)) return undefined;
  seen.add(callable);
  const fits = overloadsOf(program, callable).find(id => takes(program, id, fact));
  if (fits !== undefined) return fits;
  const around = symbolId(fileOf(callable), symbol.parent);
  const type = symbolOf(program, around);
  if (!inference || !type || !isClassLike(type) || !program.family(fileOf(callable))?.inheritedOverloads)
    return undefined;
  for (const base of inference.bases(around)) {
    const inherited = inference.inherited(base, symbol.name, true);
    const found = inherited === undefined ? undefined : fittingOverload(program, inference, inherited, fact, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function takes(program: Program, callable: SymbolId, fact: ReferenceFact): boolean {
  const symbol = symbolOf(program, callable);
  const parameters = symbol?.parameters;
  if (!parameters) return false;
  const around = symbolOf(program, symbolId(fileOf(callable), symbol.parent));
  // A member with its receiver as first parameter may also be called as a function of the class where it stands.
  const onReceiver =
    fact.receiver !== undefined && takesReceiver(program, callable) && simpleName(fact.receiver) !== around?.name;
  const count = (fact.arguments ?? 0) + (onReceiver ? 1 : 0);
  let required = 0;
  let most = parameters.length;
  for (const { optional, rest } of parameters) {
    if (rest) most = Number.POSITIVE_INFINITY;
    else if (!optional) required++;
  }
  return required <= count && count <= most;
}

function symbolOf(program: Program, id: SymbolId): SymbolFact | undefined {
  return program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
}
