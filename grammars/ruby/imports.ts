import type { WrittenImport } from '../language.ts';

/** Reads `require`, `require_relative`, `load` and `autoload` of a path that is written out; relative ones begin with a dot. */
export function readImports(statement: string): readonly WrittenImport[] {
  const path = pathOf(statement);
  if (path === undefined) return [];
  const constant = /^autoload\s*\(?\s*:(\w+)/.exec(statement);
  const name = constant?.[1];
  const offset = name === undefined ? 0 : statement.indexOf(name);
  const names = name === undefined ? [] : [{ name, local: name, offset }];
  return [{ specifier: path.replace(/\.rb$/, ''), kind: 'require', names }];
}

function pathOf(statement: string): string | undefined {
  const seenFromFolder =
    /File\.(?:join|expand_path)\s*\(?\s*(?:__dir__|File\.dirname\(__FILE__\))\s*,\s*(['"])([^'"#]+)\1/.exec(statement);
  if (seenFromFolder) return relative(seenFromFolder[2] ?? '');
  const expanded =
    /File\.expand_path\s*\(?\s*(['"])([^'"#]+)\1\s*,\s*(__dir__|__FILE__|File\.dirname\(__FILE__\))/.exec(statement);
  // Seen from the file itself, the first step up leads to its folder.
  if (expanded)
    return relative(expanded[3] === '__FILE__' ? (expanded[2] ?? '').replace(/^\.\.\/?/, '') : (expanded[2] ?? ''));
  const written = /^(\w+)\s*\(?\s*(?::\w+\s*,\s*)?(['"])([^'"#]+)\2/.exec(statement);
  if (!written) return undefined;
  return written[1] === 'require_relative' ? relative(written[3] ?? '') : written[3];
}

function relative(path: string): string {
  return path.startsWith('.') ? path : `./${path.replace(/^\//, '')}`;
}
