import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { takesReceiver } from './extensionMethods.ts';
import { overloadsOf } from './overloads.ts';
import {
  type Inference,
  isCallable,
  isClassLike,
  type Program,
  placeOf,
  type Signature,
  type Value,
} from './program.ts';
import { weaker } from './rules.ts';

/** The ways to call a value, in source order: overloads, call signatures, the constructor of a class. */
export function signaturesOf(program: Program, inference: Inference, callee: Value): readonly Signature[] {
  if (callee.signature) return [callee.signature];
  if (callee.type === undefined || indexOf(callee.type) < 0) return [];
  const file = fileOf(callee.type);
  const scope = program.scope(file);
  const symbol = scope?.facts.symbols[indexOf(callee.type)];
  if (!scope || !symbol) return [];
  if (callee.access === 'instance') {
    const place = placeOf(file, scope.facts, indexOf(callee.type));
    if (symbol.signatures) {
      return symbol.signatures.map(({ parameters, type }) => ({ place, parameters, returns: type, self: callee }));
    }
    const method = inference.inherited(callee.type, '__call__');
    return method === undefined ? [] : overloads(program, method, callee);
  }
  if (isCallable(symbol)) return overloads(program, callee.type, callee.receiver);
  if (!isClassLike(symbol)) return [];
  for (const name of ['constructor', '__init__']) {
    const method = inference.inherited(callee.type, name);
    if (method !== undefined) return overloads(program, method, { ...callee, access: 'instance' });
  }
  const named = scope
    .childrenOf(indexOf(callee.type))
    .find(index => scope.facts.symbols[index]?.kind === 'constructor');
  return named === undefined ? [] : overloads(program, symbolId(file, named), { ...callee, access: 'instance' });
}

function overloads(program: Program, callable: SymbolId, receiver: Value | undefined): readonly Signature[] {
  const symbol = program.scope(fileOf(callable))?.facts.symbols[indexOf(callable)];
  if (!symbol) return [];
  const explicit = symbol.static !== true && program.family(fileOf(callable))?.explicitSelf === true;
  const onReceiver = receiver?.access === 'instance' && takesReceiver(program, callable);
  const bound = receiver !== undefined && (explicit || onReceiver);
  return overloadsOf(program, callable).flatMap(id => {
    const facts = program.scope(fileOf(id))?.facts;
    const { parameters, type } = facts?.symbols[indexOf(id)] ?? {};
    if (!facts || !parameters) return [];
    const place = placeOf(fileOf(id), facts, indexOf(id));
    return [{ place, parameters: bound ? parameters.slice(1) : parameters, returns: type, self: receiver }];
  });
}

/** What the callee gets as parameter number `position`, by each signature that says it. */
export function parametersOf(
  program: Program,
  inference: Inference,
  callee: Value,
  position: number,
): readonly Value[] {
  return signaturesOf(program, inference, callee).flatMap(signature => {
    const value = parameterValue(program, inference, signature, position);
    return value ? [{ ...value, rule: weaker(callee.rule, value.rule) }] : [];
  });
}

function parameterValue(
  program: Program,
  inference: Inference,
  { place, parameters, self }: Signature,
  position: number,
): Value | undefined {
  const last = parameters.length - 1;
  const rest = parameters[last]?.rest && position >= last ? parameters[last] : undefined;
  const { type } = rest ?? parameters[position] ?? {};
  const expression = typeof type === 'string' ? program.parseType(type) : type;
  if (!expression) return undefined;
  if (!rest) return inference.declared(place, expression, self);
  const element =
    expression.kind === 'array' ? (expression.elements?.[position - last] ?? expression.element) : undefined;
  return element ? inference.declared(place, element, self) : inference.declared(place, expression, self)?.element;
}

/** Whether naming the function calls it already. */
export function isCalledByName(program: Program, id: SymbolId | undefined): boolean {
  if (id === undefined) return false;
  const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  return symbol !== undefined && isCallable(symbol) && program.family(fileOf(id))?.bareCalls === true;
}
