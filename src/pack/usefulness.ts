import type { Task } from '../rank/ranking.ts';

/** What the ranking says for one candidate. */
export interface Claim {
  /** Its score and that of its file, 0 … 1. */
  readonly score: number;
  readonly fileScore: number;
  /** How many signals name it, and not only its file. */
  readonly signals: number;
  /** Whether it is offered for its file's sake alone. */
  readonly filler: boolean;
}

interface Coefficients {
  readonly base: number;
  /** For each natural logarithm of its score, and of its file's. */
  readonly score: number;
  readonly fileScore: number;
  /** For each signal that names it. */
  readonly signal: number;
  readonly filler: number;
}

/** Fitted on the history of some repositories and checked on that of others: `README.md` beside this file has both. */
const COEFFICIENTS: Readonly<Record<Task, Coefficients>> = {
  completion: { base: -4.87, score: 0.61, fileScore: 0.71, signal: 0.86, filler: -2.32 },
  edit: { base: -2.64, score: 0, fileScore: 5.5, signal: 0.43, filler: 0 },
};

/** Scores below this say no less. */
const LEAST_SCORE = 0.001;
/** More signals that agree say no more. */
const MOST_SIGNALS = 4;

/**
 * The probability, 0 … 1, that a candidate is of use: for a completion that its definition is named next, for an edit that
 * it is changed in the same commit. A logistic regression.
 */
export function usefulness(task: Task, { score, fileScore, signals, filler }: Claim): number {
  const by = COEFFICIENTS[task];
  const logit =
    by.base +
    by.score * Math.log(Math.max(LEAST_SCORE, score)) +
    by.fileScore * Math.log(Math.max(LEAST_SCORE, fileScore)) +
    by.signal * Math.min(MOST_SIGNALS, signals) +
    (filler ? by.filler : 0);
  return 1 / (1 + Math.exp(-logit));
}
