import { fileOf, indexOf, type SymbolId } from '../snapshot.ts';
import { sameFullName } from './hierarchy.ts';
import { isClassLike, type Program, type Value } from './program.ts';

/** Of the types of one name that differ by their type parameters the one that has `arity` of them, else `type` itself. */
export function typeOfArity(program: Program, type: SymbolId, arity: number): SymbolId {
  if (!program.family(fileOf(type))?.typeArity) return type;
  const symbol = program.scope(fileOf(type))?.facts.symbols[indexOf(type)];
  const has = (id: SymbolId) => program.scope(fileOf(id))?.facts.symbols[indexOf(id)]?.typeParameters ?? 0;
  if (!symbol || !isClassLike(symbol) || has(type) === arity) return type;
  return sameFullName(program, type).find(id => has(id) === arity) ?? type;
}

/** The type that a name with as many type arguments means: `Foo$2`. */
export function ofArity(program: Program, value: Value, name: string): Value {
  if (value.type === undefined || value.access !== 'static') return value;
  const type = typeOfArity(program, value.type, Number(/\$(\d+)$/.exec(name)?.[1] ?? 0));
  return type === value.type ? value : { ...value, type };
}
