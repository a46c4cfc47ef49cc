import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const zig: Language = outlineLanguage({
  id: 'zig',
  extensions: ['.zig'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-zig.wasm',
  queries: ['zig'],
  lineComment: '//',
  docComment: /^\/\/\//,
  moduleComment: /^\/\/!/,
  visibility: ({ modifiers, kind }) => /\bpub\b/.test(modifiers) || kind === 'property' || kind === 'enumMember',
  imports: statement => {
    const match = /(?:const\s+(\w+)\s*=\s*)?@import\(\s*"([^"]+)"/.exec(statement);
    return match ? [wholeModule(match[2] ?? '', match[1] ? statement.indexOf(match[1]) : 0, match[1])] : [];
  },
});
