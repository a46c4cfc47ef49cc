import type { BindingFact, ImportFact, ReferenceFact, ReferenceKind } from '../facts/fileFacts.ts';
import type { Match, ReferenceMatches } from './captures.ts';
import { collapse } from './expressions.ts';
import { arityAt, expressionText, type FileContext, nameAt, textOf, wordAt } from './fileContext.ts';
import { nest } from './intervals.ts';
import type { Placement } from './symbols.ts';
import type { SyntaxNode } from './syntax.ts';

/** When one name matches several patterns the first kind of this list is the one. */
const PRECEDENCE: readonly ReferenceKind[] = [
  'decorator',
  'extends',
  'implements',
  'jsx',
  'new',
  'call',
  'type',
  'member',
  'value',
];

const RANKS: ReadonlyMap<string, number> = new Map(PRECEDENCE.map((kind, index) => [`reference.${kind}`, index]));
/** Rank of what is no name. */
const NONE = 255;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Uses of names. Plain value uses are kept where the name is imported or defined in this file, and no local hides it. */
export function referenceFacts(
  context: FileContext,
  placement: Placement,
  imports: readonly ImportFact[],
  bindings: readonly BindingFact[],
): readonly ReferenceFact[] {
  const { language, text } = context;
  const { references } = context;
  const best = bestAt(references, text.length);
  const kinds = references.kinds.map(kind => kind.slice('reference.'.length) as ReferenceKind);
  const filter = nameFilter(context, placement, imports, bindings);
  const isType = typeRegions(context);
  const facts: ReferenceFact[] = [];
  const places: number[] = [];
  for (let at = 0; at < best.length; at++) {
    const found = best[at] ?? 0;
    if (found === 0) continue;
    let kind = kinds[references.kindOf(found - 1)] ?? 'value';
    if ((kind === 'value' || kind === 'member') && language.closedTypes && isType(at)) kind = 'type';
    const name = language.bareCalls ? namedText(context, references.match(found - 1)) : nameAt(context, at);
    if (name === '' || !filter.mayKeep(name, kind, at)) continue;
    const match = references.match(found - 1);
    // `<html>` is an element of the page, whatever else has that name.
    if (kind === 'jsx' && /^[a-z]/.test(name) && !match.part('receiver')) continue;
    const fact = referenceFact(context, placement, match, name, kind, at);
    if (!filter.keep(fact, at)) continue;
    if (language.bareCalls && kind === 'value' && !/^\p{Lu}/u.test(name)) fact.kind = 'call';
    facts.push(fact);
    places.push(at);
  }
  const quoted = quotedTypes(context, placement).filter(
    ({ at, fact }) => filter.mayKeep(fact.name, fact.kind, at) && filter.keep(fact, at),
  );
  if (quoted.length === 0) return facts;
  const all = [...facts.map((fact, index) => ({ at: places[index] ?? 0, fact })), ...quoted];
  return all.sort((a, b) => a.at - b.at).map(({ fact }) => fact);
}

/** For each offset the index + 1 of the match that tells most of a name there; of equals the one that begins first. */
function bestAt(references: ReferenceMatches, length: number): Int32Array {
  const best = new Int32Array(length + 1);
  const ranks = Uint8Array.from(references.kinds, kind => RANKS.get(kind) ?? NONE);
  const rankOf = (index: number): number => ranks[references.kindOf(index)] ?? NONE;
  for (let index = 0; index < references.count; index++) {
    const rank = rankOf(index);
    if (rank === NONE) continue;
    const at = references.nameStartOf(index);
    const known = (best[at] ?? 0) - 1;
    const isBetter =
      known < 0 ||
      rank < rankOf(known) ||
      (rank === rankOf(known) && references.startOf(index) < references.startOf(known));
    if (isBetter) best[at] = index + 1;
  }
  return best;
}

function namedText(context: FileContext, match: Match): string {
  return textOf(context, match.part('name') ?? match.node, 200);
}

/** Whether an offset, asked for in ascending order, is part of a type. */
function typeRegions(context: FileContext): (offset: number) => boolean {
  const types = nest(context.matches('scope').filter(({ kind }) => kind === 'scope.type'));
  return offset => types.innermost(offset) >= 0;
}

interface Placed {
  readonly at: number;
  readonly fact: ReferenceFact;
}

/** Names of types in strings. */
function quotedTypes(context: FileContext, placement: Placement): readonly Placed[] {
  const found: Placed[] = [];
  const { references } = context;
  const kind = references.kinds.indexOf('reference.typeText');
  if (kind === -1) return found;
  for (let index = 0; index < references.count; index++) {
    if (references.kindOf(index) !== kind) continue;
    const match = references.match(index);
    const text = context.text.slice(match.start, Math.min(match.end, match.start + 500));
    for (const word of text.matchAll(/(?:([\w.]+)\.)?([\p{ID_Start}_][\p{ID_Continue}]*)/gu)) {
      const name = word[2] ?? '';
      const at = match.start + word.index + word[0].length - name.length;
      const { line, column } = context.lines.position(at);
      const receiver = word[1] === undefined ? {} : { receiver: word[1] };
      found.push({ at, fact: { name, kind: 'type', ...receiver, line, column, enclosing: placement.enclosing(at) } });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function referenceFact(
  context: FileContext,
  placement: Placement,
  match: Match,
  name: string,
  kind: ReferenceKind,
  at: number,
): Mutable<ReferenceFact> {
  const receiverNode = match.part('receiver');
  const receiver = receiverNode && receiverText(context, receiverNode, at);
  const { line, column } = context.lines.position(at);
  const enclosing = placement.enclosing(at);
  const fact: Mutable<ReferenceFact> = receiver
    ? { name, kind, receiver, line, column, enclosing }
    : { name, kind, line, column, enclosing };
  const list = match.part('arguments') ?? (kind === 'new' ? match.node.childForFieldName('arguments') : undefined);
  const count = list ? argumentCount(context, list) : undefined;
  if (count !== undefined) fact.arguments = count;
  const arity = arityAt(context, at + name.length);
  if (arity !== 0) fact.typeArguments = arity;
  return fact;
}

/** What stands left of the name; a receiver that holds the name, as `a::b::f` does, ends before it. */
function receiverText(context: FileContext, receiver: SyntaxNode, nameStart: number): string {
  const start = receiver.startIndex;
  if (start > nameStart || receiver.endIndex <= nameStart) return collapse(expressionText(context, receiver, 2000));
  return collapse(expressionText(context, receiver, nameStart - start)).replace(/[.\s]+$/, '');
}

/** Number of arguments; `undefined` where a spread, a comment or a template makes it unsure. */
function argumentCount(context: FileContext, list: SyntaxNode): number | undefined {
  const { text } = context;
  const start = list.startIndex;
  if (text.charAt(start) !== '(') return undefined;
  const end = list.endIndex;
  // `()` and a name alone hold no mark that matters.
  if (end - start > 2 && UNSURE.test(text.slice(start, end))) return undefined;
  return list.namedChildCount;
}

const UNSURE = /\.\.\.|\/\/|\/\*|[(,]\s*\*|#/;

interface NameFilter {
  /** What can be said before the rest of a fact is known. */
  mayKeep(name: string, kind: ReferenceKind, at: number): boolean;
  /** The rest. */
  keep(fact: ReferenceFact, at: number): boolean;
}

/** Decides which references are worth keeping. */
function nameFilter(
  context: FileContext,
  placement: Placement,
  imports: readonly ImportFact[],
  bindings: readonly BindingFact[],
): NameFilter {
  const { closedTypes, openNames } = context.language;
  const known = new Set<string>();
  const definitions = new Set<number>();
  for (const { draft, parent } of placement.symbols) {
    definitions.add(draft.nameStart);
    const parentDraft = placement.symbols[parent]?.draft;
    if (!parentDraft || parentDraft.kind === 'function' || parentDraft.kind === 'namespace') known.add(draft.name);
  }
  let open = false;
  for (const { names } of imports) {
    for (const { name, local } of names) {
      if (local !== '') known.add(local);
      else if (name === '*') open = true;
    }
  }
  const statements = nest(
    [...context.matches('import'), ...context.matches('export')]
      .filter(({ kind }) => kind === 'import' || kind === 'import.reexport' || kind === 'export.name')
      .map(({ start, end }) => ({ start, end })),
  );
  const locals = new Map<string, BindingFact[]>();
  for (const binding of bindings) {
    const list = locals.get(binding.name);
    if (list) list.push(binding);
    else locals.set(binding.name, [binding]);
  }
  const typeParameters = typeParameterScopes(context);
  const isLocal = (name: string, line: number): boolean =>
    locals.get(name)?.some(({ scope }) => scope[0] <= line && line <= scope[1]) ?? false;
  const mayKeep = (name: string, kind: ReferenceKind, at: number): boolean => {
    if (kind === 'value' && !known.has(name) && (openNames !== true || name === '_')) return false;
    if (definitions.has(at) && kind !== 'call') return false;
    return statements.innermost(at) < 0;
  };
  return {
    mayKeep,
    keep({ name, kind, receiver, line }, at) {
      if (kind === 'value') return !isLocal(name, line);
      if (kind !== 'type' || receiver !== undefined) return true;
      if (typeParameters.get(name)?.some(([from, to]) => from <= at && at < to)) return false;
      return !closedTypes || open || known.has(name);
    },
  };
}

function typeParameterScopes(context: FileContext): ReadonlyMap<string, (readonly [number, number])[]> {
  const result = new Map<string, (readonly [number, number])[]>();
  for (const { start } of context.matches('typeParameter')) {
    const scope = context.scopes.items[context.scopes.innermost(start)];
    const name = wordAt(context.text, start);
    const range = scope ? ([scope.start, scope.end] as const) : ([0, context.text.length] as const);
    const list = result.get(name);
    if (list) list.push(range);
    else result.set(name, [range]);
  }
  return result;
}
