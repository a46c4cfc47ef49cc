import { LruCache } from '../base/lru.ts';
import { estimateTokens } from './tokens.ts';

/** A file's text by lines, with a guess at the tokens of each. */
export interface TextLines {
  readonly text: string;
  /** Without line breaks. */
  readonly lines: readonly string[];
  /** Estimated tokens of one line, 0-based, with its line break; 0 outside the file. */
  cost(line: number): number;
}

const NOT_YET = -1;

/** Splits at every line break that the editor and the parser know: LF, CR LF, CR. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

export function textLines(text: string): TextLines {
  const lines = splitLines(text);
  const costs = new Float32Array(lines.length).fill(NOT_YET);
  return {
    text,
    lines,
    cost(line) {
      const known = costs[line];
      if (known === undefined) return 0;
      if (known !== NOT_YET) return known;
      const cost = estimateTokens(lines[line] ?? '');
      costs[line] = cost;
      return cost;
    },
  };
}

/** Remembers the split texts of the files of recent packs. Keys are files' locations; another text replaces the entry. */
export function createTextLinesCache(characters: number): (key: string, text: string) => TextLines {
  const entries = new LruCache<string, TextLines>(characters, entry => entry.text.length);
  return (key, text) => {
    const known = entries.get(key);
    if (known && known.text === text) return known;
    const fresh = textLines(text);
    entries.set(key, fresh);
    return fresh;
  };
}
