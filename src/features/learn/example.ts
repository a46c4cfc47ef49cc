import type { SignalName } from '../../rank/ranking.ts';

/** A question from the repository's past, what the signals said of each candidate file, and which of them were wanted. */
export interface Example {
  /** Full id of the commit that holds the answer. */
  readonly commit: string;
  readonly signals: readonly SignalName[];
  /**
   * Scores by candidate, then by signal, each times what the ranking makes of the file itself (a test, another language):
   * the fused score is their sum by the weights. Candidates are in the order in which the table ranks them.
   */
  readonly scores: Float64Array;
  /** Candidates that were wanted, by their places in that order. */
  readonly found: readonly number[];
  /** Wanted files, those that no signal names included. */
  readonly wanted: number;
}

/** Weights of the signals' scores of files; a signal that is missing has none. */
export type FileWeights = Readonly<Partial<Record<SignalName, number>>>;
