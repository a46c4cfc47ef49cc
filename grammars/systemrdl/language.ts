import type { Language } from '../language.ts';
import { outlineLanguage } from '../outline/outline.ts';

export const systemrdl: Language = outlineLanguage({
  id: 'systemrdl',
  extensions: ['.rdl'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-systemrdl.wasm',
  queries: ['systemrdl'],
  lineComment: '//',
});
