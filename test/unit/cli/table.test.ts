import { describe, expect, it } from 'vitest';
import { type Column, table } from '../../../src/cli/table.ts';

const columns: readonly Column[] = [
  { title: '', cells: ['python', 'go'] },
  { title: 'files', align: 'right', cells: ['1,200', '7'] },
  { title: 'lines', align: 'right', rank: 1, cells: ['90,000', '80'] },
  { title: 'bar', rank: 2, cells: ['███', '█'] },
];
const shown = (width: number) => table(columns, width, title => title);

describe('table', () => {
  it('aligns columns to their widest cell', () => {
    expect(shown(80)).toEqual(['        files   lines  bar', 'python  1,200  90,000  ███', 'go          7      80  █']);
  });
  it('drops the least needed columns first, and never those without a rank', () => {
    expect(shown(25)[1]).toBe('python  1,200  90,000');
    expect(shown(15)[1]).toBe('python  1,200');
    expect(shown(3)[1]).toBe('python  1,200');
  });
  it('styles what is padded already', () => {
    const [, row] = table(
      [
        { title: 'a', cells: ['x'], style: text => `<${text}>` },
        { title: 'b', cells: ['y'] },
      ],
      9,
      text => text,
    );
    expect(row).toBe('<x>  y');
  });
});
