import { repairs } from '../ecmascript/repairs.ts';
import type { Language } from '../language.ts';

export const javascript: Language = {
  id: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.es6'],
  wasm: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  queries: ['ecmascript', 'jsx', 'javascript'],
  documentation: 'comment',
  documentedTypes: 'jsdoc',
  lineComment: '//',
  visibility: 'export',
  constructors: ['constructor'],
  repairs,
};
