import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const swift: Language = outlineLanguage({
  id: 'swift',
  extensions: ['.swift'],
  wasm: 'tree-sitter-wasms/out/tree-sitter-swift.wasm',
  wasmTier: 'baseline',
  queries: ['swift'],
  lineComment: '//',
  docComment: /^\/\/\/|^\/\*\*/,
  moduleComment: /^\/\/\/|^\/\*\*/,
  visibility: ({ modifiers }) => !/\b(?:private|fileprivate)\b/.test(modifiers),
  isStatic: ({ modifiers }) => /\b(?:static|class)\s/.test(modifiers),
  constructors: ['init'],
  imports: statement => {
    const match = /\bimport\s+(?:(?:class|struct|enum|protocol|func|var|let|typealias)\s+)?([\w.]+)/.exec(statement);
    return match ? [wholeModule(match[1] ?? '', match[0].length - (match[1] ?? '').length)] : [];
  },
});
