import { describe, expect, test } from 'vitest';
import { docExcerpt } from '../../../src/pack/docExcerpt.ts';

/** Compares what is shown of a documentation with the text, in which `|` stands before each line that is. */
function check(marked: string): void {
  const expected = marked.split('\n').slice(1, -1);
  const lines = expected.map(line => line.slice(1));
  const { shown } = docExcerpt(lines, 0, lines.length - 1);
  const actual = lines.map((line, at) => (shown.some(([first, last]) => first <= at && at <= last) ? '|' : ' ') + line);
  expect(actual.join('\n')).toBe(expected.join('\n'));
}

describe('of documentation is shown', () => {
  test('all, up to ten lines', () =>
    check(`
|/**
| * Adds
| * an article:
| *
| * a
| * b
| * c
| * d
| * e
| */
`));

  test('the paragraphs that fit, and the closing mark', () =>
    check(`
|    """Adds an article
|    to the cart.
|
|    It may be there
|    already.
 
     Arguments:
         article (str): What is added,
             by its name.
         count (int): How many.
         force (bool): Even if there
             are none left.
|    """
`));

  test('the last sentence of a paragraph that is longer', () =>
    check(`
|/**
| * One line of many.
| * Another that goes on
| * and on. And
| * ends here.
  * This one is too
  * long to be shown because
  * it does not come
  * to its end
  * before the tenth
  * line, but only
  * much later.
| */
`));

  test('ten lines where nothing ends', () =>
    check(`
|// a
|// b
|// c
|// d
|// e
|// f
|// g
|// h
|// i
|// j
 // k
 // l
`));
});
