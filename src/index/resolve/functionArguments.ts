import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { overloadsOf } from './hierarchy.ts';
import { type Inference, isCallable, isClassLike, type Program, placeOf, type Value } from './program.ts';
import { weaker } from './rules.ts';

/**
 * What a function that is argument number `argument` of a call of `callee` gets as its parameter number `parameter`: by
 * the function type with which the callable, or the constructor of a type, declares its own parameter.
 */
export function argumentValue(
  program: Program,
  inference: Inference,
  callee: Value,
  [argument, parameter]: readonly [argument: number, parameter: number],
): Value | undefined {
  if (callee.type === undefined) return undefined;
  for (const id of callables(program, callee.type)) {
    const facts = program.scope(fileOf(id))?.facts;
    const symbol = facts?.symbols[indexOf(id)];
    if (!facts || !symbol?.parameters) continue;
    // A static member with an owner has its receiver as first parameter.
    const receiver = symbol.owner !== undefined && symbol.static && callee.receiver?.access === 'instance' ? 1 : 0;
    const type = functionParameters(symbol.parameters[argument + receiver]?.type ?? '')[parameter];
    const value = type === undefined ? undefined : inference.declared(placeOf(fileOf(id), facts, indexOf(id)), type);
    if (value) return { ...value, rule: weaker(callee.rule, value.rule) };
  }
  return undefined;
}

function callables(program: Program, type: SymbolId): readonly SymbolId[] {
  const scope = program.scope(fileOf(type));
  const symbol = scope?.facts.symbols[indexOf(type)];
  if (!scope || !symbol) return [];
  if (isCallable(symbol)) return overloadsOf(program, type);
  if (!isClassLike(symbol)) return [];
  const constructors = scope
    .childrenOf(indexOf(type))
    .filter(index => scope.facts.symbols[index]?.kind === 'constructor')
    .map(index => symbolId(fileOf(type), index));
  return constructors;
}

/** Types of the parameters of a function type, `(A, name: B<C, D>) => R`, without names; none for other types. */
export function functionParameters(type: string): readonly string[] {
  if (!type.startsWith('(')) return [];
  const found: string[] = [];
  let depth = 0;
  let start = 1;
  for (let at = 0; at < type.length; at++) {
    const character = type.charAt(at);
    if (/[([{<]/.test(character)) depth++;
    else if (/[)\]}]/.test(character) || (character === '>' && type.charAt(at - 1) !== '=')) depth--;
    if (depth === 0 || (depth === 1 && character === ',')) {
      found.push(
        type
          .slice(start, at)
          .replace(/^\s*[\w$]+\??\s*:/, '')
          .trim(),
      );
      start = at + 1;
    }
    if (depth === 0) return /^\)\s*=>/.test(type.slice(at)) ? found : [];
  }
  return [];
}
