import type { Language } from '../language.ts';

export const tsx: Language = {
  id: 'typescriptreact',
  extensions: ['.tsx'],
  wasm: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  queries: ['ecmascript', 'jsx', 'typescript'],
  documentation: 'comment',
  visibility: 'export',
  constructors: ['constructor'],
};
