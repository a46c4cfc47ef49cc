import type { Example, FileWeights } from './example.ts';

/** How well a ranking answers one example, each 0 … 1. */
export interface Quality {
  /** Part of the wanted files that are among the first ten. */
  readonly recall: number;
  /** One divided by the place of the first wanted file, from 1; 0 when there is none. */
  readonly reciprocal: number;
}

/** How many files count as found. */
const FIRST = 10;

/** Fused scores of the candidates, by the weights. */
export function fusedScores({ signals, scores }: Example, weights: FileWeights): Float64Array {
  const count = signals.length;
  const row = signals.map(name => weights[name] ?? 0);
  const fused = new Float64Array(count === 0 ? 0 : scores.length / count);
  for (let candidate = 0; candidate < fused.length; candidate++) {
    let sum = 0;
    for (let signal = 0; signal < count; signal++)
      sum += (row[signal] ?? 0) * (scores[candidate * count + signal] ?? 0);
    fused[candidate] = sum;
  }
  return fused;
}

/** What the weights reach; ties are broken by the order of the candidates. */
export function qualityOf(example: Example, weights: FileWeights): Quality {
  const fused = fusedScores(example, weights);
  let [recalled, best] = [0, 0];
  for (const wanted of example.found) {
    const own = fused[wanted] ?? 0;
    // Without a score a file is not in the ranking.
    if (own <= 0) continue;
    let place = 1;
    for (let other = 0; other < fused.length; other++) {
      const score = fused[other] ?? 0;
      if (score > own || (score === own && other < wanted)) place += 1;
    }
    if (place <= FIRST) recalled += 1;
    best = Math.max(best, 1 / place);
  }
  return { recall: recalled / example.wanted, reciprocal: best };
}
