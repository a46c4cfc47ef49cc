import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, grouped, lineRange, shorten, wrap } from '../../../src/cli/textLayout.ts';

describe('text layout', () => {
  it('wraps at white space with an indent', () =>
    expect(wrap('one two three four', 10, '  ')).toEqual(['  one two', '  three', '  four']));
  it('keeps every word when wrapping, and only breaks the width for a single long word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,15}$/), { maxLength: 12 });
    fc.assert(
      fc.property(words, all => {
        const lines = wrap(all.join(' '), 12, ' ');
        expect(lines.map(line => line.trim()).join(' ')).toBe(all.join(' '));
        for (const line of lines) expect(line.length <= 12 || !line.trim().includes(' ')).toBe(true);
      }),
    );
  });
  it('shortens in the middle', () => expect(shorten('src/some/long/path/file.ts', 15)).toBe('src/s…h/file.ts'));
  it('groups digits', () => expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']));
  it('counts lines from 1', () => expect([lineRange(0, 0), lineRange(3, 8)]).toEqual(['1', '4–9']));
  it('keeps bars inside their width', () =>
    expect([bar(-1, 3), bar(0.5, 4), bar(2, 3)]).toEqual(['░░░', '██░░', '███']));
});
