import { fileOf, indexOf, symbolId } from '../snapshot.ts';
import type { Library } from './library.ts';
import { outsideValue } from './outside.ts';
import { type Inference, isClassLike, type Place, type Program, placeOf, type Value } from './program.ts';
import type { TypeExpression } from './typeExpression.ts';

/** What a value of the type written as `type` at `place` is. `self` stands for `Self` and `this`. */
export function declaredValue(
  program: Program,
  inference: Inference,
  place: Place,
  type: string | TypeExpression,
  self: Value | undefined,
): Value | undefined {
  const expression = typeof type === 'string' ? program.parseType(type) : type;
  if (!expression) return undefined;
  const read = (inner: TypeExpression): Value | undefined => declaredValue(program, inference, place, inner, self);
  const library = program.family(place.file)?.library;
  switch (expression.kind) {
    case 'union':
      return united(expression, read);
    case 'array':
      return container(read(expression.element), library, library?.wrapper('Array') === 'many');
    case 'function': {
      const returns = expression.returns && read(expression.returns);
      const { parameters } = expression;
      if (!returns && parameters.length === 0) return undefined;
      const signature = { place, parameters, returns: expression.returns, self };
      return { access: 'instance', ...(returns && { returns }), signature, rule: 'declared' };
    }
    case 'typeof':
      return inference.chain(place, expression.path);
    case 'member': {
      const owner = read(expression.of);
      const symbol = owner && inference.memberSymbol(owner, expression.name);
      return symbol === undefined ? undefined : inference.symbol(symbol);
    }
    case 'name':
      if (self && (expression.path === 'Self' || expression.path === 'this' || expression.path.endsWith('.Self'))) {
        return { ...self, access: 'instance' };
      }
      return (
        namedType(program, inference, place, expression) ??
        wrapped(expression, library, read) ??
        outsideValue(program, place.file, 'instance')
      );
  }
}

/** The first that is known; it may be called like a later one. */
function united(
  { of: members, intersection }: TypeExpression & { kind: 'union' },
  read: (type: TypeExpression) => Value | undefined,
): Value | undefined {
  let first: Value | undefined;
  let mixed = false;
  for (const member of members) {
    const value = first && member.kind !== 'function' && member.kind !== 'name' ? undefined : read(member);
    if (!value && !intersection && member.kind === 'name' && !NOTHING.has(member.path)) mixed = true;
    if (!first) first = value;
    else if (value?.signature) return { ...first, signature: value.signature };
    if (first?.signature) return first;
  }
  return first && mixed ? { ...first, mixed } : first;
}

const NOTHING: ReadonlySet<string> = new Set(['null', 'undefined', 'void', 'never', 'None']);

function container(element: Value | undefined, library: Library | undefined, many: boolean): Value | undefined {
  return (
    element && {
      access: 'instance',
      element,
      ...(library && { library }),
      ...(many && { many }),
      rule: 'declared',
    }
  );
}

/** Types of the language's library around types of the workspace. */
function wrapped(
  { path, arguments: given }: TypeExpression & { kind: 'name' },
  library: Library | undefined,
  read: (type: TypeExpression) => Value | undefined,
): Value | undefined {
  const wrapper = library?.wrapper(path);
  if (!wrapper || given.length === 0) return undefined;
  if (wrapper === 'transparent') {
    for (const argument of given) {
      const value = read(argument);
      if (value) return value;
    }
    return undefined;
  }
  const argument = wrapper === 'last' || wrapper === 'many' ? given.at(-1) : given[0];
  const value = argument && read(argument);
  if (!value || wrapper !== 'class') return container(value, library, wrapper === 'many');
  return { ...value, access: 'static' };
}

/** A type of the workspace; aliases are followed. */
function namedType(
  program: Program,
  inference: Inference,
  place: Place,
  { path, arguments: given }: TypeExpression & { kind: 'name' },
): Value | undefined {
  const arity = program.family(place.file)?.typeArity ? given.length : 0;
  const value = inference.chain(place, arity > 0 ? `${path}$${arity}` : path, 'type');
  if (value?.type === undefined) return undefined;
  if (value.access !== 'static')
    return program.family(place.file)?.boundedTypes ? { ...value, rule: 'declared' } : undefined;
  const file = fileOf(value.type);
  const scope = program.scope(file);
  const index = indexOf(value.type);
  const symbol = scope?.facts.symbols[index];
  if (!scope || !symbol) return undefined;
  const defined = program.family(file)?.definedTypes === true;
  if (symbol.kind === 'type' && (defined || scope.childrenOf(index).length === 0)) {
    // An alias that fixes an argument of a library's wrapper: `type Result<T> = std::result::Result<T, Error>`.
    if (given.length > 0 && program.family(place.file)?.library.wrapper(path)) return undefined;
    const text = symbol.type ?? symbol.initializer?.path;
    const at: Place = { ...placeOf(file, scope.facts, index), enclosing: symbol.parent };
    const alias = program.queries.memo('alias', symbolId(file, index), () =>
      text === undefined ? undefined : inference.declared(at, text),
    );
    if (alias) return defined ? { ...alias, type: value.type } : alias;
  }
  return isClassLike(symbol) ? { type: value.type, access: 'instance', rule: 'declared' } : undefined;
}
