import type { Language } from '../language.ts';
import { readIncludes } from './includes.ts';
import { repairs } from './repairs.ts';
import { expressions, types } from './rewrites.ts';

export const c: Language = {
  id: 'c',
  extensions: ['.c'],
  wasm: 'tree-sitter-c/tree-sitter-c.wasm',
  queries: ['c'],
  documentation: 'comment',
  docComment: /^\/[/*]/,
  lineComment: '//',
  visibility: ({ modifiers }) => !/\bstatic\b/.test(modifiers),
  constructors: [],
  openNames: true,
  separators: /->/g,
  repairs,
  expressions,
  types,
  imports: readIncludes,
};
