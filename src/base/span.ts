/**
 * A region of text: `[startLine, startColumn, endLine, endColumn]`.
 * Lines are 0-based, columns are 0-based UTF-16 code units, the end is exclusive.
 * A tuple, not an object: facts hold thousands of them and cross process borders as JSON.
 */
export type Span = readonly [startLine: number, startColumn: number, endLine: number, endColumn: number];

/** A place in text: 0-based line, 0-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Number of lines that `span` touches, at least 1. */
export function lineCount(span: Span): number {
  return span[2] - span[0] + 1;
}
