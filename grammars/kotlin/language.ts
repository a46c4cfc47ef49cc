import type { Language, WrittenImport } from '../language.ts';

export const kotlin: Language = {
  id: 'kotlin',
  extensions: ['.kt', '.kts'],
  wasmTier: 'baseline',
  wasm: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  queries: ['kotlin'],
  documentation: 'comment',
  lineComment: '//',
  visibility: ({ name, modifiers }) => name !== 'object' && !/(?:^|\s)private\s/.test(modifiers),
  // Members of a companion object are members of its class.
  isStatic: ({ modifiers }) => /(?:^|\s)const\s/.test(modifiers),
  constructors: [],
  openNames: true,
  implicitParameter: 'it',
  // After annotations on lines of their own: `open class A` is read as a call of `class` on `open`.
  misread: /(?:@[^\n]*|\))\n\s*(?:open|const|expect)\s+(?:class|interface|object|val|fun)\b/,
  repairs: [
    [/(?<=(?:@[^\n]*|\))\n\s*)open(?=\s+(?:class|val|fun)\b)/g, ' '.repeat(4)],
    [/(?<=(?:@[^\n]*|\))\n\s*)const(?=\s+val\b)/g, ' '.repeat(5)],
    [/(?<=(?:@[^\n]*|\))\n\s*)expect(?=\s+(?:class|interface|object|val|fun)\b)/g, ' '.repeat(6)],
    // An empty collection in place of a default value.
    [/(?<=[=(,]\s*)\[\](?=\s*[,)])/g, '00'],
    [/\bfun(?=\s+interface\b)/g, '   '],
    [/\bdata(?=\s+object\b)/g, '    '],
    // The guard of a branch becomes another condition.
    [/(?<=\bis\s+[\w.<>?*, ]+\s)if\b(?=[^\n]*->)/g, ', '],
    // A body on one line whose last member nothing ends.
    [/(?= \})(?<=[\w)}\]"?])(?<=\b(?:class|interface|object|init|constructor)\b[^\n{]{0,1000}\{[^\n]{0,1000}) /g, ';'],
    // Words that modify a declaration, used as names.
    [
      /(?<=[\s(.{=])(?:a(?=bstract[(.])|f(?=inal[(.])|i(?=nfix[(.]|nternal[(.]|nline[(.])|l(?=ateinit[(.])|o(?=pen[(.]|verride[(.])|p(?=ublic[(.])|s(?=ealed[(.]|uspend\s*\{))/g,
      'X',
    ],
  ],
  expressions: [
    // What these give is their receiver.
    [/^apply\s*\{[\s\S]*\}\s*$/, 'this'],
    [/\.(?:apply|also)\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, ''],
    // A lambda after the parentheses, one in their place.
    [/\)\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, ')'],
    [/^lazy(?:\([^()]*\))?\s*\{\s*([\s\S]*?)\s*\}\s*$/, '$1'],
    [/(?:<[\w<>., ?*]*>)?\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '()'],
    // `(value as Type).member`: the value of a cast is used like one of that type made anew.
    [/\(\s*[\w.!?]+(?:\([^()]*\))?\s+as\??\s+([\w.]+)(?:<[^()]*>)?\??\s*\)/g, 'new $1()'],
    [/\bas\?/g, 'as'],
    [/(\bas\s+[\w.<>]+)\??\s*\?:[\s\S]*$/, '$1'],
    [/\bthis@(\p{Lu}\w*)/gu, 'new $1()'],
    [/\b(this|super)(?:@\w+|<[\w.]*>)/g, '$1'],
    [/\.Companion\b/g, ''],
    [/(?<=[\w)\]])\?(?=\s*\.)/g, ''],
  ],
  types: [
    [/@\w+(?:\.\w+)*(?:\([^()]*\))?\s*/g, ''],
    [/\bsuspend\s+/g, ''],
    [/\b(?:out|in)\s+(?=\w)/g, ''],
    [/[\w<>.?]+\.\(/g, '('],
    [/->/g, '=>'],
    [/\*/g, 'unknown'],
    [/\?/g, ''],
  ],
  imports: importsOf,
};

/** `import a.b.C as D` takes `C` from `a.b`, `import a.b.*` all that is there. */
function importsOf(statement: string): readonly WrittenImport[] {
  // The members of a companion object are those of its class.
  const found = /^import\s+([\w$.`]+?)\.([\w$`]+|\*)(?:\s+as\s+([\w$`]+))?\s*;?\s*$/u.exec(
    statement.replace(/\.Companion(?=\.\w)/, ''),
  );
  if (!found) return [];
  const plain = (text = ''): string => text.replaceAll('`', '');
  const name = plain(found[2]);
  const local = name === '*' ? '' : plain(found[3] ?? name);
  return [{ specifier: plain(found[1]), names: [{ name, local, offset: statement.lastIndexOf(found[3] ?? name) }] }];
}
