import type { Language } from '../language.ts';

export const python: Language = {
  id: 'python',
  extensions: ['.py', '.pyi', '.pyw'],
  wasm: 'tree-sitter-python/tree-sitter-python.wasm',
  queries: ['python'],
  documentation: 'docstring',
  lineComment: '#',
  visibility: 'underscore',
  constructors: ['__init__'],
  closedTypes: true,
};
