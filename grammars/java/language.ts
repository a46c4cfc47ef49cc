import type { Language, WrittenImport } from '../language.ts';

export const java: Language = {
  id: 'java',
  extensions: ['.java'],
  wasm: 'tree-sitter-java/tree-sitter-java.wasm',
  queries: ['java'],
  documentation: 'comment',
  lineComment: '//',
  // Without a modifier the rest of the package sees it, in an interface everyone.
  visibility: ({ name, modifiers }) => name !== 'new' && !/(?:^|\s)private\s/.test(modifiers),
  isStatic: ({ kind, modifiers, parentKind }) =>
    /(?:^|\s)static\s/.test(modifiers) || (kind === 'property' && parentKind === 'interface'),
  constructors: [],
  openNames: true,
  expressions: [
    // Type arguments of a method: `a.<T>b()`.
    [/\.\s*<[^<>()]*(?:<[^<>()]*>[^<>()]*)*>\s*(?=\w)/g, '.'],
    // An anonymous class with an empty body: `new TypeToken<A>() {}.getType()`.
    [/\)\s*\{\s*\}/g, ')'],
    // `((Type) value).member`: the value of a cast is used like one of that type made anew.
    [
      /\(\s*\(\s*([\w.]+)\s*(?:<[^()]*>)?\s*\)\s*(?:new\s+)?[\w.]+(?:\([^()]*\))?(?:\.\w+\([^()]*\))*(?:\[\w+\])?\s*\)/g,
      'new $1()',
    ],
    // `Outer.this` is an instance of that class.
    [/\b([\p{Lu}][\w.]*)\.this\b/gu, 'new $1()'],
  ],
  types: [
    [/@\w+(?:\.\w+)*(?:\([^()]*\))?\s*/g, ''],
    [/\?\s*(?:extends|super)\s+/g, ''],
    [/\?/g, 'unknown'],
    [/^var$|^extends\s+/, ''],
  ],
  imports: importsOf,
};

/** `import a.B;` takes `B` from `a`, `import a.*;` and `import static a.B.*;` bring all names of `a` and of `a.B`. */
function importsOf(statement: string): readonly WrittenImport[] {
  const found = /^import\s+(?:static\s+)?(?=\S)([\w$.\s]*[\w$])\s*\.\s*([\w$]+|\*)[\s;]*$/u.exec(statement);
  if (!found) return [];
  const name = found[2] ?? '*';
  const specifier = (found[1] ?? '').replace(/\s+/g, '');
  return [{ specifier, names: [{ name, local: name === '*' ? '' : name, offset: statement.lastIndexOf(name) }] }];
}
