import type { Node } from 'web-tree-sitter';
import type { BindingFact, ImportFact, ReferenceFact, ReferenceKind } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import { collapse } from './expressions.ts';
import { arityAt, expressionText, type FileContext, nameAt, textOf, wordAt } from './fileContext.ts';
import { nest } from './intervals.ts';
import type { Placement } from './symbols.ts';

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

interface Found {
  readonly at: number;
  readonly kind: ReferenceKind;
  readonly match: Match;
}

/** Uses of names. Plain value uses are kept where the name is imported or defined in this file, and no local hides it. */
export function referenceFacts(
  context: FileContext,
  placement: Placement,
  imports: readonly ImportFact[],
  bindings: readonly BindingFact[],
): readonly ReferenceFact[] {
  const best = new Map<number, Found>();
  const quotedTypes: Match[] = [];
  for (const match of context.matches('reference')) {
    const kind = match.kind.slice('reference.'.length);
    if (kind === 'typeText') {
      quotedTypes.push(match);
      continue;
    }
    const at = match.parts['name']?.startIndex ?? match.start;
    const known = best.get(at);
    const found = { at, kind: kind as ReferenceKind, match };
    if (!known || PRECEDENCE.indexOf(found.kind) < PRECEDENCE.indexOf(known.kind)) best.set(at, found);
  }
  const keep = nameFilter(context, placement, imports, bindings);
  const types = nest(
    context
      .matches('scope')
      .filter(({ kind }) => kind === 'scope.type')
      .map(m => ({ start: m.start, end: m.node.endIndex })),
  );
  const facts: { readonly at: number; readonly fact: ReferenceFact }[] = [];
  for (const found of best.values()) {
    const inType = context.language.closedTypes && types.innermost(found.at) >= 0;
    const kind = inType && (found.kind === 'value' || found.kind === 'member') ? 'type' : found.kind;
    const fact = referenceFact(context, placement, { ...found, kind });
    if (!fact || !keep(fact, found.at)) continue;
    const calls = context.language.bareCalls && fact.kind === 'value' && !/^\p{Lu}/u.test(fact.name);
    facts.push({ at: found.at, fact: calls ? { ...fact, kind: 'call' } : fact });
  }
  for (const match of quotedTypes) {
    const text = textOf(context, match.node, 500);
    for (const word of text.matchAll(/(?:([\w.]+)\.)?([\p{ID_Start}_][\p{ID_Continue}]*)/gu)) {
      const name = word[2] ?? '';
      const at = match.start + word.index + word[0].length - name.length;
      const { line, column } = context.lines.position(at);
      const receiver = word[1] === undefined ? {} : { receiver: word[1] };
      const fact: ReferenceFact = { name, kind: 'type', ...receiver, line, column, enclosing: placement.enclosing(at) };
      if (keep(fact, at)) facts.push({ at, fact });
    }
  }
  facts.sort((a, b) => a.at - b.at);
  return facts.map(({ fact }) => fact);
}

function referenceFact(
  context: FileContext,
  placement: Placement,
  { at, kind, match }: Found,
): ReferenceFact | undefined {
  const { bareCalls } = context.language;
  const name = bareCalls ? textOf(context, match.parts['name'] ?? match.node, 200) : nameAt(context, at);
  if (name === '') return undefined;
  // `<html>` is an element of the page, whatever else has that name.
  if (kind === 'jsx' && !match.parts['receiver'] && /^[a-z]/.test(name)) return undefined;
  const { receiver: around, arguments: list } = match.parts;
  const receiver = around && receiverText(context, around, at);
  const { line, column } = context.lines.position(at);
  const args = list ?? (kind === 'new' ? match.node.childForFieldName('arguments') : undefined);
  const arity = arityAt(context, at + name.length);
  const count = args ? argumentCount(textOf(context, args), args.namedChildCount) : undefined;
  return {
    name,
    kind,
    ...(receiver ? { receiver } : {}),
    line,
    column,
    enclosing: placement.enclosing(at),
    ...(count === undefined ? {} : { arguments: count }),
    ...(arity === 0 ? {} : { typeArguments: arity }),
  };
}

/** What stands left of the name; a receiver that holds the name, as `a::b::f` does, ends before it. */
function receiverText(context: FileContext, receiver: Node, nameStart: number): string {
  const written = expressionText(context, receiver, 2000);
  if (receiver.endIndex <= nameStart || receiver.startIndex > nameStart) return collapse(written);
  return collapse(expressionText(context, receiver, nameStart - receiver.startIndex)).replace(/[.\s]+$/, '');
}

/** Number of arguments; `undefined` where a spread, a comment or a template makes it unsure. */
function argumentCount(text: string, children: number): number | undefined {
  if (!text.startsWith('(') || /\.\.\.|\/\/|\/\*|[(,]\s*\*|#/.test(text)) return undefined;
  return children;
}

/** Decides which references are worth keeping. */
function nameFilter(
  context: FileContext,
  placement: Placement,
  imports: readonly ImportFact[],
  bindings: readonly BindingFact[],
): (fact: ReferenceFact, at: number) => boolean {
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
      .map(({ start, node }) => ({ start, end: node.endIndex })),
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
  return ({ name, kind, receiver, line }, at) => {
    if (definitions.has(at) && kind !== 'call') return false;
    if (statements.innermost(at) >= 0) return false;
    if (kind === 'type' && receiver === undefined) {
      if (typeParameters.get(name)?.some(([from, to]) => from <= at && at < to)) return false;
      return !context.language.closedTypes || open || known.has(name);
    }
    if (kind !== 'value') return true;
    return (known.has(name) || (context.language.openNames === true && name !== '_')) && !isLocal(name, line);
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
