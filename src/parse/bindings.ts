import type { BindingFact, Initializer, ParameterFact, SignatureFact } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import type { Expectations } from './expected.ts';
import { assertedType, initializerOf } from './expressions.ts';
import { expressionText, type FileContext, functionScope, ownerScope, textOf, typeText } from './fileContext.ts';
import type { Interval } from './intervals.ts';
import { boundNames } from './patterns.ts';
import type { Placement } from './symbols.ts';
import type { SyntaxNode } from './syntax.ts';

export interface Bindings {
  readonly bindings: readonly BindingFact[];
  /** Parameters by the index of their function's symbol. */
  readonly parameters: ReadonlyMap<number, readonly ParameterFact[]>;
  /** Call signatures by the index of their interface's or type's symbol. */
  readonly signatures: ReadonlyMap<number, readonly SignatureFact[]>;
}

/** What is gathered of parameters on the way through the file. */
interface ParameterLists {
  readonly expectations: Expectations;
  /** By the start of their function; `this` does not count. */
  readonly byFunction: Map<number, ParameterFact[]>;
}

/** Parameters and local variables. Module-level variables are symbols; destructured ones are bindings of the module. */
export function bindingFacts(context: FileContext, placement: Placement, expectations: Expectations): Bindings {
  const found: { readonly at: number; readonly fact: BindingFact }[] = [];
  const lists: ParameterLists = { expectations, byFunction: new Map() };
  const symbolNames = new Set<number>();
  for (const { draft } of placement.symbols) symbolNames.add(draft.nameStart);
  const uninformative = new Map<string, Set<number>>();
  const add = (at: number, fact: BindingFact): void => {
    if (!saysType(fact) && !isNew(uninformative, fact)) return;
    found.push({ at, fact });
  };
  for (const match of context.matches('binding')) {
    const { implicit } = match.parts;
    if (implicit) addImplicit(context, placement, implicit, localSource(context, match), add);
    const pattern = match.parts['pattern'];
    if (!pattern) continue;
    if (match.kind === 'binding.parameter') addParameter(context, placement, match, pattern, lists, add);
    else if (match.kind === 'binding.typeParameter')
      addLocal(context, placement, pattern, match, localSource(context, match), (at, fact) =>
        add(at, { ...fact, typeParameter: true }),
      );
    else addLocal(context, placement, pattern, match, localSource(context, match), add);
  }
  for (const match of context.matches('symbol')) {
    const name = match.parts['name'];
    if (match.kind !== 'symbol.variable' || !name || symbolNames.has(name.startIndex)) continue;
    addLocal(context, placement, name, match, declaredSource(context, match), add);
  }
  found.sort((a, b) => a.at - b.at);
  const parameters = new Map<number, readonly ParameterFact[]>();
  for (const [start, list] of lists.byFunction) {
    const symbol = placement.functions.get(start);
    if (symbol !== undefined) parameters.set(symbol, list);
  }
  const signatures = signatureFacts(context, placement, lists.byFunction);
  const told = new Set<number>();
  for (const { at, fact } of found) if (saysType(fact)) told.add(at);
  const bindings: BindingFact[] = [];
  for (const { at, fact } of found) if (saysType(fact) || !told.has(at)) bindings.push(fact);
  return { bindings, parameters, signatures };
}

/** More signatures than this say nothing new, and there are types that a tool wrote. */
const MAX_SIGNATURES = 40;

function signatureFacts(
  context: FileContext,
  placement: Placement,
  parameters: ReadonlyMap<number, readonly ParameterFact[]>,
): ReadonlyMap<number, readonly SignatureFact[]> {
  const signatures = new Map<number, SignatureFact[]>();
  for (const { start, node } of context.matches('signature')) {
    const symbol = placement.around(start);
    const list = signatures.get(symbol) ?? [];
    if (symbol < 0 || list.length >= MAX_SIGNATURES) continue;
    const type = typeText(context, node.childForFieldName('return_type'));
    list.push({ parameters: parameters.get(start) ?? [], ...(type === undefined ? {} : { type }) });
    signatures.set(symbol, list);
  }
  return signatures;
}

/** Notes the name with its scope; `false` where it is known. */
function isNew(known: Map<string, Set<number>>, { name, scope }: BindingFact): boolean {
  const key = scope[0] * 2 ** 26 + scope[1];
  const scopes = known.get(name);
  if (scopes?.has(key)) return false;
  if (scopes) scopes.add(key);
  else known.set(name, new Set([key]));
  return true;
}

function saysType({ type, initializer }: BindingFact): boolean {
  return type !== undefined || initializer !== undefined;
}

/** The parameter of a function literal that lists none. */
function addImplicit(context: FileContext, placement: Placement, literal: SyntaxNode, source: Source, add: Add): void {
  const name = context.language.implicitParameter;
  const at = literal.startIndex;
  if (name === undefined || (!source.type && !source.initializer)) return;
  const scope = [context.lines.lineOf(at), context.lines.lineOf(literal.endIndex - 1)] as const;
  const enclosing = placement.enclosing(at);
  add(at, described({ name, line: scope[0], scope, enclosing, parameter: true }, source));
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
    const keys =
      context.language.visibility === 'export' &&
      /\s(?:in)\s*$/.test(context.text.slice(Math.max(0, element.startIndex - 5), element.startIndex));
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

function addLocal(
  context: FileContext,
  placement: Placement,
  pattern: SyntaxNode,
  { node, parts: { within } }: Match,
  source: Source,
  add: Add,
): void {
  const start = pattern.startIndex;
  const text = textOf(context, pattern, 2000);
  const single = !/[{[(,]/.test(text);
  const hoisted =
    context.language.visibility === 'export' && /\bvar\s+$/.test(context.text.slice(Math.max(0, start - 8), start));
  const whole = within
    ? linesOf(context, { start: within.startIndex, end: within.endIndex })
    : scopeLines(context, start, hoisted);
  const scope = context.language.shadowing ? scopeAfter(context, node, whole) : whole;
  for (const bound of boundNames(text)) {
    const at = start + bound.offset;
    const fact = {
      name: bound.name,
      line: context.lines.lineOf(at),
      scope,
      enclosing: placement.enclosing(at),
    };
    add(at, described(fact, single ? source : partSource(source, bound.path)));
  }
}

/** Takes up into a fact what its source tells. */
function described(fact: Mutable<BindingFact>, { type, initializer }: Source): BindingFact {
  if (type !== undefined) fact.type = type;
  if (initializer) fact.initializer = initializer;
  return fact;
}

/** What is known of `c` in `{ b: { c } } = source`. */
function partSource({ type, initializer }: Source, path: readonly string[] | undefined): Source {
  if (!path || path.length === 0) return { type: undefined, initializer: undefined };
  if (initializer?.steps)
    return { type: undefined, initializer: { ...initializer, steps: [...initializer.steps, ...path] } };
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
  pattern: SyntaxNode,
  { expectations, byFunction }: ParameterLists,
  add: Add,
): void {
  const start = pattern.startIndex;
  const text = textOf(context, pattern, 2000);
  const own = match.node.id !== pattern.id || /^[*.]/.test(text) ? match.node : undefined;
  const type = typeText(context, match.parts['type'] ?? own?.childForFieldName('type'));
  const value = match.parts['value'] ?? own?.childForFieldName('value');
  const scopeIndex = functionScope(context, start);
  const scope = context.scopes.items[scopeIndex];
  const symbol = scope ? placement.functions.get(scope.start) : undefined;
  const list = (scope && byFunction.get(scope.start)) ?? [];
  const assigned = value ? initializerOf(expressionText(context, value, 300)) : undefined;
  const expected =
    scope && type === undefined && !assigned ? expectations.parameter(scope.start, list.length) : undefined;
  const source: Source = { type, initializer: assigned ?? expected };
  const bound = boundNames(text);
  const destructured = /^[{[]/.test(text);
  const first = bound[0];
  const name = destructured ? text.replace(/\s+/g, ' ') : (first?.name ?? text);
  if (scope && name !== 'this') {
    const optional =
      value ||
      match.node.type === 'optional_parameter' ||
      (text.includes('=') && /[^=]=[^=>]/.test(text.replace(/\{[\s\S]*\}/, '')));
    const rest = match.parts['rest'] !== undefined || (first?.rest && !destructured);
    const fact: Mutable<ParameterFact> = { name };
    if (type !== undefined) fact.type = type;
    if (optional) fact.optional = true;
    if (rest) fact.rest = true;
    list.push(fact);
    byFunction.set(scope.start, list);
  }
  const lines: readonly [number, number] = scope ? linesOf(context, scope) : [0, context.lines.lines - 1];
  for (const part of bound) {
    const at = start + part.offset;
    const { name } = part;
    const { line, column } = context.lines.position(at);
    const enclosing = symbol ?? placement.enclosing(at);
    const fact: Mutable<BindingFact> =
      symbol === undefined
        ? { name, line, column, scope: lines, enclosing, parameter: true }
        : { name, line, scope: lines, enclosing, parameter: true };
    add(at, described(fact, destructured ? partSource(source, part.path) : source));
  }
}

/** The lines after a declaration; its last line as well where more stands on it. */
function scopeAfter(
  { text, lines }: FileContext,
  node: SyntaxNode,
  [first, last]: readonly [number, number],
): readonly [number, number] {
  if (node.childForFieldName('bounds')) return [first, last];
  const declares = node.childForFieldName('value') !== null && node.childForFieldName('body') === null;
  const end = declares ? node.endIndex : node.startIndex;
  const ends = declares && /^[ \t]*[;{]?[ \t]*(?:\/\/.*)?$/m.test(text.slice(end, text.indexOf('\n', end) >>> 0));
  return [Math.min(last, Math.max(first, lines.lineOf(end) + (ends ? 1 : 0))), last];
}

function scopeLines(context: FileContext, offset: number, hoisted: boolean): readonly [number, number] {
  let index = hoisted ? ownerScope(context, offset) : context.scopes.innermost(offset);
  while (index >= 0 && context.scopes.items[index]?.kind === 'type') index = context.scopes.parent(index);
  const scope = context.scopes.items[index];
  if (!scope) return [0, context.lines.lines - 1];
  return linesOf(context, scope);
}

function linesOf({ lines }: FileContext, { start, end }: Interval): readonly [number, number] {
  return [lines.lineOf(start), lines.lineOf(Math.max(start, end - 1))];
}
