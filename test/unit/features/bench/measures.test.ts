import { describe, expect, it } from 'vitest';
import { measure, recallAt, reciprocalRank, usefulShare } from '../../../../src/features/bench/measures.ts';
import { latencyOf, type Outcome, tableOf } from '../../../../src/features/bench/report.ts';
import { squeeze } from '../../../../src/features/bench/task.ts';
import { definitionTask } from './definitionTask.ts';

describe('measures', () => {
  it('count wanted files among the first, and the place of the first', () => {
    const wanted = new Set(['x', 'y']);
    expect(recallAt(2, ['a', 'x', 'y'], wanted)).toBe(0.5);
    expect(recallAt(3, ['a', 'x', 'y'], wanted)).toBe(1);
    expect(reciprocalRank(['a', 'x', 'y'], wanted)).toBe(0.5);
    expect(reciprocalRank(['a'], wanted)).toBe(0);
  });
  it('find a header in its own file only, at the budgets that hold it', () => {
    const there = [{ path: 'b.ts', text: '…\n    function  b() {\n}' }];
    const elsewhere = [{ path: 'c.ts', text: 'function b() {' }];
    const contexts = new Map([
      [1024, elsewhere],
      [4096, there],
      [8192, there],
    ]);
    expect(Object.fromEntries(measure(definitionTask, { files: [], contexts }))).toEqual({
      'recall@1k': 0,
      'recall@2k': 0,
      'recall@4k': 1,
      'recall@8k': 1,
      useful: 1,
    });
  });
  it('count useful lines against packed lines, without those that hold no word', () => {
    expect(
      usefulShare(definitionTask, [{ path: 'b.ts', text: 'function b() {\n\n  return 1;\n}\nconst x = 2;' }]),
    ).toBeCloseTo(2 / 3);
    expect(usefulShare(definitionTask, [{ path: 'c.ts', text: 'function b() {' }])).toBe(0);
    expect(usefulShare(definitionTask, [])).toBe(0);
    expect(squeeze('  } );')).toBe('');
  });
});

describe('the table', () => {
  const outcome = (method: string, commit: string, recall: number): Outcome => ({
    ...({ kind: 'cochange', commit, method } as const),
    measures: new Map([['recall@5', recall]]),
  });
  const outcomes = (count: number): Outcome[] =>
    Array.from({ length: count }, (_, at) => [
      outcome('Cairn', `${at}`, 1),
      outcome('weak', `${at}`, 0),
      outcome('strong', `${at}`, at % 2),
    ]).flat();

  it('compares with the best baseline, task by task', () => {
    const { rows, differences, ...counts } = tableOf('cochange', outcomes(10), 1);
    expect(counts).toEqual({ kind: 'cochange', tasks: 10, commits: 10, enough: true });
    expect(rows.map(({ method, measures }) => [method, measures['recall@5']?.mean])).toEqual([
      ['Cairn', 1],
      ['weak', 0],
      ['strong', 0.5],
    ]);
    const difference = differences.find(({ measure: which }) => which === 'recall@5');
    expect(difference).toMatchObject({ against: 'strong', mean: 0.5 });
    expect(difference?.low).toBeGreaterThan(0);
    expect(difference?.high).toBeLessThan(1);
  });
  it('gives no figures for a handful of tasks', () => {
    expect(tableOf('cochange', outcomes(4), 1)).toEqual({
      ...{ kind: 'cochange', tasks: 4, commits: 4, enough: false },
      ...{ rows: [], differences: [] },
    });
    expect(tableOf('definitions', outcomes(10), 1).tasks).toBe(0);
  });
  it('says how long answers take', () => {
    expect(latencyOf([30, 10, 20])).toEqual({ p50: 20, p95: 29 });
  });
});
