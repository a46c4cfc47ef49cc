import type { Declaration } from '../language.ts';

/** Whether other files see a declaration: not in a private section, an unnamed namespace, or `static` outside of headers. */
export function isVisible({ modifiers, parentKind, header, before }: Declaration): boolean {
  if (parentKind === 'class') {
    const section = lastSection(before());
    return section === undefined ? true : section === 'public';
  }
  if (/\bstatic\b/.test(modifiers) && !/\b(?:inline|constexpr)\b|_INLINE\b/i.test(header)) return false;
  const text = before();
  const unnamed = text.lastIndexOf('namespace {');
  return unnamed < 0 || isClosed(text, unnamed);
}

/** The access section that the text ends in; without one `class` begins private, and everything else public. */
function lastSection(text: string): string | undefined {
  const flat = withoutBodies(text);
  const sections = flat.match(/\b(?:public|protected|private)(?=(?:\s+\w+)?\s*:(?!:))/g);
  const section = sections?.at(-1);
  if (section !== undefined) return section;
  return /^(?:template\s*<[^{]*>\s*)?class\b/.test(text) ? 'private' : undefined;
}

/** The text after the first brace without what nested braces hold. */
function withoutBodies(text: string): string {
  let level = 0;
  let flat = '';
  for (const part of text.split(/([{}])/)) {
    if (part === '{') level++;
    else if (part === '}') level--;
    else if (level === 1) flat += part;
  }
  return flat;
}

function isClosed(text: string, from: number): boolean {
  let level = 0;
  for (const brace of text.slice(from).match(/[{}]/g) ?? []) {
    level += brace === '{' ? 1 : -1;
    if (level === 0) return true;
  }
  return false;
}
