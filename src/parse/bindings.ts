import type { Node } from 'web-tree-sitter';
import type { BindingFact, Initializer, ParameterFact } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import { assertedType, collapse, initializerOf } from './expressions.ts';
import { expressionText, type FileContext, ownerScope, textOf, typeText, wordAt } from './fileContext.ts';
import { boundNames } from './patterns.ts';
import type { Placement } from './symbols.ts';

export interface Bindings {
  readonly bindings: readonly BindingFact[];
  /** Parameters by the index of their function's symbol. */
  readonly parameters: ReadonlyMap<number, readonly ParameterFact[]>;
}

/** Parameters and local variables. Module-level variables are symbols; destructured ones are bindings of the module. */
export function bindingFacts(context: FileContext, placement: Placement): Bindings {
  const found: { readonly at: number; readonly fact: BindingFact }[] = [];
  const parameters = new Map<number, ParameterFact[]>();
  const symbolNames = new Set(placement.symbols.map(({ draft }) => draft.nameStart));
  const uninformative = new Set<string>();
  const add = (at: number, fact: BindingFact): void => {
    if (fact.type === undefined && !fact.initializer) {
      const key = `${fact.name} ${fact.scope[0]} ${fact.scope[1]}`;
      if (uninformative.has(key)) return;
      uninformative.add(key);
    }
    found.push({ at, fact });
  };
  for (const match of context.matches('binding')) {
    const pattern = match.parts['pattern'];
    if (!pattern) continue;
    if (match.kind === 'binding.parameter') addParameter(context, placement, match, pattern, parameters, add);
    else if (match.kind === 'binding.lambda') addLambda(context, placement, match, pattern, add);
    else if (match.kind === 'binding.typeParameter')
      addLocal(context, placement, pattern, localSource(context, match), (at, fact) =>
        add(at, { ...fact, typeParameter: true }),
      );
    else addLocal(context, placement, pattern, localSource(context, match), add);
  }
  for (const match of context.matches('symbol')) {
    const name = match.parts['name'];
    if (match.kind !== 'symbol.variable' || !name || symbolNames.has(name.startIndex)) continue;
    addLocal(context, placement, name, declaredSource(context, match), add);
  }
  found.sort((a, b) => a.at - b.at);
  return { bindings: found.map(({ fact }) => fact), parameters };
}

type Add = (at: number, fact: BindingFact) => void;

interface Source {
  readonly type: string | undefined;
  readonly initializer: Initializer | undefined;
}

function declaredSource(context: FileContext, { node, parts }: Match): Source {
  const value = parts['value'] ?? node.childForFieldName('value') ?? node.childForFieldName('right');
  const valueText = value ? expressionText(context, value) : '';
  return {
    type: typeText(context, parts['type'] ?? node.childForFieldName('type')) ?? assertedType(valueText),
    initializer: initializerOf(valueText),
  };
}

function localSource(context: FileContext, match: Match): Source {
  const { element, value, type } = match.parts;
  if (element) {
    const from = initializerOf(expressionText(context, element));
    const inKeys = /\s(?:in)\s*$/.test(context.text.slice(Math.max(0, element.startIndex - 5), element.startIndex));
    const keys = inKeys && match.node.type === 'for_in_statement' && context.language.documentation === 'comment';
    const path =
      from && (from.form === 'call' ? `${from.path}()` : from.form === 'element' ? `${from.path}[]` : from.path);
    const initializer = path === undefined || keys ? undefined : { form: 'element' as const, path };
    return { type: typeText(context, type), initializer };
  }
  if (value || type) {
    const text = value && expressionText(context, value);
    const asserted = text === undefined ? undefined : assertedType(text);
    return {
      type: typeText(context, type) ?? asserted,
      initializer: text === undefined ? undefined : initializerOf(text),
    };
  }
  return declaredSource(context, match);
}

function addLocal(context: FileContext, placement: Placement, pattern: Node, source: Source, add: Add): void {
  const start = pattern.startIndex;
  const text = textOf(context, pattern, 2000);
  const single = !/[{[(,]/.test(text);
  const hoisted =
    context.language.visibility === 'export' && /\bvar\s+$/.test(context.text.slice(Math.max(0, start - 8), start));
  const scope = scopeLines(context, start, hoisted);
  for (const bound of boundNames(text)) {
    const at = start + bound.offset;
    add(at, {
      name: bound.name,
      line: context.lines.lineOf(at),
      scope,
      enclosing: placement.enclosing(at),
      ...(single ? described(source) : described(partSource(source, bound.path))),
    });
  }
}

function described({ type, initializer }: Source): Pick<BindingFact, 'type' | 'initializer'> {
  return { ...(type === undefined ? {} : { type }), ...(initializer ? { initializer } : {}) };
}

/** What is known of `c` in `{ b: { c } } = source`. */
function partSource({ type, initializer }: Source, path: readonly string[] | undefined): Source {
  if (!path || path.length === 0) return { type: undefined, initializer: undefined };
  const access = path.map(name => `['${name}']`).join('');
  const simple = type !== undefined && /^[\w$.]+$/.test(type);
  const root = initializer && initializer.form !== 'new' ? rootPath(initializer) : undefined;
  return {
    type: simple ? type + access : undefined,
    initializer: root === undefined ? undefined : { form: 'name', path: [root, ...path].join('.') },
  };
}

function rootPath({ form, path }: Initializer): string {
  return form === 'call' || form === 'await' ? `${path}()` : form === 'element' ? `${path}[]` : path;
}

function addParameter(
  context: FileContext,
  placement: Placement,
  match: Match,
  pattern: Node,
  parameters: Map<number, ParameterFact[]>,
  add: Add,
): void {
  const start = pattern.startIndex;
  const text = textOf(context, pattern, 2000);
  const own = match.node.id !== pattern.id || /^[*.]/.test(text) ? match.node : undefined;
  const type = typeText(context, match.parts['type'] ?? own?.childForFieldName('type'));
  const value = match.parts['value'] ?? own?.childForFieldName('value');
  const initializer = value ? initializerOf(expressionText(context, value, 300)) : undefined;
  const source: Source = { type, initializer };
  const scopeIndex = functionScope(context, start);
  const scope = context.scopes.items[scopeIndex];
  const symbol = scope ? placement.functions.get(scope.start) : undefined;
  const bound = boundNames(text);
  const destructured = /^[{[]/.test(text);
  const first = bound[0];
  const name = destructured ? text.replace(/\s+/g, ' ') : (first?.name ?? text);
  if (symbol !== undefined && name !== 'this') {
    const optional =
      value || match.node.type === 'optional_parameter' || /[^=]=[^=>]/.test(text.replace(/\{[\s\S]*\}/, ''));
    const rest = match.parts['rest'] !== undefined || (first?.rest && !destructured);
    const fact = {
      name,
      ...(type === undefined ? {} : { type }),
      ...(optional ? { optional: true as const } : {}),
      ...(rest ? { rest: true as const } : {}),
    };
    const list = parameters.get(symbol);
    if (list) list.push(fact);
    else parameters.set(symbol, [fact]);
  }
  const lines: readonly [number, number] = scope
    ? [context.lines.lineOf(scope.start), context.lines.lineOf(Math.max(scope.start, scope.end - 1))]
    : [0, context.lines.lines - 1];
  for (const part of bound) {
    const at = start + part.offset;
    add(at, {
      name: part.name,
      line: context.lines.lineOf(at),
      scope: lines,
      enclosing: symbol ?? placement.enclosing(at),
      parameter: true,
      ...described(destructured ? partSource(source, part.path) : source),
    });
  }
}

/** A parameter without a type, of a function that is an argument (the match's node) of the call or construction `callee`. */
function addLambda(context: FileContext, placement: Placement, match: Match, pattern: Node, add: Add): void {
  const { constructed, callee = constructed } = match.parts;
  const start = pattern.startIndex;
  const scope = context.scopes.items[functionScope(context, start)];
  const name = wordAt(context.text, start);
  if (!callee || !scope || name === '') return;
  const path = collapse(expressionText(context, callee, 2000));
  const parameter = pattern.parent?.type === 'parameter' ? pattern.parent : undefined;
  add(start, {
    name,
    line: context.lines.lineOf(start),
    scope: [context.lines.lineOf(scope.start), context.lines.lineOf(Math.max(scope.start, scope.end - 1))],
    enclosing: placement.enclosing(start),
    parameter: true,
    initializer: {
      form: 'argument',
      path: constructed ? `new ${path}` : path,
      position: [siblingsBefore(match.node), parameter ? siblingsBefore(parameter) : 0],
    },
  });
}

function siblingsBefore(node: Node): number {
  let count = 0;
  for (let before = node.previousNamedSibling; before; before = before.previousNamedSibling)
    if (before.type === node.type) count += 1;
  return count;
}

function functionScope(context: FileContext, offset: number): number {
  let index = context.scopes.innermost(offset);
  while (index >= 0 && context.scopes.items[index]?.kind !== 'function') index = context.scopes.parent(index);
  return index;
}

function scopeLines(context: FileContext, offset: number, hoisted: boolean): readonly [number, number] {
  let index = hoisted ? ownerScope(context, offset) : context.scopes.innermost(offset);
  while (index >= 0 && context.scopes.items[index]?.kind === 'type') index = context.scopes.parent(index);
  const scope = context.scopes.items[index];
  if (!scope) return [0, context.lines.lines - 1];
  return [context.lines.lineOf(scope.start), context.lines.lineOf(Math.max(scope.start, scope.end - 1))];
}
