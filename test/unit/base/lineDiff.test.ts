import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { changedLines, linesBefore } from '../../../src/base/lineDiff.ts';

const check = (before: string, after: string, expected: ReturnType<typeof changedLines>) =>
  expect(changedLines(before.replaceAll(' ', '\n'), after.replaceAll(' ', '\n'))).toEqual(expected);

describe('changedLines', () => {
  it('finds lines that came, went, and took the place of others', () => {
    check('a b c', 'a b c', []);
    check('a b c', 'a x b c', [{ start: 1, added: 1, removed: [] }]);
    check('a b c', 'a c', [{ start: 1, added: 0, removed: ['b'] }]);
    check('a b c d e', 'a B c d', [
      { start: 1, added: 1, removed: ['b'] },
      { start: 4, added: 0, removed: ['e'] },
    ]);
    check('a b', 'x y z', [{ start: 0, added: 3, removed: ['a', 'b'] }]);
  });

  it('takes no line end for a change', () => {
    expect(changedLines('a\r\nb\r\n', 'a\nb\n')).toEqual([]);
  });

  it('takes texts that differ by thousands of lines for one change', () => {
    const lines = (start: number) => Array.from({ length: 3000 }, (_, line) => start + line).join(' ');
    check(`a ${lines(0)} b`, `a ${lines(5000)} b`, [{ start: 1, added: 3000, removed: lines(0).split(' ') }]);
  });

  it('gives the new text from the old one, by as few lines as there are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = changedLines(before.join('\n'), after.join('\n'));
        const old = [...before];
        let edits = 0;
        for (const { start, added, removed } of changes) {
          edits += added + removed.length;
          expect(old.splice(start, removed.length, ...after.slice(start, start + added))).toEqual(removed);
        }
        expect(old.join('\n')).toBe(after.join('\n'));
        expect(edits).toBe(shortest(before.join('\n').split('\n'), after.join('\n').split('\n')));
      }),
    );
  });
});

test('linesBefore tells where changes stood', () => {
  const changes = changedLines('a\nb\nc\nd\ne', 'x\na\nB\nBB\nc\ne');
  expect(linesBefore(changes)).toEqual([
    [0, 0],
    [1, 1],
    [3, 3],
  ]);
});

/** Edits by the table of longest common subsequences. */
function shortest(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  a.forEach((line, i) => {
    const next = [i + 1];
    b.forEach((other, j) => {
      const edit = 1 + Math.min(row[j + 1] ?? 0, next[j] ?? 0);
      next.push(line === other ? Math.min(edit, row[j] ?? 0) : edit);
    });
    row = next;
  });
  return row[b.length] ?? 0;
}
