type Lines = readonly [first: number, last: number];

/** Longer documentation is cut. */
const DOC_LINES = 10;

export interface DocExcerpt {
  readonly shown: readonly Lines[];
  /** What the excerpt leaves out. */
  readonly rest?: Lines;
}

/**
 * The beginning of a symbol's documentation, at most 10 lines, and its closing mark where that has a line of its own. Cut
 * where a paragraph ends, else where a sentence does: what announces something, with a colon, is not shown without it.
 * @param first first line, 0-based
 * @param last last line, inclusive
 */
export function docExcerpt(lines: readonly string[], first: number, last: number): DocExcerpt {
  if (last - first < DOC_LINES) return { shown: [[first, last]] };
  const end = endOf(lines, first);
  const closes = wordsOf(lines[last]) === '';
  const rest: Lines = [end + 1, closes ? last - 1 : last];
  return {
    shown: closes
      ? [
          [first, end],
          [last, last],
        ]
      : [[first, end]],
    rest,
  };
}

function endOf(lines: readonly string[], first: number): number {
  const most = first + DOC_LINES - 1;
  const ends = (isEnd: (line: number) => boolean) => {
    for (let line = most; line >= first; line -= 1) if (isEnd(line)) return line;
    return undefined;
  };
  const text = (line: number) => wordsOf(lines[line]);
  return (
    ends(line => text(line) !== '' && !text(line).endsWith(':') && text(line + 1) === '') ??
    ends(line => /[.!?]["')\]]*$/.test(text(line))) ??
    most
  );
}

/** A line of documentation without what makes it a comment. */
function wordsOf(line = ''): string {
  return line
    .replace(/^\s*(?:\/\*+|\*+\/?|\/{2,}!?|#+|--+|;+|"""|''')?/, '')
    .replace(/(?:\*+\/|"""|''')\s*$/, '')
    .trim();
}
