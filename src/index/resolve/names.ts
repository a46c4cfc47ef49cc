import type { SymbolFact } from '../../facts/fileFacts.ts';
import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { type LocalName, outerSymbol } from './fileScope.ts';
import { typeOfMembers } from './hierarchy.ts';
import { type Definition, type Inference, isClassLike, type Place, type Program } from './program.ts';

/** What a name may mean at a place: something in the file's scopes, a member of a type around, or something of other files. */
export type Meaning =
  | LocalName
  | { readonly kind: 'member'; readonly symbol: SymbolId }
  | { readonly kind: 'visible'; readonly definition: Definition };

/**
 * All meanings of `name` in the innermost scope that knows it, the likeliest first. With `types` the name stands for a
 * type: where members are in scope by their bare names, those that are no types are passed over.
 */
export function meaningsOf(
  program: Program,
  inference: Inference,
  place: Place,
  name: string,
  types = false,
): readonly Meaning[] {
  const scope = program.scope(place.file);
  const family = program.family(place.file);
  if (!scope || !family) return [];
  const local = family.bareMembers
    ? memberOrLocal(program, inference, place, name, types)
    : scope.lookup(name, place.line, place.enclosing);
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
  types: boolean,
): readonly Meaning[] {
  const scope = program.scope(place.file);
  const symbols = scope?.facts.symbols ?? [];
  for (let index = place.enclosing; ; index = outerSymbol(symbols, index)) {
    const all = scope?.lookupIn(name, index, place.line) ?? [];
    const found = types ? all.filter(meaning => mayBeType(meaning, symbols)) : all;
    if (found.length > 0 || index < 0) return found;
    const type = typeOfMembers(program, inference, place.file, index);
    const member = type === undefined ? undefined : inference.inherited(type, name);
    const fact = member === undefined ? undefined : program.scope(fileOf(member))?.facts.symbols[indexOf(member)];
    // Constructors carry the name of their type, and are no members of it by that name.
    const isMember = fact && (types ? isClassLike(fact) : fact.kind !== 'constructor');
    if (member !== undefined && isMember) return [{ kind: 'member', symbol: member }];
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
