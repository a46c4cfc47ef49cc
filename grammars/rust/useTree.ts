import type { WrittenImport, WrittenName } from '../language.ts';

interface Leaf extends WrittenName {
  readonly path: readonly string[];
}

const TOKEN = /::|[{},*;]|(?:r#)?[\p{ID_Start}_][\p{ID_Continue}]*/gu;

/**
 * Reads `use`, `extern crate`, and `mod` without a body (an attribute with its path may stand before it). `around`: the
 * inline modules that hold the statement, outermost first. Specifiers begin with `crate`, `self` or `super`, seen from the
 * file, or with the name of a crate or of something in scope; `mod` leads to the file of a declared module, `path:` is its own path.
 */
export function readImports(statement: string, around: readonly string[]): readonly WrittenImport[] {
  const [head = ''] = /^(?:#\[[\s\S]*?\]\s*)?(?:pub\b\s*(?:\([^)]*\)\s*)?)?(?:extern\s+)?\w+/.exec(statement) ?? [];
  const kind = /^\s*pub\b/.test(head.replace(/^#\[[\s\S]*?\]\s*/, '')) ? 'reexport' : 'import';
  const tokens = [...statement.slice(head.length).matchAll(TOKEN)];
  const texts = tokens.map(([text]) => text.replace(/^r#/, ''));
  const offset = (index: number): number => head.length + (tokens[index]?.index ?? 0);
  if (/\bmod$/.test(head)) {
    const name = texts[0] ?? '';
    const written = /\bpath\s*=\s*"([^"]*)"/.exec(head)?.[1];
    const specifier = written === undefined ? ['mod', ...around, name].join('.') : `path:${written}`;
    return [{ specifier, kind, names: [{ name: '*', local: name, offset: offset(0) }] }];
  }
  if (/\bcrate$/.test(head)) {
    const at = texts[1] === 'as' ? 2 : 0;
    const specifier = texts[0] ?? '';
    return [{ specifier, kind, names: [{ name: '*', local: texts[at] ?? '', offset: offset(at) }] }];
  }
  const leaves: Leaf[] = [];
  readTree(texts, offset, 0, [], leaves);
  const names = new Map<string, WrittenName[]>();
  for (const { path, name, local, offset: at } of leaves) {
    const specifier = seenFromFile(path, around).join('.');
    const leaf = { name, local, offset: at };
    const known = names.get(specifier);
    if (known) known.push(leaf);
    else names.set(specifier, [leaf]);
  }
  return [...names].map(([specifier, found]) => ({ specifier, kind, names: found }));
}

/** Reads one tree of a `use` from token `at` on; gives the index after it. */
function readTree(
  texts: readonly string[],
  offset: (index: number) => number,
  at: number,
  prefix: readonly string[],
  leaves: Leaf[],
): number {
  const path = [...prefix];
  let index = at;
  let last = at;
  for (; index < texts.length; index++) {
    const text = texts[index] ?? '';
    if (text === '{') {
      index++;
      while (index < texts.length && texts[index] !== '}') {
        index = texts[index] === ',' ? index + 1 : readTree(texts, offset, index, path, leaves);
      }
      return index + 1;
    }
    if (text === '*') {
      leaves.push({ path, name: '*', local: '', offset: offset(index) });
      return index + 1;
    }
    if (text === ',' || text === '}' || text === ';') break;
    if (text === 'as') {
      addLeaf(path, texts[index + 1] ?? '', offset(index + 1), prefix.length, leaves);
      return index + 2;
    }
    if (text !== '::') {
      path.push(text);
      last = index;
    }
  }
  if (path.length > prefix.length) addLeaf(path, undefined, offset(last), prefix.length, leaves);
  return Math.max(index, at + 1);
}

function addLeaf(
  path: readonly string[],
  alias: string | undefined,
  offset: number,
  prefix: number,
  leaves: Leaf[],
): void {
  const name = path.at(-1) ?? '';
  const rest = path.slice(0, -1);
  // `use a::{self}` and `use a` name the module itself.
  const whole = name === 'self' && path.length > prefix ? rest : path;
  if (whole === rest || path.length === 1)
    leaves.push({ path: whole, name: '*', local: alias ?? whole.at(-1) ?? '', offset });
  else leaves.push({ path: rest, name, local: alias ?? name, offset });
}

/** A path that begins with `self` or `super` inside of inline modules, as the file would write it. */
function seenFromFile(path: readonly string[], around: readonly string[]): readonly string[] {
  const [head = ''] = path;
  const own = [...around];
  if (/^\p{Lu}/u.test(head)) return ['self', ...own, ...path];
  if (head !== 'self' && head !== 'super') return path;
  const outside: string[] = [];
  let at = head === 'self' ? 1 : 0;
  for (; path[at] === 'super'; at++) if (own.pop() === undefined) outside.push('super');
  return [...(outside.length > 0 ? outside : ['self']), ...own, ...path.slice(at)];
}
