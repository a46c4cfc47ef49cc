import type { Language, WrittenImport } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const solidity: Language = outlineLanguage({
  id: 'solidity',
  extensions: ['.sol'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-solidity.wasm',
  queries: ['solidity'],
  lineComment: '//',
  docComment: /^\/\/\/|^\/\*\*/,
  moduleComment: /^\/\/\/|^\/\*\*/,
  visibility: ({ header }) => !/\bprivate\b/.test(header),
  imports: readImport,
});

/** `import "./a.sol"`, `import * as a from "./a.sol"`, `import {A, B as C} from "./a.sol"`. */
function readImport(statement: string): readonly WrittenImport[] {
  const specifier = /["']([^"']+)["']/.exec(statement)?.[1];
  if (specifier === undefined) return [];
  const list = /\{([^}]*)\}/.exec(statement)?.[1];
  if (list === undefined) {
    const local = /\bas\s+(\w+)/.exec(statement)?.[1] ?? '';
    return [wholeModule(specifier, statement.indexOf(local === '' ? specifier : local), local)];
  }
  const names = [...list.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)].map(match => {
    const [written, name = '', local = name] = match;
    return { name, local, offset: statement.indexOf('{') + 1 + match.index + written.length - local.length };
  });
  return [{ specifier, names }];
}
