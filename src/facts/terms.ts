/** A subtoken of a text with its place. */
export interface TermAt {
  readonly term: string;
  /** UTF-16 offset of the word that holds it. */
  readonly offset: number;
}

const WORD = /[\p{L}\p{N}_$]+/gu;
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+|\p{Lu}|\p{N}+/gu;
const MAX_WORD = 80;

/**
 * Terms of all words of a text in source order: for `parseHTTPRequests2` they are `parse`, `http`, `request` and, because it is
 * compound, `parsehttprequests2`. Lower case, at least 2 characters, a plural s removed. Words over 80 characters give none.
 */
export function termsWithOffsets(text: string): readonly TermAt[] {
  const result: TermAt[] = [];
  for (const match of text.matchAll(WORD)) {
    for (const term of termsOfWord(match[0])) result.push({ term, offset: match.index });
  }
  return result;
}

/** The distinct terms of a text, sorted, and how often each occurs; parallel arrays. */
export function countTerms(text: string): { readonly terms: string[]; readonly termCounts: number[] } {
  const words = new Map<string, number>();
  for (const word of text.match(WORD) ?? []) words.set(word, (words.get(word) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const [word, count] of words) {
    for (const term of termsOfWord(word)) counts.set(term, (counts.get(term) ?? 0) + count);
  }
  const terms = [...counts.keys()].sort();
  return { terms, termCounts: terms.map(term => counts.get(term) ?? 0) };
}

/** The terms of one word, see {@link termsWithOffsets}. */
export function termsOfWord(word: string): readonly string[] {
  if (word.length < 2 || word.length > MAX_WORD) return [];
  const parts = word.match(PART) ?? [];
  const terms = parts.filter(part => part.length >= 2).map(part => stem(part.toLowerCase()));
  if (parts.length > 1) terms.push(word.toLowerCase().replace(/^[_$]+|[_$]+$/g, ''));
  return terms.filter(term => term.length >= 2);
}

/** Takes off a plural s: `classes` → `class`, `entries` → `entry`, `tokens` → `token`; `class`, `status`, `this` stay. */
export function stem(term: string): string {
  if (term.length < 4 || !term.endsWith('s')) return term;
  if (term.endsWith('ies') && term.length > 4) return `${term.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(term)) return term.slice(0, -2);
  return /(?:ss|us|is)$/.test(term) ? term : term.slice(0, -1);
}
