import type { WrittenImport } from '../language.ts';

/** `"a/b"`, `name "a/b"`, `. "a/b"` and `_ "a/b"`. The name of a package without an alias is guessed from its path. */
export function readImport(statement: string): readonly WrittenImport[] {
  const [, alias = '', raw, plain] =
    /^\s*([\p{ID_Start}_][\p{ID_Continue}]*|\.)?\s*(?:`([^`]*)`|"((?:[^"\\\n]|\\.)*)")/u.exec(statement) ?? [];
  const specifier = raw ?? plain ?? '';
  if (specifier === '') return [];
  if (alias === '_') return [{ specifier, names: [] }];
  if (alias !== '') return [{ specifier, names: [{ name: '*', local: alias === '.' ? '' : alias, offset: 0 }] }];
  const { name, at } = packageName(specifier);
  return [{ specifier, names: [{ name: '*', local: name, offset: statement.indexOf(specifier) + at }] }];
}

/**
 * The usual name of the package at a path and where it stands in it: the last part; without a major version (`/v2`, `.v3`),
 * and without what tells people that it is Go (`go-`, `-go`, `.go`).
 */
function packageName(path: string): { readonly name: string; readonly at: number } {
  const own = path.replace(/\/v\d+$/, '');
  const last = own.slice(own.lastIndexOf('/') + 1);
  const lead = /^go-(?=.)/.exec(last)?.[0].length ?? 0;
  const name = last
    .slice(lead)
    .replace(/\.v\d+$/, '')
    .replace(/[-.]go$/, '')
    .replace(/^.*[-.](?=[\p{ID_Start}_])/u, '');
  const at = own.length - last.length + Math.max(0, last.lastIndexOf(name));
  return { name, at };
}
