import { isBlank } from './characters.ts';
import type { Docs } from './doc.ts';
import type { Draft } from './drafts.ts';
import type { FileContext } from './fileContext.ts';
import type { SyntaxNode } from './syntax.ts';

export interface Header {
  readonly exported: boolean;
  readonly isDefault: boolean;
  readonly offsets: {
    readonly start: number;
    readonly headerStart: number;
    readonly headerEnd: number;
    readonly bodyStart: number | undefined;
    readonly bodyEnd: number | undefined;
  };
}

/** Words that stand before a declaration's own node and belong to it. */
const LEADING =
  /(?:\btemplate\s*<[^;{}()]*>\s*)?(?:(?<![\w$.])export\s+(?:default\s+)?)?(?:(?<![\w$.])declare\s+)?(?:(?<![\w$.])(?:const|let|var|(?:await\s+)?using)\s+|(?<![\w$.])type[ \t]+)?$/;

/** The letters and marks that such words end with. */
const LEADING_ENDS = /[egrt>]/;

function leadingWords(text: string, start: number): string {
  let before = start;
  while (before > 0 && isBlank(text, before - 1)) before -= 1;
  // The pattern has to try every place of what it looks at, and finds nothing before most declarations.
  if (!LEADING_ENDS.test(text.charAt(before - 1))) return '';
  return LEADING.exec(text.slice(Math.max(0, start - 120), start))?.[0] ?? '';
}

/** Where a declaration begins (with and without decorators), where its header ends and its body lies. */
export function headerOf(context: FileContext, docs: Docs, draft: Draft): Header {
  const { text } = context;
  const leading = leadingWords(text, draft.start);
  const own = draft.start - leading.length;
  const headerStart = skipDecorators(text, docs, draft.start) ?? own;
  const start = decoratedStart(text, docs, own);
  const body = bodyOf(draft);
  const bodyStart = body?.startIndex;
  // An opening bracket stands for what lies between it and the end; so does a docstring that opens a body without a node.
  const opens = draft.bodyNode && (context.language.documentation === 'docstring' || !draft.bodyNode.isNamed);
  const bodyEnd = opens ? draft.end : body?.endIndex;
  const headerEnd = bodyStart ?? bodilessEnd(text, draft, headerStart);
  return {
    exported:
      (leading !== '' && /\bexport\b/.test(leading)) ||
      (text.startsWith('export', own) && /^export\b/.test(text.slice(own, own + 7))),
    isDefault: leading !== '' && /\bdefault\b/.test(leading),
    offsets: { start, headerStart, headerEnd: trimEnd(text, headerStart, headerEnd), bodyStart, bodyEnd },
  };
}

function bodyOf({ bodyNode, callable, kind }: Draft): SyntaxNode | undefined {
  if (bodyNode) return bodyNode;
  if (kind === 'type') return undefined;
  return callable?.childForFieldName('body') ?? undefined;
}

/** Decorators that are children of the declaration come first in its node. */
function skipDecorators(text: string, docs: Docs, start: number): number | undefined {
  let at = start;
  for (let end = docs.decoratorStarts.get(at); end !== undefined; end = docs.decoratorStarts.get(at)) {
    at = end;
    while (isBlank(text, at)) at += 1;
  }
  return at === start ? undefined : at;
}

/** Decorators that are siblings before the declaration belong to its span. */
function decoratedStart(text: string, docs: Docs, own: number): number {
  let start = own;
  for (;;) {
    let before = start;
    while (before > 0 && isBlank(text, before - 1)) before -= 1;
    const decorator = docs.decoratorEnds.get(before);
    if (decorator === undefined) return start;
    start = decorator;
  }
}

/** A short value stays in the header; of a long one only the line with the name. */
function bodilessEnd(text: string, draft: Draft, headerStart: number): number {
  const lineEnd = text.indexOf('\n', draft.nameEnd);
  if (lineEnd === -1 || draft.end <= lineEnd) return Math.min(draft.end, headerStart + 1000);
  const callableWithoutBody = draft.kind === 'function' || draft.kind === 'method' || draft.kind === 'constructor';
  if (callableWithoutBody || draft.end - headerStart <= 200) return draft.end;
  return lineEnd;
}

function trimEnd(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isBlank(text, index - 1)) index -= 1;
  return index;
}
