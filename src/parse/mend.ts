import type { Language } from '../../grammars/language.ts';

/**
 * A text that may parse better than `text`, to be parsed in its place while facts are cut from the original: the language's
 * repairs applied, and what is open at the end closed (the text may be a prefix of a file). Offsets stay the same.
 * `undefined` where there is nothing to mend.
 */
export function mend(text: string, language: Language): string | undefined {
  let mended = text;
  for (const [pattern, replacement] of language.repairs ?? []) {
    if (typeof replacement === 'string') mended = mended.replace(pattern, replacement);
    else mended = mended.replace(pattern, found => replacement(found));
  }
  mended += closers(mended, language.lineComment);
  return mended === text ? undefined : mended;
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What closes the strings, comments and brackets that are open at the end; '' where brackets do not match. */
function closers(text: string, lineComment: string): string {
  const open: string[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    const pair = PAIRS[character];
    if (pair !== undefined) open.push(pair);
    else if (character === ')' || character === ']' || character === '}') {
      if (open.pop() !== character) return '';
      if (character === '}' && open.at(-1) === '`') {
        open.pop();
        const end = templateEnd(text, index + 1, open);
        if (end === -1) return closing(open);
        index = end;
        continue;
      }
    } else if (text.startsWith(lineComment, index)) {
      index = endOr(text, '\n', index, 1);
      continue;
    } else if (lineComment === '//' && text.startsWith('/*', index)) {
      const end = text.indexOf('*/', index + 2);
      if (end === -1) return `*/${closing(open)}`;
      index = end + 2;
      continue;
    } else if (
      lineComment === '//' &&
      character === '/' &&
      /(?:^|[=(,:[!&|?{};\n]|\breturn)\s*$/.test(text.slice(Math.max(0, index - 20), index))
    ) {
      index = regularExpressionEnd(text, index);
      continue;
    } else if (character === '`' && lineComment === '//') {
      const end = templateEnd(text, index + 1, open);
      if (end === -1) return closing(open);
      index = end;
      continue;
    } else if (character === '"' || character === "'") {
      const triple = lineComment === '#' && text.startsWith(character.repeat(3), index);
      const end = triple ? text.indexOf(character.repeat(3), index + 3) : stringEnd(text, index);
      if (end === -1) return character.repeat(3) + closing(open);
      index = end + (triple ? 3 : 0);
      continue;
    }
    index += 1;
  }
  return closing(open);
}

/** Closing marks on a line of their own, the innermost first. */
function closing(open: readonly string[]): string {
  return open.length === 0 ? '' : `\n${[...open].reverse().join('')}`;
}

/** Offset after the template's end or inside its next `${`, which is then open; -1 when the text ends first. */
function templateEnd(text: string, start: number, open: string[]): number {
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (character === '`') return index + 1;
    else if (character === '$' && text.charAt(index + 1) === '{') {
      open.push('`', '}');
      return index + 2;
    }
  }
  open.push('`');
  return -1;
}

function stringEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (character === quote) return index + 1;
    else if (character === '\n') return index;
  }
  return text.length;
}

function regularExpressionEnd(text: string, start: number): number {
  let inClass = false;
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return index + 1;
    else if (character === '\n') return start + 1;
  }
  return start + 1;
}

function endOr(text: string, mark: string, from: number, length: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end + length;
}
