import type { Language, WrittenImport } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const elixir: Language = outlineLanguage({
  id: 'elixir',
  extensions: ['.ex', '.exs'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-elixir.wasm',
  wasmTier: 'baseline',
  queries: ['elixir'],
  lineComment: '#',
  names: /[\p{L}_][\p{L}\p{N}_]*(?:\.\p{Lu}[\p{L}\p{N}_]*)*[?!]?/uy,
  visibility: ({ header }) => !/^def(?:macro)?p\b/.test(header),
  imports: readImport,
});

/** `alias A.B`, `alias A.{B, C}`, `alias A.B, as: C`, `import A`, `use A`, `require A`: modules stand in files named after them. */
function readImport(statement: string): readonly WrittenImport[] {
  const match =
    /^(alias|import|use|require)[\s(]+([\w.]+?)(?:\.\{([^}]*)\}|(?:,[\s\S]*?\bas:\s*(\w+))?)?(?=[\s,)]|$)/.exec(
      statement,
    );
  if (!match) return [];
  const [, word, base = '', list, alias] = match;
  if (list === undefined && word !== 'alias') return [wholeModule(pathOf(base), statement.indexOf(base))];
  const modules = list === undefined ? [base] : list.split(',').map(part => `${base}.${part.trim()}`);
  return modules.map(name => {
    const local = alias ?? name.slice(name.lastIndexOf('.') + 1);
    return { specifier: pathOf(name), names: [{ name, local, offset: statement.lastIndexOf(local) }] };
  });
}

/** `plug/conn_test` for `Plug.ConnTest`. */
function pathOf(module: string): string {
  return module
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('.', '/')
    .toLowerCase();
}
