import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const tlaplus: Language = outlineLanguage({
  id: 'tlaplus',
  extensions: ['.tla'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-tlaplus.wasm',
  queries: ['tlaplus'],
  lineComment: '\\*',
  visibility: ({ modifiers }) => !/\bLOCAL\b/.test(modifiers),
  imports: statement =>
    [...statement.matchAll(/\b(?!EXTENDS\b|INSTANCE\b|LOCAL\b)[A-Za-z_]\w*/g)]
      .slice(0, statement.startsWith('EXTENDS') ? undefined : 1)
      .map(match => wholeModule(match[0], match.index)),
});
