import { symbolId } from '../snapshot.ts';
import { outerSymbol } from './fileScope.ts';
import { typeOfMembers } from './hierarchy.ts';
import type { Inference, Place, Program, Value } from './program.ts';

/** What `this`, `self`, `cls`, `super` mean inside a member; `undefined` for other words and elsewhere. */
export function ownerValue(program: Program, inference: Inference, place: Place, name: string): Value | undefined {
  const family = program.family(place.file);
  const isSuper = name === family?.superWord;
  const isType = family?.selfType.has(name) ?? false;
  if (!family || !(isSuper || isType || family.self.has(name))) return undefined;
  const symbols = program.scope(place.file)?.facts.symbols ?? [];
  for (let index = place.enclosing; index >= 0; index = outerSymbol(symbols, index)) {
    const symbol = symbols[index];
    if (!symbol) return undefined;
    const parent = symbols[symbol.parent];
    const isMember = symbol.kind === 'method' || symbol.kind === 'constructor' || symbol.kind === 'property';
    const direct = isMember && parent && !symbol.owner && parent.kind !== 'extension';
    const type = direct ? symbolId(place.file, symbol.parent) : typeOfMembers(program, inference, place.file, index);
    if (type === undefined) continue;
    const isStatic = isType || (symbol.static === true && family.explicitSelf !== true);
    return {
      type,
      access: isStatic ? 'static' : 'instance',
      rule: 'self',
      ...(isSuper && { super: true }),
    };
  }
  return undefined;
}

/** The member that constructs a class, named inside the class without a receiver. */
export function constructedHere(program: Program, inference: Inference, place: Place, name: string): Value | undefined {
  const family = program.family(place.file);
  const [self] = name === family?.constructorMember ? family.self : [];
  const type = self === undefined ? undefined : ownerValue(program, inference, place, self)?.type;
  return type === undefined ? undefined : { type, access: 'instance', rule: 'constructed' };
}
