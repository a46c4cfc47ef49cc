import type { Declaration, Language } from '../language.ts';
import { expressions, repairs, types } from './rewrites.ts';
import { usings } from './usings.ts';

export const csharp: Language = {
  id: 'csharp',
  extensions: ['.cs', '.csx'],
  wasm: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  queries: ['csharp'],
  documentation: 'comment',
  docComment: /^(?:\/\/\/|\/\*\*)/,
  lineComment: '//',
  visibility: isVisible,
  isStatic: ({ modifiers }) => /\b(?:static|const)\s/.test(modifiers),
  constructors: [],
  openNames: true,
  typeArity: true,
  imports: usings,
  repairs,
  expressions,
  types,
};

/** What other files can see without being the same type: protected members count, nested types and members are private by default. */
function isVisible({ kind, modifiers, header, parentKind }: Declaration): boolean {
  if (/\b(?:public|internal|protected)\s/.test(modifiers)) return true;
  if (/\b(?:private|file)\s/.test(modifiers)) return false;
  if (kind === 'namespace' || kind === 'enumMember') return true;
  if (parentKind === undefined || parentKind === 'namespace' || parentKind === 'interface') return true;
  // An explicit implementation is reached through its interface.
  if (/\.\s*$/.test(modifiers)) return true;
  // Positional parameters of a record are its public properties.
  return kind === 'property' && !/[;{]|=>/.test(header);
}
