import type { FileFacts, ReferenceFact } from '../../facts/fileFacts.ts';
import { lineTable } from '../lineTable.ts';

interface Region {
  readonly start: number;
  readonly end: number;
}

const TAG = /<([A-Za-z][\w-]*)(?:\.([A-Za-z]\w*))?/g;
/** A plain name that is no member, no key and no attribute of a tag inside the expression. */
const NAME = /(?<![\w$.'"`<-])([A-Za-z_$][\w$]*)(?!\s*:(?!:)|[\w$-]*=["{])(\s*\()?/g;

/** Where markup uses names of its script: tags of imported components, and names in expressions. In source order. */
export function markupReferences(
  markup: string,
  expressions: readonly Region[],
  facts: FileFacts,
): readonly ReferenceFact[] {
  const imported = new Set(facts.imports.flatMap(({ names }) => names.map(({ local }) => local)));
  const functions = facts.symbols.filter(
    ({ parent, kind }) => parent === -1 && kind !== 'type' && kind !== 'interface',
  );
  const known = new Set([...imported, ...functions.map(({ name }) => name)]);
  known.delete('');
  const lines = lineTable(markup);
  const found = new Map<number, ReferenceFact>();
  const add = (at: number, fact: Pick<ReferenceFact, 'name' | 'kind' | 'receiver'>): void => {
    if (!found.has(at)) found.set(at, { ...fact, ...lines.position(at), enclosing: -1 });
  };
  for (const { index, 1: tag = '', 2: member } of markup.matchAll(TAG)) {
    const name = [tag, pascalCase(tag)].find(spelling => imported.has(spelling));
    if (name === undefined) continue;
    if (member === undefined) add(index + 1, { name, kind: 'jsx' });
    else add(index + 2 + tag.length, { name: member, kind: 'jsx', receiver: name });
  }
  for (const { start, end } of expressions) {
    for (const match of markup.slice(start, end).matchAll(NAME)) {
      const [, name = '', call] = match;
      if (known.has(name)) add(start + match.index, { name, kind: call === undefined ? 'value' : 'call' });
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, fact]) => fact);
}

/** `MyButton` for `my-button`. */
function pascalCase(tag: string): string {
  return tag.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
