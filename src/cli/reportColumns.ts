import type { Paint } from './paint.ts';
import type { Column } from './table.ts';
import { grouped } from './textLayout.ts';

/** A right-aligned column of figures; `style` colours those that are not 0. */
export function number(
  title: string,
  figures: readonly number[],
  text: (figure: number) => string = grouped,
  style?: (text: string) => string,
  rank?: number,
): Column {
  const cells = figures.map(text);
  const styled = style && { style: (cell: string, row: number) => (figures[row] === 0 ? cell : style(cell)) };
  return { title, align: 'right', cells, ...styled, ...(rank === undefined ? {} : { rank }) };
}

/** Shares (0 … 1) in percent: green under 1 %, yellow under 5 %, red from there. */
export function share(title: string, figures: readonly number[], paint: Paint): Column {
  const style = (cell: string, row: number): string => {
    const figure = figures[row] ?? 0;
    return figure < 0.01 ? paint.green(cell) : figure < 0.05 ? paint.yellow(cell) : paint.red(cell);
  };
  return { title, align: 'right', cells: figures.map(percent), style };
}

/** One digit behind the point; what is not nothing never reads as nothing. */
export function percent(figure: number): string {
  return figure > 0 && figure < 0.001 ? '<0.1 %' : `${(figure * 100).toFixed(1)} %`;
}

/** A dash for nothing: what is there stands out. */
export function dashed(figure: number): string {
  return figure === 0 ? '–' : grouped(figure);
}
