import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const emacsLisp: Language = outlineLanguage({
  id: 'emacs-lisp',
  extensions: ['.el'],
  fileNames: ['.emacs'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-elisp.wasm',
  queries: ['emacs-lisp'],
  lineComment: ';',
  documentation: 'docstring',
  docComment: /^;;(?!;)/,
  names: /[^\s()[\]"'`,;]+/y,
  visibility: ({ name }) => !name.includes('--'),
  imports: statement => {
    const name = /^\(require\s+'([^\s()]+)/.exec(statement)?.[1];
    return name === undefined ? [] : [wholeModule(name, statement.indexOf(name))];
  },
});
