/** A column of a table; the numbers of columns that may go are their `rank`: the highest goes first on a narrow terminal. */
export interface Column {
  readonly title: string;
  readonly align?: 'right';
  readonly rank?: number;
  readonly cells: readonly string[];
  /** Colours a cell that is already padded; `row` from 0. */
  readonly style?: (text: string, row: number) => string;
}

const GAP = 2;

/** Lines of at most `width` columns of characters where the columns without a rank fit: a title line, then the rows. */
export function table(
  columns: readonly Column[],
  width: number,
  styleTitle: (text: string) => string,
): readonly string[] {
  let shown = columns;
  while (widthOf(shown) > width) {
    const last = shown.reduce((top, column) => Math.max(top, column.rank ?? 0), 0);
    if (last === 0) break;
    shown = shown.filter(column => (column.rank ?? 0) !== last);
  }
  const rows = shown[0]?.cells.length ?? 0;
  const line = (cell: (column: Column) => string): string => shown.map(cell).join(' '.repeat(GAP)).trimEnd();
  return [
    line(column => styleTitle(padded(column.title, column))),
    ...Array.from({ length: rows }, (_, row) =>
      line(column => {
        const text = padded(column.cells[row] ?? '', column);
        return column.style === undefined ? text : column.style(text, row);
      }),
    ),
  ];
}

function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + columnWidth(column) + GAP, -GAP);
}

function columnWidth({ cells, title }: Column): number {
  return cells.reduce((most, cell) => Math.max(most, cell.length), title.length);
}

function padded(text: string, column: Column): string {
  return column.align === 'right' ? text.padStart(columnWidth(column)) : text.padEnd(columnWidth(column));
}
