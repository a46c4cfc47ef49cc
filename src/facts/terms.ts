/** A subtoken of a text with its place. */
export interface TermAt {
  readonly term: string;
  /** UTF-16 offset of the word that holds it. */
  readonly offset: number;
}

const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+|\p{Lu}|\p{N}+/gu;
const MAX_WORD = 80;

/**
 * Terms of all words of a text in source order: for `parseHTTPRequests2` they are `parse`, `http`, `request` and, because it is
 * compound, `parsehttprequests2`. Lower case, at least 2 characters, a plural s removed. Words over 80 characters give none.
 */
export function termsWithOffsets(text: string): readonly TermAt[] {
  const result: TermAt[] = [];
  eachWord(text, (word, offset) => {
    for (const term of termsOfWord(word)) result.push({ term, offset });
  });
  return result;
}

/** The distinct terms of a text, sorted, and how often each occurs; parallel arrays. */
export function countTerms(text: string): { readonly terms: string[]; readonly termCounts: number[] } {
  const words = new Map<string, number>();
  eachWord(text, word => words.set(word, (words.get(word) ?? 0) + 1));
  const counts = new Map<string, number>();
  for (const [word, count] of words) {
    for (const term of termsOfWord(word)) counts.set(term, (counts.get(term) ?? 0) + count);
  }
  const terms = [...counts.keys()].sort();
  return { terms, termCounts: terms.map(term => counts.get(term) ?? 0) };
}

/** Terms of words seen before. Files of a project share most of theirs. */
const known = new Map<string, readonly string[]>();
const MAX_KNOWN = 20_000;

/** The terms of one word, see {@link termsWithOffsets}. */
export function termsOfWord(word: string): readonly string[] {
  if (word.length < 2 || word.length > MAX_WORD) return [];
  let terms = known.get(word);
  if (terms) return terms;
  // A copy: a part of a text would keep the whole text in memory.
  const copy = ` ${word}`.slice(1);
  terms = splitWord(copy);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(copy, terms);
  return terms;
}

function splitWord(word: string): readonly string[] {
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

/** Calls `visit` for every run of letters, digits, `_` and `$` of two characters or more; by character codes, as a pattern costs several times that. */
function eachWord(text: string, visit: (word: string, offset: number) => void): void {
  const { length } = text;
  for (let at = 0; at < length; ) {
    let end = at;
    for (let width = wordWidth(text, end); width > 0; width = wordWidth(text, end)) end += width;
    if (end - at >= 2) visit(text.slice(at, end), at);
    at = end + 1;
  }
}

/** UTF-16 units of the character at `at` if it is part of a word, else 0. */
function wordWidth(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII[code] ?? 0;
  return code >= 128 ? otherWidth(text.codePointAt(at) ?? 0) : 0;
}

const WORD = /^[\p{L}\p{N}_$]$/u;
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => Number(WORD.test(String.fromCharCode(code))));

function otherWidth(point: number): number {
  const character = String.fromCodePoint(point);
  return WORD.test(character) ? character.length : 0;
}
