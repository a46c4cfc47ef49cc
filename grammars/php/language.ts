import type { Language } from '../language.ts';
import { readImports } from './imports.ts';

export const php: Language = {
  id: 'php',
  extensions: ['.php', '.phtml', '.inc'],
  wasm: 'tree-sitter-php/tree-sitter-php.wasm',
  queries: ['php'],
  documentation: 'comment',
  documentedTypes: 'phpdoc',
  lineComment: '//',
  visibility: ({ modifiers }) => !/\b(?:private|protected)\b/i.test(modifiers),
  isStatic: ({ modifiers }) => /\b(?:static|const)\b/i.test(modifiers),
  constructors: ['__construct'],
  openNames: true,
  separators: /\??->|::\$?|\\/g,
  expressions: [
    [/(^|[^\w\\])\\(?=\w)/g, '$1'],
    [/^clone\s+/, ''],
  ],
  types: [
    [/(^|[^\w\\])\\(?=\w)/g, '$1'],
    [/^\?/, ''],
    [/\b(?:static|self|\$this)\b|\$this\b/g, 'this'],
    // What says nothing of a value's members leaves the word to the documentation.
    [/^(?:array|iterable|mixed|object|callable|null|void|never)$/, ''],
    [/\b(?:non-empty-)?(?:list|array)</g, 'Array<'],
    [/^class-string<(.*)>$/, 'Type<$1>'],
  ],
  imports: readImports,
};
