/** Characters by their codes: the extraction asks for millions of them, and a pattern costs ten times as much. */

const PART = 1;
const START = 2;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return (/[\w$]/.test(character) ? PART : 0) | (/[A-Za-z_$]/.test(character) ? START : 0);
});

/** Whether white space stands at `at`, as `\s` has it. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return code >= 128 && /\s/.test(text.charAt(at));
}

/**
 * Offset after the ASCII letters, digits, `_` and `$` from `at` on. -1 where a character follows for which that does not decide,
 * because it is none of ASCII.
 */
export function plainEnd(text: string, at: number): number {
  let end = at;
  let code = text.charCodeAt(end);
  while (CLASSES[code]) code = text.charCodeAt(++end);
  return code >= 128 ? -1 : end;
}

/** Whether a name may begin with the character at `at`, as far as ASCII goes. */
export function isPlainStart(text: string, at: number): boolean {
  return ((CLASSES[text.charCodeAt(at)] ?? 0) & START) !== 0;
}
