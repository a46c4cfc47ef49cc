import type { Initializer } from '../../facts/fileFacts.ts';
import type { ArgumentPlace } from '../snapshot.ts';
import type { Inference, Place, Program, Value } from './program.ts';
import { weaker } from './rules.ts';
import { parametersOf, signaturesOf } from './signatures.ts';

/**
 * What a parameter without a declared type is by the place in which its function stands: an argument of a call, the value of
 * a typed variable. See {@link Initializer}.
 */
export function expectedValue(
  program: Program,
  inference: Inference,
  place: Place,
  { form, path, steps = [] }: Initializer,
): Value | undefined {
  if (form === 'expected') {
    const type = inference.declared(place, path);
    return type && below(program, inference, type, steps);
  }
  const element = steps.length > 1 && steps[0] === 0 ? callbackElement(inference, place, path, steps[1]) : undefined;
  if (element) return below(program, inference, element, steps.slice(2));
  const callee = inference.chain(place, path);
  return callee && below(program, inference, callee, steps);
}

/** What an argument is by the signatures of what it is given to. */
export function argumentValue(
  program: Program,
  inference: Inference,
  place: Place,
  { callee, argument, members }: ArgumentPlace,
): Value | undefined {
  const called = inference.chain(place, callee);
  if (!called) return undefined;
  if (typeof argument === 'number') return below(program, inference, called, [argument, ...members]);
  for (const { parameters } of signaturesOf(program, inference, called)) {
    const position = parameters.findIndex(({ name }) => name === argument);
    const found = position < 0 ? undefined : below(program, inference, called, [position, ...members]);
    if (found) return found;
  }
  return undefined;
}

/** Overloads are tried one after the other. */
function below(
  program: Program,
  inference: Inference,
  value: Value,
  steps: readonly (number | string)[],
): Value | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  for (const next of nextValues(program, inference, value, step)) {
    const found = below(program, inference, next, rest);
    if (found) return found;
  }
  return undefined;
}

function nextValues(program: Program, inference: Inference, value: Value, step: number | string): readonly Value[] {
  if (typeof step === 'number') return parametersOf(program, inference, value, step);
  const next = step === '()' ? inference.call(value) : inference.member(value, step);
  return next ? [next] : [];
}

/** What a container's method hands to its callback: `x` in `list.map(x => …)`. */
function callbackElement(
  inference: Inference,
  place: Place,
  path: string,
  parameter: number | string | undefined,
): Value | undefined {
  const dot = path.lastIndexOf('.');
  const owner = dot > 0 ? inference.chain(place, path.slice(0, dot)) : undefined;
  if (!owner?.element || owner.type !== undefined || typeof parameter !== 'number') return undefined;
  if (!owner.library?.isElement(path.slice(dot + 1), parameter)) return undefined;
  return { ...owner.element, rule: weaker(owner.rule, owner.element.rule) };
}
