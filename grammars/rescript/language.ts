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
  imports: statement => {
    const match = /^(?:open!?|include)\s+([\w.]+)/.exec(statement);
    return match ? [wholeModule(match[1] ?? '', statement.indexOf(match[1] ?? ''))] : [];
  },
});
