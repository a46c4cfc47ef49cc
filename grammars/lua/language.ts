import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const lua: Language = outlineLanguage({
  id: 'lua',
  extensions: ['.lua'],
  wasm: '@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm',
  queries: ['lua'],
  lineComment: '--',
  separators: /:/g,
  visibility: ({ modifiers, kind }) => kind === 'class' || !/\blocal\b/.test(modifiers),
  imports: statement => {
    const match = /(?:^local\s+(\w+)\b[\s\S]*?)?\brequire\s*\(?\s*(?:"([^"]+)"|'([^']+)'|\[\[([^\]]+)\]\])/.exec(
      statement,
    );
    const specifier = match?.[2] ?? match?.[3] ?? match?.[4];
    return specifier === undefined
      ? []
      : [wholeModule(specifier, match?.[1] ? statement.indexOf(match[1], 5) : 0, match?.[1])];
  },
});
