import type { SignalName } from '../../rank/ranking.ts';
import type { Example, FileWeights } from './example.ts';
import { fusedScores } from './fused.ts';

/** Factors that a weight of the table may get: few and round, so that small differences change nothing. */
const FACTORS = [1 / 4, 1 / 2, 2 / 3, 1, 3 / 2, 2, 4] as const;
/** How sure scores are: how much likelier a file is that scores 1 more. */
const SHARPNESS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32] as const;
const START = 8;
const MOST_PASSES = 6;

/**
 * The likeliest weights after the examples: the wanted file is one draw from all candidates, by the softmax of their fused
 * scores, and before any example each weight lies within a factor of two of the table's (the logarithms of the factors, in
 * octaves, are standard normal). One commit counts once, whatever its number of examples. Found by coordinate ascent over
 * round factors; the same examples give the same weights.
 */
export function fitWeights(examples: readonly Example[], table: FileWeights): FileWeights {
  const names = (Object.keys(table) as SignalName[]).filter(name => table[name]);
  const shares = sharesOf(examples.filter(({ found }) => found.length > 0));
  const factors = new Map(names.map(name => [name, 1]));
  const weights = (): FileWeights => scaled(table, factors);
  let sharpness: number = START;
  let best = likelihood(shares, weights(), sharpness) + priorOf(factors);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = best;
    const fitted = scoresOf(shares, weights());
    for (const value of SHARPNESS) {
      const goal = likelihoodOf(fitted, value) + priorOf(factors);
      if (goal > best) [best, sharpness] = [goal, value];
    }
    for (const name of names) {
      let kept = factors.get(name) ?? 1;
      for (const factor of FACTORS) {
        factors.set(name, factor);
        const goal = likelihood(shares, weights(), sharpness) + priorOf(factors);
        if (goal > best) [best, kept] = [goal, factor];
      }
      factors.set(name, kept);
    }
    if (best === before) break;
  }
  return weights();
}

interface Share {
  readonly example: Example;
  /** Its part of its commit. */
  readonly part: number;
}

function sharesOf(examples: readonly Example[]): readonly Share[] {
  const counts = new Map<string, number>();
  for (const { commit } of examples) counts.set(commit, (counts.get(commit) ?? 0) + 1);
  return examples.map(example => ({ example, part: 1 / (counts.get(example.commit) ?? 1) }));
}

function likelihood(shares: readonly Share[], weights: FileWeights, sharpness: number): number {
  return likelihoodOf(scoresOf(shares, weights), sharpness);
}

interface Scored extends Share {
  readonly fused: Float64Array;
}

function scoresOf(shares: readonly Share[], weights: FileWeights): readonly Scored[] {
  return shares.map(share => ({ ...share, fused: fusedScores(share.example, weights) }));
}

/** Logarithm of the likelihood; several wanted files of one example share its part. */
function likelihoodOf(scored: readonly Scored[], sharpness: number): number {
  let sum = 0;
  for (const { example, part, fused } of scored) {
    let highest = 0;
    for (const score of fused) if (score > highest) highest = score;
    let all = 0;
    for (const score of fused) all += Math.exp(sharpness * (score - highest));
    const mean = example.found.reduce((total, place) => total + (fused[place] ?? 0), 0) / example.found.length;
    sum += part * (sharpness * (mean - highest) - Math.log(all));
  }
  return sum;
}

/** Logarithm of the prior's density, but for a constant. */
function priorOf(factors: ReadonlyMap<SignalName, number>): number {
  let sum = 0;
  for (const factor of factors.values()) sum -= Math.log2(factor) ** 2 / 2;
  return sum;
}

function scaled(table: FileWeights, factors: ReadonlyMap<SignalName, number>): FileWeights {
  return Object.fromEntries([...factors].map(([name, factor]) => [name, round((table[name] ?? 0) * factor)]));
}

/** To three places. */
function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
