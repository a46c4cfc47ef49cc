import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const rescript: Language = outlineLanguage({
  id: 'rescript',
  extensions: ['.res'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-rescript.wasm',
  queries: ['rescript'],
  lineComment: '//',
  docComment: /^\/\*\*/,
  moduleComment: /^\/\*\*/,
  // The grammar never comes back from a line comment that no line end follows.
  prepare: text => (text.endsWith('\n') ? text : `${text}\n`),
  imports: statement => {
    const match = /^(?:open!?|include)\s+([\w.]+)/.exec(statement);
    return match ? [wholeModule(match[1] ?? '', statement.indexOf(match[1] ?? ''))] : [];
  },
});
