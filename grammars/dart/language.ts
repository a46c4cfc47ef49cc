import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const dart: Language = outlineLanguage({
  id: 'dart',
  extensions: ['.dart'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-dart.wasm',
  queries: ['dart'],
  lineComment: '//',
  docComment: /^\/\/\/|^\/\*\*/,
  moduleComment: /^\/\/\/|^\/\*\*/,
  visibility: ({ name }) => !name.startsWith('_'),
  imports: statement => {
    const match = /^(import|export|part)\s+(?:of\s+)?(['"])([^'"]+)\2(?:[\s\S]*?\bas\s+(\w+))?/.exec(statement);
    if (!match) return [];
    const [written, word, , specifier = '', prefix = ''] = match;
    const offset = prefix === '' ? written.indexOf(specifier) : written.length - prefix.length;
    return [{ ...wholeModule(specifier, offset, prefix), kind: word === 'export' ? 'reexport' : 'import' }];
  },
});
