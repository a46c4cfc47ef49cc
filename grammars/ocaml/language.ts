import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const ocaml: Language = outlineLanguage({
  id: 'ocaml',
  extensions: ['.ml'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-ocaml.wasm',
  wasmTier: 'baseline',
  queries: ['ocaml'],
  lineComment: '(*',
  docComment: /^\(\*\*/,
  moduleComment: /^\(\*\*/,
  imports: statement => {
    const match = /^(?:open!?|include)\s+([\w.]+)/.exec(statement);
    const name = match?.[1] ?? '';
    return name === '' ? [] : [wholeModule(name.charAt(0).toLowerCase() + name.slice(1), statement.indexOf(name))];
  },
});
