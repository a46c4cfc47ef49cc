import type { Language } from '../language.ts';
import { repairs } from './repairs.ts';

export const typescript: Language = {
  id: 'typescript',
  extensions: ['.ts', '.mts', '.cts'],
  wasm: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  queries: ['ecmascript', 'typescript'],
  documentation: 'comment',
  lineComment: '//',
  visibility: 'export',
  constructors: ['constructor'],
  repairs,
};
