import type { SymbolFact } from '../../facts/fileFacts.ts';
import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { type LocalName, outerSymbol } from './fileScope.ts';
import { typeOfMembers } from './hierarchy.ts';
import { type Definition, type Inference, isClassLike, type Place, type Program, type Use } from './program.ts';

/** What a name may mean at a place: something in the file's scopes, a member of a type around, or something of other files. */
export type Meaning =
  | LocalName
  | { readonly kind: 'member'; readonly symbol: SymbolId }
  | { readonly kind: 'visible'; readonly definition: Definition };

/** All meanings of `name`, by its `use`, in the innermost scope that knows it, the likeliest first. */
export function meaningsOf(
  program: Program,
  inference: Inference,
  place: Place,
  name: string,
  use?: Use,
): readonly Meaning[] {
  const scope = program.scope(place.file);
  const family = program.family(place.file);
  if (!scope || !family) return [];
  const local = family.bareMembers
    ? memberOrLocal(program, inference, place, name, use)
    : scope.lookup(name, place.line, place.enclosing, place.column);
  if (local.length > 0) return local;
  const definition = family.visible?.(program, place, name);
  return definition ? [{ kind: 'visible', definition }] : [];
}

/** From the inside out, members of the types around included. */
function memberOrLocal(
  program: Program,
  inference: Inference,
  place: Place,
  name: string,
  use: Use | undefined,
): readonly Meaning[] {
  const scope = program.scope(place.file);
  const symbols = scope?.facts.symbols ?? [];
  const family = program.family(place.file);
  const isCalled = use === true ? family?.isCalled : undefined;
  const types = use === 'type' && family?.separateTypes === true;
  const called = use === 'type' ? false : use;
  const isMeant = (found: LocalName): boolean =>
    types
      ? mayBeType(found, symbols)
      : found.kind !== 'binding' || !isCalled || isCalled(found.binding, scope?.facts.language ?? '');
  for (let index = place.enclosing; ; index = outerSymbol(symbols, index)) {
    const here = scope?.lookupIn(name, index, place.line, place.column) ?? [];
    const found = here.length === 0 ? here : here.filter(isMeant);
    if (found.length > 0 || index < 0) return found;
    const type = typeOfMembers(program, inference, place.file, index);
    const member = type === undefined ? undefined : inference.inherited(type, name, called);
    const fact = types && member !== undefined && program.scope(fileOf(member))?.facts.symbols[indexOf(member)];
    if (member !== undefined && (!fact || isClassLike(fact))) return [{ kind: 'member', symbol: member }];
  }
}

function mayBeType(meaning: LocalName, symbols: readonly SymbolFact[]): boolean {
  if (meaning.kind === 'binding') return meaning.binding.typeParameter === true;
  const symbol = meaning.kind === 'symbol' ? symbols[meaning.symbol] : undefined;
  return meaning.kind === 'import' || (symbol !== undefined && isClassLike(symbol));
}

/** The symbol that a meaning is in the file itself, -1 for others. */
export function localSymbol(meaning: Meaning, place: Place): number {
  if (meaning.kind === 'symbol') return meaning.symbol;
  const visible = meaning.kind === 'visible' && 'symbol' in meaning.definition ? meaning.definition.symbol : undefined;
  return visible !== undefined && visible === symbolId(place.file, indexOf(visible)) ? indexOf(visible) : -1;
}

/** Functions and classes before variables, imports before variables. */
export function preferred(names: readonly Meaning[]): readonly Meaning[] {
  if (names.length < 2) return names;
  return [...names.filter(name => name.kind === 'binding'), ...names.filter(name => name.kind !== 'binding')];
}
