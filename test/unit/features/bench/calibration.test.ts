import { describe, expect, it } from 'vitest';
import { calibrationOf, type Judged, judge } from '../../../../src/features/bench/calibration.ts';
import type { BenchTask } from '../../../../src/features/bench/task.ts';
import { definitionTask } from './definitionTask.ts';

describe('what is judged', () => {
  const items = [
    { path: 'b.ts', text: '  function  b() {', usefulness: 0.4 },
    { path: 'b.ts', text: 'return 1;', usefulness: 0.3 },
    { path: 'c.ts', text: 'function b() {', usefulness: 0.2 },
    { path: 'a.ts', text: 'function b() {', usefulness: 1 },
  ];
  const found = (task: BenchTask) => judge(task, items).map(({ predicted, useful }) => [predicted, useful]);
  it('is of use with the header of the definition in its file; the edited file is not judged', () => {
    expect(found(definitionTask)).toEqual([
      [0.4, true],
      [0.3, false],
      [0.2, false],
    ]);
  });
  it('is of use with any line of what the commit changed', () => {
    expect(found({ ...definitionTask, kind: 'cochange', headers: [] })).toEqual([
      [0.4, true],
      [0.3, true],
      [0.2, false],
    ]);
  });
});

describe('calibration', () => {
  const judged = (predicted: number, useful: number, of: number): Judged[] =>
    Array.from({ length: of }, (_, at) => ({ kind: 'cochange', predicted, useful: at < useful }));
  it('is perfect where as much comes true as was said', () => {
    const { items, useful, brier, ece, bins } = calibrationOf('cochange', [
      ...judged(0.2, 2, 10),
      ...judged(0.5, 5, 10),
    ]);
    expect({ items, useful, bins: bins.length }).toEqual({ items: 20, useful: 0.35, bins: 2 });
    expect(ece).toBeCloseTo(0);
    // p (1 - p) of each half.
    expect(brier).toBeCloseTo((0.16 + 0.25) / 2);
  });
  it('shows in which bins too much was said, and by how much over all', () => {
    const { bins, ece } = calibrationOf('cochange', [...judged(0.2, 0, 10), ...judged(0.002, 0, 30)]);
    expect(bins).toEqual([
      { from: 0.001, to: 0.003, items: 30, predicted: expect.closeTo(0.002), observed: 0 },
      { from: 0.1, to: 0.3, items: 10, predicted: expect.closeTo(0.2), observed: 0 },
    ]);
    expect(ece).toBeCloseTo(0.75 * 0.002 + 0.25 * 0.2);
  });
  it('counts a certain one, and only its own kind', () => {
    const certain = calibrationOf('cochange', [
      ...judged(1, 1, 1),
      { kind: 'definitions', predicted: 0.1, useful: false },
    ]);
    expect(certain).toMatchObject({ items: 1, useful: 1, brier: 0, brierOfMean: 0, ece: 0 });
    expect(calibrationOf('definitions', [])).toMatchObject({ items: 0, brier: 0, ece: 0, bins: [] });
  });
});
