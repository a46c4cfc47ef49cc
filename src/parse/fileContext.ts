import type { Language, Rewrites } from '../../grammars/language.ts';
import type { Match, MatchGroups, ReferenceMatches } from './captures.ts';
import { isBlank, isPlainStart, plainEnd } from './characters.ts';
import { type Interval, type Nesting, nest } from './intervals.ts';
import { type LineTable, lineTable } from './lineTable.ts';
import type { SyntaxNode } from './syntax.ts';

export type ScopeKind = 'function' | 'class' | 'block' | 'type';

export interface Scope extends Interval {
  readonly kind: ScopeKind;
}

/** What every part of the extraction needs to know about the file at hand. Lives as long as its tree. */
export interface FileContext {
  readonly text: string;
  readonly language: Language;
  readonly lines: LineTable;
  readonly scopes: Nesting<Scope>;
  readonly references: ReferenceMatches;
  /** Matches of one family, in source order; not of references. */
  matches(family: string): readonly Match[];
}

const NONE: readonly Match[] = [];

export function fileContext(text: string, language: Language, { references, others }: MatchGroups): FileContext {
  const scopes = (others.get('scope') ?? []).map(({ kind, start, end }) => ({
    kind: kind.slice('scope.'.length) as ScopeKind,
    start,
    end,
  }));
  return {
    text,
    language,
    lines: lineTable(text),
    scopes: nest(scopes),
    references,
    matches: family => others.get(family) ?? NONE,
  };
}

/** Index of the innermost function or class scope around `offset`, -1 at module level. */
export function ownerScope(context: FileContext, offset: number): number {
  let index = context.scopes.innermost(offset);
  while (index >= 0) {
    const kind = context.scopes.items[index]?.kind;
    if (kind === 'function' || kind === 'class') return index;
    index = context.scopes.parent(index);
  }
  return -1;
}

/** Whether a function is written between two offsets. */
export function holdsFunction({ scopes }: FileContext, start: number, end: number): boolean {
  const { items } = scopes;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  for (; (items[low]?.start ?? end) < end; low++) if (items[low]?.kind === 'function') return true;
  return false;
}

/** Index of the innermost function scope around `offset`, -1 outside of all. */
export function functionScope(context: FileContext, offset: number): number {
  let index = context.scopes.innermost(offset);
  while (index >= 0 && context.scopes.items[index]?.kind !== 'function') index = context.scopes.parent(index);
  return index;
}

export function textOf(context: FileContext, node: SyntaxNode, limit = Number.POSITIVE_INFINITY): string {
  return context.text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + limit));
}

const WORD = /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;

/** The identifier that begins at `offset`; reads the text, not the tree, because each crossing into WASM costs. */
export function wordAt(text: string, offset: number): string {
  const end = isPlainStart(text, offset) ? plainEnd(text, offset) : -1;
  if (end >= 0) return text.slice(offset, end);
  WORD.lastIndex = offset;
  return WORD.exec(text)?.[0] ?? '';
}

/**
 * Number of type arguments or parameters in the angle brackets at `offset`, where the language tells types apart by it;
 * 0 where there are none.
 */
export function arityAt(context: FileContext, offset: number): number {
  if (!context.language.typeArity) return 0;
  const { text } = context;
  let at = offset;
  while (isBlank(text, at)) at += 1;
  if (text.charAt(at) !== '<') return 0;
  let count = 1;
  let depth = 0;
  for (const end = Math.min(text.length, at + 500); at < end; at += 1) {
    const character = text.charAt(at);
    if (/[<([]/.test(character)) depth += 1;
    else if (/[>)\]]/.test(character)) depth -= 1;
    else if (character === ',' && depth === 1) count += 1;
    if (depth === 0) return count;
    if (/[^\p{L}\p{N}_@\s.,:?*<>()[\]]/u.test(character)) return 0;
  }
  return 0;
}

/** The name that begins at `offset`, as the language spells names. */
export function nameAt({ text, language }: FileContext, offset: number): string {
  const { names } = language;
  if (!names) return wordAt(text, offset);
  names.lastIndex = offset;
  return names.exec(text)?.[0] ?? '';
}

/** The text of a type annotation without its `:` or `->`, in the notation of the facts. */
export function typeText(context: FileContext, node: SyntaxNode | null | undefined): string | undefined {
  if (!node) return undefined;
  const written = textOf(context, node, 500)
    .replace(/^\s*(?::|->)\s*/, '')
    .trim();
  return typeNotation(context.language, written);
}

/** A written type in the notation of the facts; `undefined` where it says nothing. */
export function typeNotation(language: Language, written: string): string | undefined {
  const text = dotted(language, rewritten(written, language.types)).trim();
  return text === '' ? undefined : text;
}

/** An expression in the notation that {@link Language.expressions} brings it to; only its beginning counts. */
export function expressionText(context: FileContext, node: SyntaxNode, limit = 1000): string {
  const { language } = context;
  const text = textOf(context, node, limit);
  return dotted(language, rewritten(text, language.expressions));
}

/** A name whose parts are separated by dots alone. */
export function dotted({ separators }: Language, text: string): string {
  return separators ? text.replace(separators, '.') : text;
}

function rewritten(text: string, rewrites: Rewrites | undefined): string {
  let result = text;
  for (const [pattern, replacement] of rewrites ?? []) result = result.replace(pattern, replacement);
  return result;
}
