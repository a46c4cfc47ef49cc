import type { Node } from 'web-tree-sitter';
import type { Language, Rewrites } from '../../grammars/language.ts';
import type { Match } from './captures.ts';
import { type Interval, type Nesting, nest } from './intervals.ts';
import { type LineTable, lineTable } from './lineTable.ts';

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
  /** Matches of one family, in source order. */
  matches(family: string): readonly Match[];
}

export function fileContext(
  text: string,
  language: Language,
  groups: ReadonlyMap<string, readonly Match[]>,
): FileContext {
  const scopes = (groups.get('scope') ?? []).map(({ kind, node, start }) => ({
    kind: kind.slice('scope.'.length) as ScopeKind,
    start,
    end: node.endIndex,
  }));
  return {
    text,
    language,
    lines: lineTable(text),
    scopes: nest(scopes),
    matches: family => groups.get(family) ?? [],
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

export function textOf(context: FileContext, node: Node, limit = Number.POSITIVE_INFINITY): string {
  return context.text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + limit));
}

const WORD = /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;

/** The identifier that begins at `offset`; reads the text, not the tree, because each crossing into WASM costs. */
export function wordAt(text: string, offset: number): string {
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
  while (/\s/.test(text.charAt(at))) at += 1;
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

/** The text of a type annotation without its `:` or `->`, in the notation of the facts. */
export function typeText(context: FileContext, node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const written = textOf(context, node, 500)
    .replace(/^\s*(?::|->)\s*/, '')
    .trim();
  const text = dotted(context.language, rewritten(written, context.language.types)).trim();
  return text === '' ? undefined : text;
}

/** An expression in the notation that {@link Language.expressions} brings it to; only its beginning counts. */
export function expressionText(context: FileContext, node: Node, limit = 1000): string {
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
