import type { Language } from '../../grammars/language.ts';
import { typeNotation } from './fileContext.ts';

/** Types in the tags of a documentation comment, in the notation of the facts. */
export interface DocumentedTypes {
  readonly parameters: ReadonlyMap<string, string>;
  readonly returns: string | undefined;
  readonly type: string | undefined;
}

/** Reads the tags in the form that the language uses; `undefined` where it has none. */
export function documentedTypes(language: Language, comment: string): DocumentedTypes | undefined {
  const tags = readTags(language, comment);
  if (!tags) return undefined;
  const parameters = new Map<string, string>();
  let returns: string | undefined;
  let type: string | undefined;
  for (const { tag, written, name } of tags) {
    const text = typeNotation(language, written);
    if (text === undefined) continue;
    if (tag.startsWith('return')) returns ??= text;
    else if (tag === 'type' || (tag === 'var' && name === undefined)) type ??= text;
    else if (name !== undefined && !name.includes('.')) parameters.set(name, text);
  }
  return { parameters, returns, type };
}

interface Tag {
  readonly tag: string;
  readonly written: string;
  readonly name: string | undefined;
}

function readTags(language: Language, comment: string): readonly Tag[] | undefined {
  switch (language.documentedTypes) {
    case 'jsdoc':
      return jsdocTags(comment);
    case 'phpdoc':
      return phpdocTags(comment);
    case 'yard':
      return yardTags(comment);
    default:
      return undefined;
  }
}

/** `@param {Type} [name]` */
function jsdocTags(comment: string): readonly Tag[] {
  const found: Tag[] = [];
  const tag = /@(param|arg|argument|returns?|type)\s*\{/g;
  for (let match = tag.exec(comment); match; match = tag.exec(comment)) {
    const open = match.index + match[0].length - 1;
    const close = closingBrace(comment, open);
    if (close === -1) break;
    const written = comment
      .slice(open + 1, close)
      .replace(/\s*\n\s*\*?\s*/g, ' ')
      .trim()
      .replace(/^[?!]|=$/g, '')
      .replace(/^\.\.\./, '');
    const name = /^\s*\[?\s*([\p{ID_Start}$_][\p{ID_Continue}$.]*)/u.exec(comment.slice(close + 1, close + 100))?.[1];
    found.push({ tag: match[1] ?? '', written, name });
    tag.lastIndex = close;
  }
  return found;
}

/** `@param Type<A, B>|null $name` */
function phpdocTags(comment: string): readonly Tag[] {
  const pattern =
    /@(?:phpstan-|psalm-)?(param|return|var)\s+((?:[^\s<({]|<[^>\n]*>+|\([^)\n]*\)|\{[^}\n]*\})+)(?:\s+(?:&|\.\.\.)*(\$\w+))?/g;
  return [...comment.matchAll(pattern)].map(([, tag = '', written = '', name]) => ({
    tag: tag === 'var' ? 'type' : tag,
    written,
    name,
  }));
}

/** `@param name [Type]`, `@param [Type] name`, `@return [Type, nil]` */
function yardTags(comment: string): readonly Tag[] {
  const pattern = /@(param|return|returns|type)\s+(?:(\w+)\s+)?\[([^\]\n]+)\](?:[ \t]+(\w+))?/g;
  return [...comment.matchAll(pattern)].map(([, tag = '', before, written = '', after]) => ({
    tag,
    written: written.replaceAll(',', ' |'),
    name: before ?? after,
  }));
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
