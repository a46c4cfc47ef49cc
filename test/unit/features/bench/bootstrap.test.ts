import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, quantile, type Sample } from '../../../../src/features/bench/bootstrap.ts';
import { randomOf, shuffled } from '../../../../src/features/bench/random.ts';

const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
const alone = (numbers: readonly number[]): Sample[] => numbers.map((value, at) => ({ group: `${at}`, value }));

describe('confidence intervals', () => {
  it('hold the mean, stay within the values, and are the same for the same seed', () => {
    fc.assert(
      fc.property(values, fc.nat(), (numbers, seed) => {
        const { mean, low, high } = estimate(alone(numbers), seed);
        const slack = 1e-9;
        expect(low).toBeGreaterThanOrEqual(Math.min(...numbers) - slack);
        expect(high).toBeLessThanOrEqual(Math.max(...numbers) + slack);
        expect(low).toBeLessThanOrEqual(high);
        expect(mean).toBeCloseTo(numbers.reduce((a, b) => a + b) / numbers.length, 9);
        expect(estimate(alone(numbers), seed)).toEqual({ mean, low, high });
      }),
      { numRuns: 25 },
    );
  });
  it('are as wide as theory says: 100 throws of a coin give 50 % ± 9.8', () => {
    const { mean, low, high } = estimate(alone(Array.from({ length: 100 }, (_, at) => at % 2)), 7);
    expect(mean).toBe(0.5);
    expect(low).toBeGreaterThan(0.385);
    expect(low).toBeLessThan(0.425);
    expect(high).toBeGreaterThan(0.575);
    expect(high).toBeLessThan(0.615);
  });
  it('do not take tasks of one commit for independent witnesses', () => {
    const coins = Array.from({ length: 100 }, (_, at) => Math.floor(at / 10) % 2);
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    const together = coins.map((value, at) => ({ group: `${Math.floor(at / 10)}`, value }));
    expect(width(estimate(together, 1))).toBeGreaterThan(2 * width(estimate(alone(coins), 1)));
  });
  it('are a point where all agree, and nothing is nothing', () => {
    expect(estimate(alone([0.25, 0.25, 0.25]), 3)).toEqual({ mean: 0.25, low: 0.25, high: 0.25 });
    expect(estimate([], 3)).toEqual({ mean: 0, low: 0, high: 0 });
  });
});

describe('quantiles and shuffles', () => {
  it('interpolates between neighbours', () => {
    expect([0, 0.5, 0.75, 1].map(part => quantile([10, 20, 40], part))).toEqual([10, 20, 30, 40]);
    expect(quantile([], 0.5)).toBe(0);
  });
  it('keeps every item, and depends on the seed alone', () => {
    const items = Array.from({ length: 50 }, (_, at) => at);
    const order = shuffled(items, randomOf('a', 1));
    expect([...order].sort((a, b) => a - b)).toEqual(items);
    expect(shuffled(items, randomOf('a', 1))).toEqual(order);
    expect(shuffled(items, randomOf('a', 2))).not.toEqual(order);
  });
});
