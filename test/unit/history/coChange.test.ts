import { expect, test } from 'vitest';
import { partnersOf } from '../../../src/history/coChange.ts';
import { createCommitLog } from '../../../src/history/commitLog.ts';
import { linePartners } from '../../../src/history/lineHistory.ts';

/** Each line is a commit, the newest first. */
function logOf(text: string) {
  const lines = text.trim().split('\n');
  const commits = lines.map((line, at) => ({
    id: `${at}`,
    time: 1000 - at,
    gone: false,
    files: line.trim().split(' '),
  }));
  return createCommitLog('tip', commits, true);
}

const partners = (text: string) =>
  partnersOf(logOf(text), 'a').map(({ name, shared, of }) => `${name} ${shared}/${of}`);

test('more often together is stronger, and how often is said', () => {
  expect(partners('a b\na c\na b\na')).toEqual(['b 2/4', 'c 1/4']);
});

test('newer is stronger; only commits of the file itself age it', () => {
  expect(partners('a b\na c')).toEqual(['b 1/2', 'c 1/2']);
  const near = partnersOf(logOf('a b\na c'), 'a')[1]?.strength;
  expect(partnersOf(logOf('a b\nx\ny\nz\na c'), 'a')[1]?.strength).toBe(near);
});

test('a small commit says more than a large one, and a sweep nothing', () => {
  expect(partners('a b c d e f\na g')).toEqual(['g 1/2', 'b 1/2', 'c 1/2', 'd 1/2', 'e 1/2', 'f 1/2']);
  const sweep = Array.from({ length: 30 }, (_, i) => `s${i}`).join(' ');
  expect(partners(`a ${sweep}\na g`)).toEqual(['g 1/1']);
});

test('a file that git has never seen has no partners', () => {
  expect(partnersOf(logOf('b c'), 'a')).toEqual([]);
});

test('files of the commits of the lines, by their share of the lines', () => {
  const log = logOf('a b\na c\na d e f g\nx');
  const lines = new Map([
    ['0', 2],
    ['1', 5],
    ['2', 2],
    ['merge', 1],
  ]);
  const found = linePartners(log, 'a', lines);
  expect(found.map(({ name, lines }) => `${name} ${lines}`)).toEqual(['c 5', 'b 2', 'd 2', 'e 2', 'f 2', 'g 2']);
  expect(found[0]?.strength).toBeCloseTo(0.5);
  expect(found[2]?.strength).toBeCloseTo(0.1);
});
