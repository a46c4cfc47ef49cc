import type { Initializer, ParameterFact, SignatureFact, SymbolFact } from '../facts/fileFacts.ts';
import { commentBefore, type Docs, firstSentence } from './doc.ts';
import { documentedTypes } from './documentedTypes.ts';
import { type Draft, draftOf, type PlacedSymbol } from './drafts.ts';
import type { Expectations } from './expected.ts';
import { assertedType, initializerOf } from './expressions.ts';
import { arityAt, expressionText, type FileContext, holdsFunction, typeText } from './fileContext.ts';
import { headerOf } from './headers.ts';
import { type Interval, type Nesting, nest } from './intervals.ts';
import { isCallableKind, isExported, isStatic, type OfferedNames } from './visibility.ts';

export interface Placement {
  readonly symbols: readonly PlacedSymbol[];
  /** Index of the innermost symbol whose declaration holds the offset, -1 at module level. */
  around(offset: number): number;
  /** Index of the function, class or namespace around an offset, -1 at module level. Decorators lie outside. */
  enclosing(offset: number): number;
  /** Start of a function node → index of its symbol. */
  readonly functions: ReadonlyMap<number, number>;
}

interface Region extends Interval {
  readonly index: number;
}

/** Finds all definitions and their places; local variables are not among them. */
export function placeSymbols(context: FileContext, docs: Docs): Placement {
  const drafts = distinct(
    context
      .matches('symbol')
      .map(match => draftOf(context, match))
      .filter(draft => draft !== undefined),
  );
  const exportRegions = nest(
    context
      .matches('export')
      .filter(m => m.kind === 'export')
      .map(m => ({ start: m.start, end: m.end })),
  );
  const objects = nest(context.matches('object').map(m => ({ start: m.start, end: m.end })));
  const placed: PlacedSymbol[] = [];
  const open: Region[] = [];
  const objectOwners = new Map<number, number>();
  const seenMembers = new Set<string>();
  for (const draft of drafts) {
    // Several names in one declaration stand beside each other.
    const isSame = (index: number): boolean => isSameDeclaration(draft, placed[index]?.draft);
    for (let last = open.at(-1); last && (last.end <= draft.start || isSame(last.index)); last = open.at(-1))
      open.pop();
    const around = open.at(-1)?.index ?? -1;
    if (draft.pair && objectOwners.get(objects.items[objects.innermost(draft.start)]?.start ?? -1) !== around) continue;
    const parent = parentOf(draft, around, placed);
    if (parent === undefined) continue;
    if (!draft.callable && (draft.lifted || draft.kind === 'property' || draft.kind === 'variable')) {
      const key = `${parent}.${draft.name}`;
      if (seenMembers.has(key)) continue;
      seenMembers.add(key);
    }
    const index = placed.length;
    const header = headerOf(context, docs, draft);
    const exportedWord =
      header.exported ||
      (isDeclarator(draft) &&
        (around === -1 || placed[around]?.draft.kind === 'namespace') &&
        exportRegions.innermost(draft.start) >= 0);
    const { start, headerStart, headerEnd, bodyStart, bodyEnd } = header.offsets;
    const defaultWord = header.isDefault || draft.default === true;
    placed.push({ draft, parent, exportedWord, defaultWord, start, headerStart, headerEnd, bodyStart, bodyEnd });
    if (!draft.lifted) open.push({ start: draft.start, end: draft.end, index });
    const object = draft.value && objectStart(context, draft);
    if (object !== undefined) objectOwners.set(object, index);
  }
  return {
    symbols: placed,
    around: aroundFinder(placed),
    enclosing: enclosingFinder(placed),
    functions: functionMap(placed),
  };
}

/** Whether two names stand in one declaration, beside each other: `var a, b = f()`. */
function isSameDeclaration({ node, nameStart, end }: Draft, other: Draft | undefined): boolean {
  if (!other) return false;
  if (node.id === other.node.id) return true;
  const isNameAlone = node.startIndex === nameStart && end <= (other.value?.startIndex ?? 0);
  return isNameAlone && other.kind === 'variable' && nameStart > other.nameStart;
}

function isDeclarator({ kind, node, callable }: Draft): boolean {
  return kind === 'variable' || (callable !== undefined && callable.id !== node.id && kind !== 'method');
}

/** One draft for one name; the first pattern that found it wins unless a later one knows that it is a function, or whose member. */
function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const byName = new Map<number, Draft>();
  for (const draft of drafts) {
    // The parser puts an empty name in where one is missing.
    if (draft.name === '') continue;
    const known = byName.get(draft.nameStart);
    const isMore =
      known &&
      ((!known.callable && draft.callable) ||
        (!known.bodyNode && draft.bodyNode) ||
        (known.memberOf === undefined && draft.memberOf !== undefined));
    if (!known || isMore || isTypedAfter(draft, known)) byName.set(draft.nameStart, draft);
  }
  return [...byName.values()].sort((a, b) => a.start - b.start || b.end - a.end || a.nameStart - b.nameStart);
}

/** A return type after the parameters says more than the `auto` before them. */
function isTypedAfter({ typeNode, nameStart }: Draft, known: Draft): boolean {
  return typeNode !== undefined && typeNode.startIndex > nameStart && (known.typeNode?.startIndex ?? 0) < nameStart;
}

function parentOf(draft: Draft, around: number, placed: readonly PlacedSymbol[]): number | undefined {
  if (draft.lifted) return classAround(around, placed);
  if (draft.memberOf !== undefined) {
    const owner = placed.findIndex(
      ({ draft: other, parent }) => parent === around && other.name === draft.memberOf && TYPES.has(other.kind),
    );
    return owner === -1 ? around : owner;
  }
  if (draft.owner !== undefined && !/^(?:module\.)?exports$/.test(draft.owner)) {
    const owner = placed.findIndex(
      ({ draft: other, parent }) => other.name === draft.owner && (parent === -1 || parent === around),
    );
    if (owner === -1 && draft.kind === 'property') return undefined;
    return owner === -1 ? around : owner;
  }
  return around;
}

const TYPES: ReadonlySet<string> = new Set(['class', 'interface', 'enum', 'type']);

/** The class around a method, or the function that serves as one (`function Foo() { this.x = … }`). */
function classAround(around: number, placed: readonly PlacedSymbol[]): number | undefined {
  let outermost: number | undefined;
  for (let index = around; index >= 0; index = placed[index]?.parent ?? -1) {
    const draft = placed[index]?.draft;
    if (draft?.kind === 'class') return index;
    if (draft?.kind === 'function' && /^\p{Lu}/u.test(draft.name)) outermost = index;
    if (draft?.kind === 'variable') outermost = index;
  }
  return outermost;
}

/** Start of the object literal whose properties are members of the variable: its value, or the first argument of a wrapping call. */
function objectStart(context: FileContext, draft: Draft): number | undefined {
  if (!draft.value || draft.callable) return undefined;
  const from = draft.value.startIndex;
  const before = /^[\w$.\s(<>,]*\{/.exec(context.text.slice(from, from + 200))?.[0];
  return before === undefined ? undefined : from + before.length - 1;
}

function enclosingFinder(placed: readonly PlacedSymbol[]): (offset: number) => number {
  const containers = placed
    .map((symbol, index) => ({ start: symbol.headerStart, end: symbol.draft.end, index, symbol }))
    .filter(({ symbol: { draft } }) => draft.callable !== undefined && draft.kind !== 'variable');
  const regions: Nesting<Region> = nest(containers);
  return offset => regions.items[regions.innermost(offset)]?.index ?? -1;
}

function aroundFinder(placed: readonly PlacedSymbol[]): (offset: number) => number {
  let regions: Nesting<Region> | undefined;
  return offset => {
    regions ??= nest(placed.map(({ draft: { start, end } }, index) => ({ start, end, index })));
    return regions.items[regions.innermost(offset)]?.index ?? -1;
  };
}

function functionMap(placed: readonly PlacedSymbol[]): ReadonlyMap<number, number> {
  const functions = new Map<number, number>();
  placed.forEach(({ draft }, index) => {
    if (draft.callable) functions.set(draft.callable.startIndex, index);
  });
  return functions;
}

export interface SymbolParts extends OfferedNames {
  readonly parameters: ReadonlyMap<number, readonly ParameterFact[]>;
  readonly signatures: ReadonlyMap<number, readonly SignatureFact[]>;
  readonly expectations: Expectations;
  /** Returned expressions by the start of their function. */
  readonly returns: ReadonlyMap<number, Initializer>;
  readonly bases: ReadonlyMap<number, readonly string[]>;
  readonly baseArguments: ReadonlyMap<number, readonly number[]>;
  readonly branches: ReadonlyMap<number, number>;
}

/** The finished facts of all placed symbols. */
export function symbolFacts(
  context: FileContext,
  docs: Docs,
  placement: Placement,
  parts: SymbolParts,
): readonly SymbolFact[] {
  const facts: SymbolFact[] = [];
  placement.symbols.forEach((symbol, index) => {
    facts.push(symbolFact(context, docs, symbol, facts[symbol.parent], index, parts));
  });
  return facts;
}

function symbolFact(
  context: FileContext,
  docs: Docs,
  symbol: PlacedSymbol,
  parent: SymbolFact | undefined,
  index: number,
  parts: SymbolParts,
): SymbolFact {
  const { draft } = symbol;
  const { lines, text } = context;
  const outside = draft.memberOf !== undefined && parent?.name !== draft.memberOf ? draft.memberOf : undefined;
  const owned = draft.owner !== undefined && !/exports$/.test(draft.owner) && parent?.name !== draft.owner;
  const isStaticMember = isStatic(context, symbol, parent);
  // A static member of a class goes by the name of that class, whatever it extends.
  const ownPlace = isStaticMember && parent !== undefined && TYPES.has(parent.kind);
  const ownerPrefix =
    outside !== undefined ? (ownPlace ? '' : `${outside}.`) : owned && !parent ? `${draft.owner}.` : '';
  const prefix = (parent ? `${parent.qualifiedName}.` : '') + ownerPrefix;
  const docRange = docOf(context, docs, symbol);
  const doc = docRange && firstSentence(text.slice(docRange[0], docRange[1]));
  const tags =
    docRange && context.language.documentedTypes
      ? documentedTypes(context.language, text.slice(docRange[0], docRange[1]))
      : undefined;
  const callable = isCallable(draft);
  const value = draft.resultNode ?? (draft.callable ? undefined : draft.value);
  const valueText = value && expressionText(context, value, 5000);
  const field = callable
    ? (draft.callable?.childForFieldName('return_type') ?? (draft.value && draft.callable?.childForFieldName('result')))
    : hasType(draft)
      ? draft.node.childForFieldName('type')
      : undefined;
  const annotated = typeText(context, draft.typeNode ?? field);
  // The members of an object type are symbols themselves.
  const written = draft.kind === 'type' && annotated?.startsWith('{') ? undefined : annotated;
  const type =
    written ??
    (callable ? tags?.returns : tags?.type) ??
    (valueText === undefined ? undefined : assertedType(valueText));
  const silent = callable && type === undefined ? draft.callable : undefined;
  const initializer =
    (valueText === undefined ? undefined : initializerOf(valueText)) ?? (silent && resultOf(silent.startIndex, parts));
  const parameters = callable ? (parts.parameters.get(index) ?? []).map(p => withTag(p, tags?.parameters)) : undefined;
  const wraps = hasType(draft) && draft.value && holdsFunction(context, draft.value.startIndex, draft.value.endIndex);
  const signatures = parts.signatures.get(index);
  const bases = parts.bases.get(index);
  const baseArguments = parts.baseArguments.get(index);
  const arity = TYPES.has(draft.kind) ? arityAt(context, draft.nameEnd) : 0;
  const branches = parts.branches.get(index);
  const fact: { -readonly [K in keyof SymbolFact]: SymbolFact[K] } = {
    name: draft.name,
    qualifiedName: prefix + draft.name,
    kind: draft.kind,
    parent: symbol.parent,
  } as SymbolFact;
  if (outside !== undefined) fact.owner = outside;
  fact.exported = isExported(context, symbol, parent, parts);
  if (isStaticMember) fact.static = true;
  fact.nameSpan = lines.span(draft.nameStart, draft.nameEnd);
  fact.span = lines.span(symbol.start, draft.end);
  fact.headerSpan = lines.span(symbol.headerStart, symbol.headerEnd);
  if (symbol.bodyStart !== undefined && symbol.bodyEnd !== undefined)
    fact.bodySpan = lines.span(symbol.bodyStart, symbol.bodyEnd);
  if (docRange) fact.docSpan = lines.span(docRange[0], docRange[1]);
  if (doc !== undefined) fact.doc = doc;
  if (parameters) fact.parameters = parameters;
  if (type !== undefined) fact.type = type;
  if (initializer) fact.initializer = initializer;
  if (wraps) fact.holdsFunction = true;
  if (signatures) fact.signatures = signatures;
  if (bases) fact.bases = bases;
  if (baseArguments?.some(count => count > 0)) fact.baseArguments = baseArguments;
  if (arity > 0) fact.typeParameters = arity;
  if (callable) fact.branches = branches ?? 0;
  return fact;
}

/** A declared type says more than a returned expression, the parameter of a call less. */
function resultOf(start: number, { expectations, returns }: SymbolParts): Initializer | undefined {
  const expected = expectations.result(start);
  return expected?.form === 'expected' ? expected : (returns.get(start) ?? expected);
}

function withTag(parameter: ParameterFact, types: ReadonlyMap<string, string> | undefined): ParameterFact {
  const type = parameter.type ?? types?.get(parameter.name);
  return type === undefined ? parameter : { ...parameter, type };
}

function isCallable({ kind }: Draft): boolean {
  return isCallableKind(kind);
}

function hasType({ kind }: Draft): boolean {
  return kind === 'property' || kind === 'variable';
}

function docOf(context: FileContext, docs: Docs, symbol: PlacedSymbol): readonly [number, number] | undefined {
  const { bodyStart, start } = symbol;
  if (context.language.documentation === 'docstring') {
    const end = bodyStart === undefined ? undefined : docs.docstrings.get(bodyStart);
    if (bodyStart !== undefined && end !== undefined) return [bodyStart, end];
  }
  return commentBefore(context, docs, start);
}
