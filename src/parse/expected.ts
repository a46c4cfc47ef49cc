import type { Initializer } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import { collapse } from './expressions.ts';
import { expressionText, type FileContext, functionScope, textOf, typeText } from './fileContext.ts';
import type { SyntaxNode } from './syntax.ts';

/** What is expected where a function stands that does not say it: the declared type of a variable, the parameter of a call. */
export interface Expectations {
  /** What the function whose node begins at `start` gets as parameter number `parameter`. */
  parameter(start: number, parameter: number): Initializer | undefined;
  /** What its result is to be. */
  result(start: number): Initializer | undefined;
}

type Expected = Initializer & { readonly steps: readonly (number | string)[] };

const MAX_DEPTH = 8;

/** Reads the `expected.*` matches: functions and objects, by the place in which they stand. */
export function expectationsOf(context: FileContext): Expectations {
  const places = new Map<number, Match>();
  for (const match of context.matches('expected')) {
    const { expression } = match.parts;
    if (expression) places.set(expression.startIndex, match);
  }
  const functions = new Map<number, SyntaxNode>();
  if (places.size > 0) {
    for (const { kind, node, start } of context.matches('scope'))
      if (kind === 'scope.function') functions.set(start, node);
  }

  const expectedAt = (start: number, depth: number): Expected | undefined => {
    const match = depth < MAX_DEPTH ? places.get(start) : undefined;
    const { expression, callee, key, type, target } = match?.parts ?? {};
    switch (match?.kind) {
      case 'expected.argument':
        return (
          callee && expression && from(calleeText(context, callee), [positionOf(match.parts['argument'] ?? expression)])
        );
      case 'expected.attribute':
        return callee && key && from(calleeText(context, callee), [0, textOf(context, key)]);
      case 'expected.property': {
        const name = key && textOf(context, key).replace(/^(['"])(.*)\1$/, '$2');
        return name === undefined || name.startsWith('[')
          ? undefined
          : deeper(expectedAt(match.start, depth + 1), name);
      }
      case 'expected.type':
        return ofType(typeText(context, type));
      case 'expected.target':
        return target && from(calleeText(context, target), []);
      case 'expected.return':
        return returned(match, depth);
      default:
        return undefined;
    }
  };

  /** What a function's declared type, or else the place of that function, says of its result. */
  const returned = ({ start }: Match, depth: number): Expected | undefined => {
    const own = context.scopes.items[functionScope(context, start)]?.start;
    const around = own === undefined ? undefined : functions.get(own);
    if (own === undefined || !around) return undefined;
    const declared = typeText(context, around.childForFieldName('return_type'));
    if (declared === undefined) return deeper(expectedAt(own, depth + 1), '()');
    return ofType(/^Promise<([\s\S]*)>$/.exec(declared)?.[1] ?? declared);
  };

  return {
    parameter: (start, parameter) => deeper(expectedAt(start, 0), parameter),
    result: start => deeper(expectedAt(start, 0), '()'),
  };
}

function calleeText(context: FileContext, node: SyntaxNode): string {
  return collapse(expressionText(context, node, 2000));
}

function from(path: string, steps: readonly (number | string)[]): Expected | undefined {
  return path === '' || path === 'super' ? undefined : { form: 'argument', path, steps };
}

function ofType(type: string | undefined): Expected | undefined {
  return type === undefined ? undefined : { form: 'expected', path: type, steps: [] };
}

function deeper(outer: Expected | undefined, step: number | string): Expected | undefined {
  return outer && { ...outer, steps: [...outer.steps, step] };
}

/** Number of the argument among its siblings. */
function positionOf(argument: SyntaxNode): number {
  let position = 0;
  for (let before = argument.previousNamedSibling; before; before = before.previousNamedSibling) {
    if (before.type !== 'comment') position += 1;
  }
  return position;
}
