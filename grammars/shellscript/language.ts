import type { Language } from '../language.ts';
import { outlineLanguage, wholeModule } from '../outline/outline.ts';

export const shellscript: Language = outlineLanguage({
  id: 'shellscript',
  extensions: ['.sh', '.bash', '.bats', '.zsh', '.ksh'],
  fileNames: ['.bashrc', '.bash_profile', '.profile', '.zshrc', 'bashrc'],
  wasm: 'tree-sitter-bash/tree-sitter-bash.wasm',
  wasmTier: 'baseline',
  queries: ['shellscript'],
  lineComment: '#',
  names: /[\w:.-]+/y,
  imports: statement => {
    const match = /^(?:source|\.)\s+["']?(?:\$\{?\w+\}?\/|\$\([^)]*\)"?\/)?([^\s"'$;`]+)/.exec(statement);
    return match ? [wholeModule(match[1] ?? '', match[0].length - (match[1] ?? '').length)] : [];
  },
});
