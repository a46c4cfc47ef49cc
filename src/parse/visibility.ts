import type { Declaration } from '../../grammars/language.ts';
import type { SymbolFact } from '../facts/fileFacts.ts';
import type { PlacedSymbol } from './drafts.ts';
import type { FileContext } from './fileContext.ts';

/** What a file's statements offer to others, besides words at the declarations. */
export interface OfferedNames {
  /** Names that `__all__` lists, when the file has one. */
  readonly listed: ReadonlySet<string> | undefined;
  /** Local names that export clauses and `module.exports` offer. */
  readonly offered: ReadonlySet<string>;
}

/** Whether a symbol of this kind has parameters. */
export function isCallableKind(kind: SymbolFact['kind']): boolean {
  return kind === 'function' || kind === 'method' || kind === 'constructor';
}

function declarationOf(context: FileContext, symbol: PlacedSymbol, parent: SymbolFact | undefined): Declaration {
  const { draft, headerStart, headerEnd } = symbol;
  return {
    name: draft.name,
    kind: draft.kind,
    modifiers: context.text.slice(headerStart, Math.max(headerStart, draft.nameStart)),
    header: context.text.slice(headerStart, headerEnd),
    before: () => context.text.slice(parent ? context.lines.offsetOf(parent.span[0], parent.span[1]) : 0, symbol.start),
    parentKind: parent?.kind,
    parentBases: parent?.bases ?? [],
  };
}

/** Whether a member belongs to its type and not to an instance. */
export function isStatic(context: FileContext, symbol: PlacedSymbol, parent: SymbolFact | undefined): boolean {
  const { headerStart, draft } = symbol;
  if (draft.kind !== 'method' && draft.kind !== 'property') return false;
  if (context.language.isStatic) return context.language.isStatic(declarationOf(context, symbol, parent));
  if (context.language.documentation === 'docstring') {
    const before = context.text.slice(Math.max(0, headerStart - 60), headerStart);
    return draft.kind === 'method' ? /@(?:staticmethod|classmethod)\s*$/.test(before) : !draft.lifted;
  }
  if (draft.owner !== undefined) return !context.text.slice(draft.start, draft.nameStart).includes('.prototype');
  return /(?:^|\s)static\s/.test(context.text.slice(headerStart, draft.nameStart));
}

/** Whether other files can see a symbol. */
export function isExported(
  context: FileContext,
  symbol: PlacedSymbol,
  parent: SymbolFact | undefined,
  parts: OfferedNames,
): boolean {
  const { draft } = symbol;
  const { visibility } = context.language;
  if (typeof visibility === 'function') {
    if (parent && !(parent.exported || parent.kind === 'namespace' || parent.kind === 'extension')) return false;
    if (parent && isCallableKind(parent.kind)) return false;
    return visibility(declarationOf(context, symbol, parent));
  }
  if (visibility === 'underscore') {
    if (parent)
      return parent.exported && isTypeLike(parent) && (!draft.name.startsWith('_') || draft.name.startsWith('__'));
    return parts.listed?.has(draft.name) ?? !draft.name.startsWith('_');
  }
  if (parent) {
    if (parent.kind === 'namespace') return symbol.exportedWord;
    if (!parent.exported || (!isTypeLike(parent) && draft.owner === undefined)) return false;
    return (
      !draft.name.startsWith('#') &&
      !/^(?:[\w\s]*\s)?(?:private|protected)\s/.test(context.text.slice(symbol.headerStart, draft.nameStart))
    );
  }
  return (
    symbol.exportedWord ||
    symbol.defaultWord ||
    parts.offered.has(draft.name) ||
    (draft.owner !== undefined && /exports$/.test(draft.owner))
  );
}

function isTypeLike({ kind }: SymbolFact): boolean {
  return (
    kind === 'class' ||
    kind === 'interface' ||
    kind === 'enum' ||
    kind === 'type' ||
    kind === 'variable' ||
    kind === 'property'
  );
}
