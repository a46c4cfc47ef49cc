import { type Estimate, estimate, quantile, type Sample } from './bootstrap.ts';
import type { Calibration } from './calibration.ts';
import { CAIRN } from './contenders.ts';
import { MEASURES, type Measure } from './measures.ts';
import type { TaskKind } from './task.ts';

/** Plain figures for people and scripts; means and intervals are 0 … 1 (differences -1 … 1). */
export interface BenchReport {
  readonly options: BenchOptions;
  /** Of HEAD. */
  readonly head: string;
  /** Whether older commits are not on this machine. */
  readonly shallow: boolean;
  /** Commits that were looked at, newest first, and when the oldest and the newest of them were made (seconds since the epoch). */
  readonly commits: number;
  readonly oldest: number;
  readonly newest: number;
  readonly tables: readonly BenchTable[];
  /** How far Cairn's own predictions came true, by kind. */
  readonly calibration: readonly Calibration[];
  /** Mean size of Cairn's packs when 4,096 tokens are allowed, by kind: the gate leaves the rest. */
  readonly tokens: Readonly<Partial<Record<TaskKind, number>>>;
  /** Milliseconds from question to answer, of Cairn; the index is up to date before. */
  readonly latency: { readonly p50: number; readonly p95: number };
  /** Why commits gave no task. */
  readonly leftOut: readonly LeftOut[];
}

export interface BenchOptions {
  /** Commits that are wanted for each kind of tasks. */
  readonly commits: number;
  readonly seed: number;
  /** Only this kind. */
  readonly only?: TaskKind;
  /** Give the commit's subject as the instruction of co-change tasks. */
  readonly withText: boolean;
}

export interface LeftOut {
  readonly kind: TaskKind;
  readonly reason: string;
  readonly commits: number;
}

export interface BenchTable {
  readonly kind: TaskKind;
  readonly tasks: number;
  /** Commits that gave them. */
  readonly commits: number;
  /** Whether there are enough for figures; without them `rows` and `differences` are empty. */
  readonly enough: boolean;
  readonly rows: readonly BenchRow[];
  readonly differences: readonly Difference[];
}

export interface BenchRow {
  readonly method: string;
  readonly measures: Readonly<Partial<Record<Measure, Estimate>>>;
}

/** Cairn less the baseline that is best in this measure, task by task. */
export interface Difference extends Estimate {
  readonly measure: Measure;
  readonly against: string;
}

/** What one method reached in one task. */
export interface Outcome {
  readonly kind: TaskKind;
  readonly commit: string;
  readonly method: string;
  readonly measures: ReadonlyMap<Measure, number>;
}

/** Fewer tasks say nothing. */
export const LEAST_TASKS = 5;

/** The table of one kind. Outcomes of each method stand in the order of the tasks. */
export function tableOf(kind: TaskKind, outcomes: readonly Outcome[], seed: number): BenchTable {
  const own = outcomes.filter(outcome => outcome.kind === kind);
  const methods = [...new Set(own.map(({ method }) => method))];
  const tasks = own.filter(({ method }) => method === CAIRN);
  const counts = { kind, tasks: tasks.length, commits: new Set(tasks.map(({ commit }) => commit)).size };
  if (tasks.length < LEAST_TASKS) return { ...counts, enough: false, rows: [], differences: [] };
  const samples = (method: string, measure: Measure): readonly Sample[] =>
    own
      .filter(outcome => outcome.method === method)
      .map(({ commit, measures }) => ({ group: commit, value: measures.get(measure) ?? 0 }));
  const rows = methods.map(method => ({
    method,
    measures: Object.fromEntries(MEASURES[kind].map(measure => [measure, estimate(samples(method, measure), seed)])),
  }));
  const differences = MEASURES[kind].map((measure): Difference => {
    const against = bestBaseline(rows, measure);
    const theirs = samples(against, measure);
    const paired = samples(CAIRN, measure).map(({ group, value }, at) => ({
      group,
      value: value - (theirs[at]?.value ?? 0),
    }));
    return { measure, against, ...estimate(paired, seed) };
  });
  return { ...counts, enough: true, rows, differences };
}

/** Half and nearly all of the answers took no longer. */
export function latencyOf(milliseconds: readonly number[]): BenchReport['latency'] {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

function bestBaseline(rows: readonly BenchRow[], measure: Measure): string {
  const meanOf = ({ measures }: BenchRow): number => measures[measure]?.mean ?? 0;
  const [first, ...others] = rows.filter(({ method }) => method !== CAIRN);
  return others.reduce((best, row) => (best && meanOf(best) >= meanOf(row) ? best : row), first)?.method ?? '';
}
