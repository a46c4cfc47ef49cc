import { isBlank } from './characters.ts';
import type { FileContext } from './fileContext.ts';

/** Where comments, docstrings and decorators lie; all offsets. */
export interface Docs {
  /** Offset just after the comment → its start. */
  readonly commentEnds: ReadonlyMap<number, number>;
  /** Offset just after a decorator → its start. */
  readonly decoratorEnds: ReadonlyMap<number, number>;
  readonly decoratorStarts: ReadonlyMap<number, number>;
  /** Start of a string that documents what is around it → its end. */
  readonly docstrings: ReadonlyMap<number, number>;
}

export function docsOf(context: FileContext): Docs {
  const commentEnds = new Map<number, number>();
  const decoratorEnds = new Map<number, number>();
  const decoratorStarts = new Map<number, number>();
  for (const { start, end } of context.matches('comment')) {
    // Some grammars count the line's end to its comment.
    commentEnds.set(context.text.charCodeAt(end - 1) === 10 ? end - 1 : end, start);
  }
  for (const { start, end } of context.matches('decorator')) {
    decoratorEnds.set(end, start);
    decoratorStarts.set(start, end);
  }
  const docstrings = new Map(context.matches('docstring').map(({ start, end }) => [start, end]));
  return { commentEnds, decoratorEnds, decoratorStarts, docstrings };
}

/** Line comments, and block comments with two stars. */
const DOC_COMMENT = /^(?!\/\*(?!\*))/;

/** `[start, end]` of the doc comment that ends just before `offset`: one block comment, or adjoining line comments. */
export function commentBefore(context: FileContext, docs: Docs, offset: number): readonly [number, number] | undefined {
  const end = skipBlankBack(context.text, offset, 1);
  const first = end === undefined ? undefined : docs.commentEnds.get(end);
  if (end === undefined || first === undefined) return undefined;
  const isDoc = context.language.docComment ?? DOC_COMMENT;
  const isBlock = (at: number): boolean => context.text.startsWith('/*', at) || context.text.startsWith('=begin', at);
  if (!isDoc.test(context.text.slice(first, Math.min(end, first + 80)))) return undefined;
  if (isBlock(first)) return [first, end];
  // What stands behind code tells of that code.
  if (!standsAlone(context.text, first)) return undefined;
  let start = first;
  for (;;) {
    const before = skipBlankBack(context.text, start, 1);
    const previous = before === undefined ? undefined : docs.commentEnds.get(before);
    if (previous === undefined || isBlock(previous)) break;
    if (!isDoc.test(context.text.slice(previous, previous + 80))) break;
    if (!standsAlone(context.text, previous)) break;
    start = previous;
  }
  return [start, end];
}

function standsAlone(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

/** Offset after the last non-blank character before `offset`, `undefined` when more than `lines` line ends lie between. */
function skipBlankBack(text: string, offset: number, lines: number): number | undefined {
  let index = offset;
  let seen = 0;
  while (index > 0 && isBlank(text, index - 1)) {
    if (text.charAt(index - 1) === '\n') seen += 1;
    if (seen > lines) return undefined;
    index -= 1;
  }
  return index;
}

/** The first sentence of a comment or docstring without its marks, at most 200 characters; `undefined` when empty. */
export function firstSentence(raw: string): string | undefined {
  const plain = raw
    .slice(0, 2000)
    .replace(/^[rRuUbBfF]*(?:"""|'''|"|')/, '')
    .replace(/(?:"""|'''|"|')$/, '')
    .replace(/^\s*(?:\/\*+!?|\/{2,}!?|#+:?!?|-{2,}|;+|\(\*+|\\\*|@(?:module|type)?doc\s+(?:~[sS])?"{1,3})/gm, '')
    .replace(/\*+[/)]\s*$/, '')
    .replace(/^[ \t]*\*+ ?/gm, '')
    .replace(/\{@(?:link|linkcode|code)\s+([^}]*)\}/g, '$1');
  const described =
    xmlSummary(plain) ??
    /^\s*@(?:description|desc|fileoverview|file|overview|summary|dev|notice|title)\s+([\s\S]*)/.exec(plain)?.[1] ??
    plain;
  const paragraph = described.trim().split(/\n\s*\n|\n\s*@/, 1)[0] ?? '';
  const line = paragraph.replace(/\s+/g, ' ').trim();
  if (line === '' || line.startsWith('@')) return undefined;
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > 200 ? `${sentence.slice(0, 199)}…` : sentence;
}

/** The text of the `summary` of a comment in XML (C#), without tags; `undefined` for other comments. */
function xmlSummary(plain: string): string | undefined {
  const summary = /^\s*(?:<[^<>]*>\s*)?<summary>([\s\S]*?)(?:<\/summary>|$)/.exec(plain)?.[1];
  return summary
    ?.replace(/<(?:see|seealso|paramref|typeparamref)\s+\w+="(?:[A-Z]:)?([^"]*)"\s*\/>/g, '$1')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/ (?=[.,;:!?](?:\s|$))/g, '');
}
