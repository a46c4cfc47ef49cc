import type { Language } from '../language.ts';

export const typescript: Language = {
  id: 'typescript',
  extensions: ['.ts', '.mts', '.cts'],
  wasm: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  queries: ['ecmascript', 'typescript'],
  documentation: 'comment',
  visibility: 'export',
  constructors: ['constructor'],
};
