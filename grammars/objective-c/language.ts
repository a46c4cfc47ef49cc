import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const objectiveC: Language = outlineLanguage({
  id: 'objective-c',
  extensions: ['.m', '.mm'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-objc.wasm',
  wasmTier: 'baseline',
  queries: ['objective-c'],
  lineComment: '//',
  visibility: ({ modifiers, kind }) => kind !== 'function' || !/\bstatic\b/.test(modifiers),
  isStatic: ({ modifiers }) => modifiers.startsWith('+'),
  imports: statement => {
    const match = /^#\s*(?:import|include)\s*["<]([^">]+)[">]/.exec(statement) ?? /^@import\s+([\w.]+)/.exec(statement);
    return match ? [wholeModule(match[1] ?? '', statement.indexOf(match[1] ?? ''))] : [];
  },
});
