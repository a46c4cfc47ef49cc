import { readIncludes } from '../c/includes.ts';
import type { WrittenImport } from '../language.ts';

/** Reads includes, and `import a.b;` of a module as `@a.b`. */
export function readImports(statement: string): readonly WrittenImport[] {
  const written = /^\s*(export\s+)?import\s*(?:"([^"\n]+)"|(<[^>\n]+>)|(:?[\w.:]+))/.exec(statement);
  if (!written) return readIncludes(statement);
  const specifier = written[2] ?? written[3] ?? `@${written[4]}`;
  return [{ specifier, names: [{ name: '*', local: '', offset: 0 }] }];
}
