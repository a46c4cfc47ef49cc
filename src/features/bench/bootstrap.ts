import { randomOf } from './random.ts';

/** A mean and its confidence interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One measured value, and the group that it was drawn with: tasks of one commit are no independent witnesses. */
export interface Sample {
  readonly group: string;
  readonly value: number;
}

const RESAMPLES = 2000;

/**
 * The mean of all values with a percentile bootstrap interval (Efron 1979): whole groups are drawn with replacement.
 * The same samples in the same order and the same seed give the same interval. No samples give zeros.
 * @param confidence part of the resamples whose means lie in the interval
 */
export function estimate(samples: readonly Sample[], seed: number, confidence = 0.95): Estimate {
  const groups = groupsOf(samples);
  if (groups.length === 0) return { mean: 0, low: 0, high: 0 };
  const random = randomOf('bootstrap', seed);
  const means = Array.from({ length: RESAMPLES }, () => {
    let [sum, count] = [0, 0];
    for (let draw = 0; draw < groups.length; draw++) {
      const group = groups[Math.floor(random() * groups.length)];
      sum += group?.sum ?? 0;
      count += group?.count ?? 0;
    }
    return sum / count;
  }).sort((a, b) => a - b);
  const mean = samples.reduce((sum, { value }) => sum + value, 0) / samples.length;
  const outside = (1 - confidence) / 2;
  return { mean, low: quantile(means, outside), high: quantile(means, 1 - outside) };
}

/** The value below which a part (0 … 1) of `sorted` lies, between two neighbours in proportion; 0 for an empty list. */
export function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

function groupsOf(samples: readonly Sample[]): readonly { sum: number; count: number }[] {
  const groups = new Map<string, { sum: number; count: number }>();
  for (const { group, value } of samples) {
    const known = groups.get(group) ?? { sum: 0, count: 0 };
    known.sum += value;
    known.count += 1;
    groups.set(group, known);
  }
  return [...groups.values()];
}
