import type { Language } from '../language.ts';
import { readImport } from './imports.ts';
import { expressions, types } from './rewrites.ts';

export const go: Language = {
  id: 'go',
  extensions: ['.go'],
  wasm: 'tree-sitter-go/tree-sitter-go.wasm',
  queries: ['go'],
  documentation: 'comment',
  docComment: /^\/(?:\*|\/(?!go:|nolint|lint:|export |\s*\+build ))/,
  moduleComment: /^\/[/*]\s*(?:Package|Command)\s/,
  lineComment: '//',
  visibility: ({ name }) => /^\p{Lu}/u.test(name),
  isStatic: () => false,
  constructors: [],
  openNames: true,
  imports: readImport,
  expressions,
  types,
};
