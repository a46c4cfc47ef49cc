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
  // Defaults of type parameters, which tree-sitter-python 0.25 does not read: `[T: A = B]` as `[T: A | B]`, `[T = B]` as `[T : B]`.
  repairs: [
    [/(?<=^[ \t]*(?:type|class|(?:async\s+)?def)\s+\w+\[[^\]\n]{0,300}\w\s{0,9}:[^,\]\n=]{0,300})=(?!=)/gm, '|'],
    [/(?<=^[ \t]*(?:type|class|(?:async\s+)?def)\s+\w+\[[^\]\n]{0,300}\w\s{0,9})=(?!=)/gm, ':'],
  ],
};
