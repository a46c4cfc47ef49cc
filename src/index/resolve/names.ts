import { indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { type LocalName, outerSymbol } from './fileScope.ts';
import { typeOfMembers } from './hierarchy.ts';
import type { Definition, Inference, Place, Program } from './program.ts';

/** What a name may mean at a place: something in the file's scopes, a member of a type around, or something of other files. */
export type Meaning =
  | LocalName
  | { readonly kind: 'member'; readonly symbol: SymbolId }
  | { readonly kind: 'visible'; readonly definition: Definition };

/** All meanings of `name`, which is `called` or read, in the innermost scope that knows it, the likeliest first. */
export function meaningsOf(
  program: Program,
  inference: Inference,
  place: Place,
  name: string,
  called?: boolean,
): readonly Meaning[] {
  const scope = program.scope(place.file);
  const family = program.family(place.file);
  if (!scope || !family) return [];
  const local = family.bareMembers
    ? memberOrLocal(program, inference, place, name, called)
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
  called: boolean | undefined,
): readonly Meaning[] {
  const scope = program.scope(place.file);
  const symbols = scope?.facts.symbols ?? [];
  const isCalled = called ? program.family(place.file)?.isCalled : undefined;
  const isMeant = (found: LocalName): boolean =>
    found.kind !== 'binding' || !isCalled || isCalled(found.binding, scope?.facts.language ?? '');
  for (let index = place.enclosing; ; index = outerSymbol(symbols, index)) {
    const found = (scope?.lookupIn(name, index, place.line, place.column) ?? []).filter(isMeant);
    if (found.length > 0 || index < 0) return found;
    const type = typeOfMembers(program, inference, place.file, index);
    const member = type === undefined ? undefined : inference.inherited(type, name, called);
    if (member !== undefined) return [{ kind: 'member', symbol: member }];
  }
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
