import type { WrittenImport, WrittenName } from '../language.ts';

/** Reads `use …;` with groups and aliases, and `require`/`include` of a path that is written out. */
export function readImports(statement: string): readonly WrittenImport[] {
  const use = /^use\s+(?:(?:function|const)\s+)?/i.exec(statement);
  return use ? readUse(statement, use[0].length) : readInclude(statement);
}

/** One import for each namespace: `use A\{B, C\D}` names `B` of `A` and `D` of `A\C`. */
function readUse(statement: string, from: number): readonly WrittenImport[] {
  const found: WrittenImport[] = [];
  const open = statement.indexOf('{', from);
  const prefix = open < 0 ? '' : statement.slice(from, open).trim();
  const start = open < 0 ? from : open + 1;
  const end = open < 0 ? statement.length : statement.lastIndexOf('}');
  for (const clause of statement.slice(start, end).matchAll(/[^,;]+/g)) {
    const parsed = /^\s*(?:(?:function|const)\s+)?([\w\\\u0080-\uffff]+)(?:\s+as\s+([\w\u0080-\uffff]+))?/i.exec(
      clause[0],
    );
    if (!parsed) continue;
    const path = (prefix + (parsed[1] ?? '')).replace(/^\\/, '').split('\\');
    const name = path.pop() ?? '';
    const local = parsed[2] ?? name;
    const offset = start + clause.index + parsed[0].lastIndexOf(local);
    found.push({ specifier: path.join('.'), names: [named(name, local, offset)] });
  }
  return found;
}

/** `require __DIR__ . '/x.php'` and `include 'x.php'`; other paths are known only when the program runs. */
function readInclude(statement: string): readonly WrittenImport[] {
  const path =
    /^(?:require|include)(?:_once)?\s*\(?\s*(?:(__DIR__|dirname\s*\(\s*__FILE__\s*\))\s*\.\s*)?(['"])([^'"$]+)\2\s*\)?\s*$/i.exec(
      statement,
    );
  if (!path) return [];
  const written = path[3] ?? '';
  const specifier = path[1] === undefined ? written : `.${written.startsWith('/') ? '' : '/'}${written}`;
  return [
    { specifier: specifier.includes('/') ? specifier : `./${specifier}`, kind: 'require', names: [named('*', '', 0)] },
  ];
}

function named(name: string, local: string, offset: number): WrittenName {
  return { name, local, offset };
}
