import { type BenchTask, type PackedText, squeeze, type TaskKind } from './task.ts';

/** An excerpt of a pack, and how likely Cairn said that it is of use. */
export interface PackedItem extends PackedText {
  /** 0 … 1. */
  readonly usefulness: number;
}

/** What was predicted of one excerpt, and whether it came true. */
export interface Judged {
  readonly kind: TaskKind;
  readonly predicted: number;
  readonly useful: boolean;
}

/** Predicted against observed usefulness of the excerpts of one kind of tasks. All shares 0 … 1. */
export interface Calibration {
  readonly kind: TaskKind;
  readonly items: number;
  /** Part of the excerpts that were of use. */
  readonly useful: number;
  /** Mean squared error of the predictions (Brier 1950), and that of always predicting `useful`. */
  readonly brier: number;
  readonly brierOfMean: number;
  /** Expected calibration error: mean distance of predicted and observed over the bins, by their excerpts (Naeini et al. 2015). */
  readonly ece: number;
  /** Those that hold excerpts, least first. */
  readonly bins: readonly CalibrationBin[];
}

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly items: number;
  /** Means. */
  readonly predicted: number;
  readonly observed: number;
}

/** Most excerpts are of use to one question in a thousand: bins of one width would all but one be empty. */
const EDGES = [0, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

/**
 * Judges the excerpts of one pack: of use is what shows the header line of the wanted definition, or a line of a symbol
 * that the commit changed. The place being edited is not judged: it goes in whatever it is worth.
 */
export function judge({ kind, file, wanted, headers }: BenchTask, items: readonly PackedItem[]): readonly Judged[] {
  const linesOf = new Map(wanted.map(({ path, useful }) => [path, headers.length > 0 ? new Set(headers) : useful]));
  return items.flatMap(({ path, text, usefulness }) => {
    if (path === file) return [];
    const lines = linesOf.get(path);
    const useful = lines !== undefined && text.split('\n').some(line => lines.has(squeeze(line)));
    return [{ kind, predicted: usefulness, useful }];
  });
}

/** Sums up the judgements of one kind; zeros and no bins when there are none. */
export function calibrationOf(kind: TaskKind, judged: readonly Judged[]): Calibration {
  const own = judged.filter(each => each.kind === kind);
  const useful = mean(own.map(shareOf));
  const bins = EDGES.slice(1).flatMap((to, at): CalibrationBin[] => {
    const from = EDGES[at] ?? 0;
    const inside = own.filter(({ predicted }) => predicted >= from && (predicted < to || to === 1));
    if (inside.length === 0) return [];
    const predicted = mean(inside.map(each => each.predicted));
    return [{ from, to, items: inside.length, predicted, observed: mean(inside.map(shareOf)) }];
  });
  return {
    kind,
    items: own.length,
    useful,
    brier: mean(own.map(each => (each.predicted - shareOf(each)) ** 2)),
    brierOfMean: useful * (1 - useful),
    ece: bins.reduce((sum, bin) => sum + (bin.items / own.length) * Math.abs(bin.predicted - bin.observed), 0),
    bins,
  };
}

function shareOf({ useful }: Judged): number {
  return useful ? 1 : 0;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
