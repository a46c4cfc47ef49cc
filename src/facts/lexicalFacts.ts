import type { FileFacts } from './fileFacts.ts';
import { countTerms } from './terms.ts';

/** Facts of a text that no grammar reads, or that must not be parsed: its terms and lines only. */
export function lexicalFacts(text: string, language = 'text', truncated?: 'time' | 'size'): FileFacts {
  let lines = 1;
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) lines += 1;
  return {
    language,
    lines,
    parseErrors: 0,
    ...(truncated ? { truncated } : {}),
    symbols: [],
    imports: [],
    exports: [],
    references: [],
    bindings: [],
    blocks: [],
    ...countTerms(text),
  };
}
