import type { Language, WrittenImport } from '../language.ts';
import { outlineLanguage } from '../outline/outline.ts';

export const scala: Language = outlineLanguage({
  id: 'scala',
  extensions: ['.scala', '.sc', '.sbt'],
  wasm: 'tree-sitter-scala/tree-sitter-scala.wasm',
  queries: ['scala'],
  lineComment: '//',
  docComment: /^\/\*\*/,
  moduleComment: /^\/\*\*/,
  visibility: ({ modifiers }) => !/\b(?:private|protected)\b/.test(modifiers),
  constructors: ['this'],
  imports: readImport,
});

/** `import a.b.{C, D => E}`, `import a.b.C`, `import a.b._`, `import a.b.*`. */
function readImport(statement: string): readonly WrittenImport[] {
  const text = statement.replace(/^import\s+/, '');
  const offset = statement.length - text.length;
  return [...text.matchAll(/([\w.]+?)\.(?:\{([^}]*)\}|(\w+|\*)(?:\s+as\s+(\w+))?)\s*(?:,|$)/g)].map(match => {
    const [, specifier = '', list, single, alias] = match;
    const names = (list ?? `${single}${alias === undefined ? '' : ` as ${alias}`}`).split(',').map(part => {
      const [name = '', local = name] = part.trim().split(/\s*(?:=>|\bas\b)\s*/);
      const all = name === '_' || name === '*' || name === 'given';
      return { name: all ? '*' : name, local: all || local === '_' ? '' : local };
    });
    return {
      specifier,
      names: names.map(name => ({ ...name, offset: offset + match.index + match[0].lastIndexOf(name.local) })),
    };
  });
}
