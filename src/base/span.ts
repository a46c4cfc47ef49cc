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

/** Whether `position` lies inside `span`; both ends count as inside, so that a cursor at the end of a word touches it. */
export function contains(span: Span, position: Position): boolean {
  const [startLine, startColumn, endLine, endColumn] = span;
  if (position.line < startLine || position.line > endLine) return false;
  if (position.line === startLine && position.column < startColumn) return false;
  return !(position.line === endLine && position.column > endColumn);
}

/** Number of lines that `span` touches, at least 1. */
export function lineCount(span: Span): number {
  return span[2] - span[0] + 1;
}
