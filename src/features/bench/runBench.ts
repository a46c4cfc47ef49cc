import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import type { PastCommit, PastRepository } from '../../history/pastRepository.ts';
import type { PastTree } from '../../history/pastTree.ts';
import { loadTokenCounter } from '../../pack/tokens.ts';
import type { BenchEngine } from './benchEngine.ts';
import { calibrationOf, type Judged, judge } from './calibration.ts';
import { createContenders } from './contenders.ts';
import { createLineReader, type LineReader } from './lineReader.ts';
import { measure } from './measures.ts';
import { mineTasks, NO_TASK, refusal } from './mineTasks.ts';
import { sourcePathTest, sourcesAt } from './pastSources.ts';
import { type BenchOptions, type BenchReport, type LeftOut, latencyOf, type Outcome, tableOf } from './report.ts';
import type { BenchTask, TaskKind } from './task.ts';

export interface BenchParts {
  readonly repository: PastRepository;
  /** Newest first, at least one. */
  readonly commits: readonly PastCommit[];
  /** The folder that `engine` has indexed; it holds the tree of the newest commit. */
  readonly tree: PastTree;
  readonly engine: BenchEngine;
  /** Reads a file of the folder. */
  readonly readFile: (relative: string) => Promise<Uint8Array>;
  readonly onProgress: (progress: BenchProgress) => void;
}

export interface BenchProgress {
  /** Commits that gave tasks so far, of those that are wanted of each kind. */
  readonly found: Readonly<Partial<Record<TaskKind, number>>>;
  readonly wanted: number;
}

/** Walks back through history, asks what each commit can answer, and measures the answers. */
export async function runBench(
  parts: BenchParts,
  options: BenchOptions,
  token: CancellationToken,
): Promise<BenchReport> {
  const kinds = (['cochange', 'definitions'] as const).filter(kind => !options.only || kind === options.only);
  const tally = createTally();
  const lines = createLineReader(parts.readFile);
  const trial = await createTrial(parts.engine, lines.read);
  const isPossible = sourcePathTest(parts.engine);
  const found: Partial<Record<TaskKind, number>> = {};
  let looked = 0;
  for (const commit of parts.commits) {
    throwIfCancelled(token);
    const open = kinds.filter(kind => (found[kind] ?? 0) < options.commits);
    if (open.length === 0) break;
    looked += 1;
    const possible = commit.modified.filter(isPossible);
    const wanted = open.filter(kind => !tally.add(kind, refusal(kind, possible.length)));
    if (wanted.length === 0) continue;
    lines.forget();
    await parts.engine.changed(await parts.tree.moveTo(commit.parent, token));
    const sources = sourcesAt(possible, parts.engine);
    for (const kind of wanted) {
      if (tally.add(kind, refusal(kind, sources.length))) continue;
      const tasks = await mineTasks(kind, commit, sources, { ...parts, readLines: lines.read }, options);
      if (tally.add(kind, tasks.length === 0 ? NO_TASK[kind] : undefined)) continue;
      found[kind] = (found[kind] ?? 0) + 1;
      for (const task of tasks) await trial.run(task, token);
    }
    parts.onProgress({ found, wanted: options.commits });
  }
  return {
    options,
    head: parts.commits[0]?.id ?? '',
    shallow: parts.repository.shallow,
    ...spanOf(parts.commits.slice(0, looked)),
    tables: kinds.map(kind => tableOf(kind, trial.outcomes, options.seed)),
    calibration: kinds.map(kind => calibrationOf(kind, trial.judged)),
    tokens: Object.fromEntries(kinds.map(kind => [kind, meanOf(trial.tokens, kind)])),
    latency: latencyOf(trial.milliseconds),
    leftOut: tally.all(),
  };
}

interface Trial {
  readonly outcomes: readonly Outcome[];
  /** What each answer of Cairn took. */
  readonly milliseconds: readonly number[];
  /** What was predicted of each excerpt of Cairn, and whether it came true. */
  readonly judged: readonly Judged[];
  /** Tokens of each pack of Cairn. */
  readonly tokens: readonly PackTokens[];
  /** Lets everyone answer. */
  run(task: BenchTask, token: CancellationToken): Promise<void>;
}

interface PackTokens {
  readonly kind: TaskKind;
  readonly tokens: number;
}

function meanOf(packs: readonly PackTokens[], kind: TaskKind): number {
  const own = packs.filter(pack => pack.kind === kind);
  return own.length === 0 ? 0 : own.reduce((sum, { tokens }) => sum + tokens, 0) / own.length;
}

async function createTrial(engine: BenchEngine, readLines: LineReader['read']): Promise<Trial> {
  const outcomes: Outcome[] = [];
  const milliseconds: number[] = [];
  const judged: Judged[] = [];
  const tokens: PackTokens[] = [];
  const contenders = createContenders({
    engine,
    readLines,
    counter: await loadTokenCounter('cl100k_base'),
    onMilliseconds: each => milliseconds.push(each),
    onPacked(task, items, count) {
      judged.push(...judge(task, items));
      tokens.push({ kind: task.kind, tokens: count });
    },
  });
  return {
    outcomes,
    milliseconds,
    judged,
    tokens,
    async run(task, token) {
      throwIfCancelled(token);
      if (task.buffer !== undefined) await engine.openBuffer(task.file, task.buffer);
      for (const contender of contenders) {
        const measures = measure(task, await contender.answer(task));
        outcomes.push({ kind: task.kind, commit: task.commit, method: contender.name, measures });
      }
      if (task.buffer !== undefined) await engine.closeBuffer(task.file);
    },
  };
}

function spanOf(commits: readonly PastCommit[]): Pick<BenchReport, 'commits' | 'oldest' | 'newest'> {
  const times = commits.map(({ time }) => time);
  return { commits: times.length, oldest: Math.min(...times), newest: Math.max(...times) };
}

interface Tally {
  /** Counts the reason, and says whether there was one. */
  add(kind: TaskKind, reason: string | undefined): boolean;
  /** The commonest first. */
  all(): readonly LeftOut[];
}

function createTally(): Tally {
  const counts = new Map<string, LeftOut>();
  return {
    add(kind, reason) {
      if (reason === undefined) return false;
      const { commits = 0 } = counts.get(`${kind} ${reason}`) ?? {};
      counts.set(`${kind} ${reason}`, { kind, reason, commits: commits + 1 });
      return true;
    },
    all: () => [...counts.values()].sort((a, b) => b.commits - a.commits),
  };
}
