import type { Language } from '../language.ts';
import { repairs } from '../typescript/repairs.ts';

export const tsx: Language = {
  id: 'typescriptreact',
  extensions: ['.tsx'],
  wasm: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  queries: ['ecmascript', 'jsx', 'typescript'],
  documentation: 'comment',
  lineComment: '//',
  visibility: 'export',
  constructors: ['constructor'],
  repairs,
};
