import type { Declaration, Language } from '../language.ts';
import { plainMacros } from './macros.ts';
import { expressions, types } from './rewrites.ts';
import { readImports } from './useTree.ts';

export const rust: Language = {
  id: 'rust',
  extensions: ['.rs'],
  wasm: 'tree-sitter-rust/tree-sitter-rust.wasm',
  queries: ['rust'],
  documentation: 'comment',
  docComment: /^(?:\/\/\/(?!\/)|\/\*\*(?![*/]))/,
  moduleComment: /^\/[/*]!/,
  lineComment: '//',
  visibility: isVisible,
  isStatic: ({ kind, header }) => kind === 'method' && !SELF_PARAMETER.test(header),
  constructors: [],
  shadowing: true,
  closedTypes: true,
  separators: /::/g,
  prepare: plainMacros,
  // Blocks of foreign items of the edition of 2024.
  repairs: [
    [/\bunsafe(?=\s+extern\s*(?:"[^"]*"\s*)?\{)/g, '      '],
    [/\bsafe(?=\s+(?:fn|static)\b)/g, '    '],
  ],
  expressions,
  types,
  imports: readImports,
};

const SELF_PARAMETER = /\(\s*(?:&\s*)?(?:'\w+\s+)?(?:mut\s+)?self\b/;

/** What carries `pub`; members of a trait and of its implementations, and an enum's variants, are as visible as what holds them. */
function isVisible({ kind, modifiers, parentKind, parentBases }: Declaration): boolean {
  if (kind === 'extension' || kind === 'enumMember' || parentKind === 'interface') return true;
  if (parentKind === 'enumMember' || (parentKind === 'extension' && parentBases.length > 0)) return true;
  return /^pub\b(?!\s*\(\s*self\s*\))|^macro_rules\b/.test(modifiers);
}
