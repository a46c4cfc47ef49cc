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
  for (const { node, start } of context.matches('comment')) commentEnds.set(node.endIndex, start);
  for (const { node, start } of context.matches('decorator')) {
    const end = node.endIndex;
    decoratorEnds.set(end, start);
    decoratorStarts.set(start, end);
  }
  const docstrings = new Map(context.matches('docstring').map(({ node, start }) => [start, node.endIndex]));
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
  let start = first;
  for (;;) {
    const before = skipBlankBack(context.text, start, 1);
    const previous = before === undefined ? undefined : docs.commentEnds.get(before);
    if (previous === undefined || isBlock(previous)) break;
    if (!isDoc.test(context.text.slice(previous, previous + 80))) break;
    const lineStart = context.text.lastIndexOf('\n', previous) + 1;
    if (context.text.slice(lineStart, previous).trim() !== '') break;
    start = previous;
  }
  return [start, end];
}

/** Offset after the last non-blank character before `offset`, `undefined` when more than `lines` line ends lie between. */
function skipBlankBack(text: string, offset: number, lines: number): number | undefined {
  let index = offset;
  let seen = 0;
  while (index > 0 && /\s/.test(text.charAt(index - 1))) {
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
    .replace(/^\s*(?:\/\*+|\/{2,}!?|#+:?!?)/gm, '')
    .replace(/\*+\/\s*$/, '')
    .replace(/^[ \t]*\*+ ?/gm, '')
    .replace(/\{@(?:link|linkcode|code)\s+([^}]*)\}/g, '$1');
  const described =
    xmlSummary(plain) ??
    /^\s*@(?:description|desc|fileoverview|file|overview|summary)\s+([\s\S]*)/.exec(plain)?.[1] ??
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

/** Types in JSDoc tags. */
export interface DocumentedTypes {
  readonly parameters: ReadonlyMap<string, string>;
  readonly returns: string | undefined;
  readonly type: string | undefined;
}

export function documentedTypes(comment: string): DocumentedTypes {
  const parameters = new Map<string, string>();
  let returns: string | undefined;
  let type: string | undefined;
  const tag = /@(param|arg|argument|returns?|type)\s*\{/g;
  for (let match = tag.exec(comment); match; match = tag.exec(comment)) {
    const open = match.index + match[0].length - 1;
    const close = closingBrace(comment, open);
    if (close === -1) break;
    const written = comment
      .slice(open + 1, close)
      .replace(/\s*\n\s*\*?\s*/g, ' ')
      .trim();
    const clean = written.replace(/^[?!]|=$/g, '').replace(/^\.\.\./, '');
    if (match[1] === 'type') type ??= clean;
    else if (match[1]?.startsWith('return')) returns ??= clean;
    else {
      const name = /^\s*\[?\s*([\p{ID_Start}$_][\p{ID_Continue}$.]*)/u.exec(comment.slice(close + 1, close + 100))?.[1];
      if (name !== undefined && !name.includes('.')) parameters.set(name, clean);
    }
    tag.lastIndex = close;
  }
  return { parameters, returns, type };
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
