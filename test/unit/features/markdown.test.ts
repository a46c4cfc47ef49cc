import { describe, expect, it } from 'vitest';
import { code, escapeText, lineTarget } from '../../../src/features/overview/markdown.ts';

describe('escapeText', () => {
  const check = (text: string, expected: string) => expect(escapeText(text)).toBe(expected);
  it('keeps prose as it is', () =>
    check('Turns a basket into an order (in cents), v1.2.', 'Turns a basket into an order (in cents), v1.2.'));
  it('escapes emphasis, links, code and tags', () =>
    check('*a* _b_ [c](d) `e` <f> ~g~ h|i', '\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` \\<f\\> \\~g\\~ h\\|i'));
  it('escapes what would start a block', () => {
    check('# title', '\\# title');
    check('- item', '\\- item');
    check('1. item', '1\\. item');
    check('> quote', '\\> quote');
  });
  it('escapes entities and joins lines', () => check('a &lt; b\n  & c', 'a &amp;lt; b & c'));
});

describe('code', () => {
  const check = (text: string, expected: string) => expect(code(text)).toBe(expected);
  it('fences plain text', () => check('a.b(c)', '`a.b(c)`'));
  it('fences text with backticks by more of them', () => check('a `b` ``c', '```a `b` ``c```'));
  it('pads text that starts or ends with a backtick', () => check('`a', '`` `a ``'));
});

describe('lineTarget', () => {
  const check = (path: string, line: number | undefined, expected: string) =>
    expect(lineTarget(path, line)).toBe(expected);
  it('counts lines from 1', () => check('src/a.ts', 11, 'src/a.ts#L12'));
  it('encodes what Markdown and URIs would misread', () =>
    check('a b/(c)#d?.ts', undefined, 'a%20b/%28c%29%23d%3F.ts'));
  it('does not look like a scheme', () => check('c:x.ts', undefined, 'c%3Ax.ts'));
});
