import { repairs as cRepairs } from '../c/repairs.ts';
import type { Language } from '../language.ts';
import { readImports } from './imports.ts';
import { expressions, repairs, types } from './rewrites.ts';
import { isVisible } from './visibility.ts';

export const cpp: Language = {
  id: 'cpp',
  // C's headers as well: a header says nowhere which of the two it is, and C++'s grammar reads them no worse.
  extensions: [
    '.cpp',
    '.cc',
    '.cxx',
    '.c++',
    '.cppm',
    '.ccm',
    '.cxxm',
    '.ixx',
    '.mpp',
    '.h',
    '.hh',
    '.hpp',
    '.hxx',
  ].concat(['.h++', '.inl', '.ipp', '.tpp', '.txx', '.tcc', '.cu', '.cuh']),
  wasm: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  queries: ['cpp', 'c'],
  documentation: 'comment',
  docComment: /^\/[/*]/,
  lineComment: '//',
  visibility: isVisible,
  constructors: [],
  openNames: true,
  separators: /(?<!operator\s*)->|::/g,
  repairs: [...repairs, ...cRepairs],
  expressions,
  types,
  imports: readImports,
};
