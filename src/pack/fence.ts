/** One fenced Markdown block whose content cannot close it: the fence is longer than any run of backticks inside. */
export function fenced(info: string, content: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${info}\n${content}\n${fence}\n`;
}

function longestRun(content: string): number {
  let longest = 0;
  for (const run of content.matchAll(/`+/g)) longest = Math.max(longest, run[0].length);
  return longest;
}

/**
 * A path as it may stand in a prompt's header: control characters, line separators, backticks, and characters that change
 * the direction of text are percent-encoded, so that a file's name can neither end its header nor pose as another.
 */
export function escapePath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\u2028\u2029`\p{Cs}]/gu, character =>
    /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character).replace('`', '%60'),
  );
}
