import { type Estimate, estimate, type Sample } from '../bench/bootstrap.ts';
import type { Example, FileWeights } from './example.ts';
import { fitWeights } from './fitWeights.ts';
import { type Quality, qualityOf } from './fused.ts';

/** What was learned, and whether it is worth keeping. */
export interface Lesson {
  readonly weights: FileWeights;
  /** The part of the history that was learned from, and the later one that judged. */
  readonly earlier: Part;
  readonly later: Part;
  /** On the later commits: the mean of recall@10 and MRR with the learned weights less that with the table's, -1 … 1. */
  readonly gain: Estimate;
  readonly kept: boolean;
}

/** Means, 0 … 1, with the weights of the table and with those that were learned. */
export interface Part {
  readonly commits: number;
  readonly edits: number;
  readonly table: Means;
  readonly learned: Means;
}

export interface Means {
  readonly recall10: number;
  readonly mrr: number;
}

/** Of all commits, the oldest, from which is learned. */
const EARLIER = 0.5;
/** Both ends of the interval of the gain leave out half of the rest. */
export const CONFIDENCE = 0.9;
/** With fewer commits no interval says anything. */
export const LEAST_COMMITS = 30;

/**
 * Learns from the earlier half of the commits, and judges on the later half. Kept is what wins there for sure: the lower end
 * of the bootstrap interval of the gain, over commits, is above 0.
 * @param examples the oldest first, of at least {@link LEAST_COMMITS} commits
 */
export function learn(examples: readonly Example[], table: FileWeights): Lesson {
  const commits = [...new Set(examples.map(({ commit }) => commit))];
  const old = new Set(commits.slice(0, Math.floor(EARLIER * commits.length)));
  const earlier = examples.filter(({ commit }) => old.has(commit));
  const later = examples.filter(({ commit }) => !old.has(commit));
  const weights = fitWeights(earlier, table);
  const gain = estimate(gains(later, weights, table), 1, CONFIDENCE);
  return {
    weights,
    earlier: partOf(earlier, weights, table),
    later: partOf(later, weights, table),
    gain,
    kept: gain.low > 0,
  };
}

function gains(examples: readonly Example[], weights: FileWeights, table: FileWeights): readonly Sample[] {
  return examples.map(example => ({
    group: example.commit,
    value: goal(qualityOf(example, weights)) - goal(qualityOf(example, table)),
  }));
}

function goal({ recall, reciprocal }: Quality): number {
  return (recall + reciprocal) / 2;
}

function partOf(examples: readonly Example[], weights: FileWeights, table: FileWeights): Part {
  return {
    commits: new Set(examples.map(({ commit }) => commit)).size,
    edits: examples.length,
    table: meansOf(examples, table),
    learned: meansOf(examples, weights),
  };
}

function meansOf(examples: readonly Example[], weights: FileWeights): Means {
  const qualities = examples.map(example => qualityOf(example, weights));
  const mean = (value: (quality: Quality) => number): number =>
    qualities.reduce((sum, each) => sum + value(each), 0) / Math.max(1, qualities.length);
  return { recall10: mean(({ recall }) => recall), mrr: mean(({ reciprocal }) => reciprocal) };
}
