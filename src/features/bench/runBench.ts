import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import { filePath } from '../../base/paths.ts';
import { classifyPath } from '../../files/classify.ts';
import { decode } from '../../files/decode.ts';
import { isTestPath } from '../../graph/role.ts';
import type { PastCommit, PastRepository } from '../../history/pastRepository.ts';
import type { PastTree } from '../../history/pastTree.ts';
import type { IndexedFile } from '../../index/snapshot.ts';
import { loadTokenCounter } from '../../pack/tokens.ts';
import type { BenchEngine } from './benchEngine.ts';
import { coChangeTask } from './coChangeTask.ts';
import { createContenders } from './contenders.ts';
import { definitionTasks } from './definitionTasks.ts';
import { measure } from './measures.ts';
import { randomOf, shuffled } from './random.ts';
import { type BenchOptions, type BenchReport, type LeftOut, latencyOf, type Outcome, tableOf } from './report.ts';
import { type BenchTask, isSource, type TaskKind } from './task.ts';

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

/** Commits that modify more sources are mass changes: what they touch need not belong together. */
export const MOST_SOURCES = 8;
/** Definition tasks of one commit: one commit must not be the benchmark. */
const DEFINITIONS_PER_COMMIT = 2;

/** Walks back through history, asks what each commit can answer, and measures the answers. */
export async function runBench(
  parts: BenchParts,
  options: BenchOptions,
  token: CancellationToken,
): Promise<BenchReport> {
  const kinds = (['cochange', 'definitions'] as const).filter(kind => !options.only || kind === options.only);
  const found = new Map<TaskKind, number>(kinds.map(kind => [kind, 0]));
  const tally = createTally();
  const outcomes: Outcome[] = [];
  const milliseconds: number[] = [];
  const readLines = createLineReader(parts.readFile);
  const contenders = createContenders({
    engine: parts.engine,
    readLines: readLines.read,
    counter: await loadTokenCounter('cl100k_base'),
    onMilliseconds: each => milliseconds.push(each),
  });
  const isPossible = sourcePathTest(parts.engine);
  let looked = 0;
  for (const commit of parts.commits) {
    throwIfCancelled(token);
    const open = kinds.filter(kind => (found.get(kind) ?? 0) < options.commits);
    if (open.length === 0) break;
    looked += 1;
    const possible = commit.modified.filter(isPossible);
    const wanted = open.filter(kind => !tally.add(kind, refusal(kind, possible.length)));
    if (wanted.length === 0) continue;
    readLines.forget();
    await parts.engine.changed(await parts.tree.moveTo(commit.parent, token));
    const sources = modifiedSources(possible, parts.engine);
    for (const kind of wanted) {
      if (tally.add(kind, refusal(kind, sources.length))) continue;
      const tasks = await (kind === 'cochange' ? coChange : definitions)(commit, sources);
      if (tally.add(kind, tasks.length === 0 ? NO_TASK[kind] : undefined)) continue;
      found.set(kind, (found.get(kind) ?? 0) + 1);
      for (const task of tasks) await run(task);
    }
    parts.onProgress({ found: Object.fromEntries(found), wanted: options.commits });
  }
  const seen = parts.commits.slice(0, looked);
  return {
    options,
    head: parts.commits[0]?.id ?? '',
    shallow: parts.repository.shallow,
    commits: looked,
    oldest: Math.min(...seen.map(({ time }) => time)),
    newest: Math.max(...seen.map(({ time }) => time)),
    tables: kinds.map(kind => tableOf(kind, outcomes, options.seed)),
    latency: latencyOf(milliseconds),
    leftOut: tally.all(),
  };

  async function coChange(commit: PastCommit, sources: readonly IndexedFile[]): Promise<readonly BenchTask[]> {
    const hunks = (path: string) => parts.repository.hunks(commit.parent, commit.id, path);
    const task = await coChangeTask(commit, { ...options, sources, hunks, readLines: readLines.read });
    return task ? [task] : [];
  }

  async function definitions(commit: PastCommit, sources: readonly IndexedFile[]): Promise<readonly BenchTask[]> {
    const all: BenchTask[] = [];
    for (const { source } of sources) {
      const path = source.path.relative;
      const bytes = await parts.repository.read(`${commit.id}:${path}`);
      if (!bytes) continue;
      const text = decode(bytes);
      await parts.engine.openBuffer(path, text);
      const snapshot = parts.engine.snapshot();
      const file = snapshot.find(source.path);
      const hunks = await parts.repository.hunks(commit.parent, commit.id, path);
      if (file)
        all.push(...(await definitionTasks(commit, { snapshot, file, text, hunks, readLines: readLines.read })));
      await parts.engine.closeBuffer(path);
    }
    return shuffled(all, randomOf(options.seed, commit.id)).slice(0, DEFINITIONS_PER_COMMIT);
  }

  async function run(task: BenchTask): Promise<void> {
    throwIfCancelled(token);
    if (task.buffer !== undefined) await parts.engine.openBuffer(task.file, task.buffer);
    for (const contender of contenders) {
      const measures = measure(task, await contender.answer(task));
      outcomes.push({ kind: task.kind, commit: task.commit, method: contender.name, measures });
    }
    if (task.buffer !== undefined) await parts.engine.closeBuffer(task.file);
  }
}

const NO_TASK: Readonly<Record<TaskKind, string>> = {
  cochange: 'no changed line in the file that was drawn',
  definitions: 'no added line with a name that exactly one other file defines',
};

/** Why a commit that modifies so many sources gives no task of this kind; `undefined` when it may. */
function refusal(kind: TaskKind, sources: number): string | undefined {
  const least = kind === 'cochange' ? 2 : 1;
  if (sources < least) return sources === 0 ? 'no modified source file' : 'only one modified source file';
  return sources > MOST_SOURCES ? `more than ${MOST_SOURCES} modified source files` : undefined;
}

/** Whether a path can be a source file, as far as its name says. */
function sourcePathTest(engine: BenchEngine): (path: string) => boolean {
  const endings = new Set(
    engine
      .snapshot()
      .files.filter(isSource)
      .map(({ source }) => endingOf(source.path.relative)),
  );
  return path => endings.has(endingOf(path)) && classifyPath(path) === 'source' && !isTestPath(path);
}

function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function modifiedSources(paths: readonly string[], engine: BenchEngine): readonly IndexedFile[] {
  const snapshot = engine.snapshot();
  return paths.flatMap(path => snapshot.find(filePath(0, path)) ?? []).filter(isSource);
}

/** Counts by kind and reason; `add` says whether there was a reason. */
function createTally(): { add(kind: TaskKind, reason: string | undefined): boolean; all(): LeftOut[] } {
  const counts = new Map<string, { kind: TaskKind; reason: string; commits: number }>();
  return {
    add(kind, reason) {
      if (reason === undefined) return false;
      const known = counts.get(`${kind} ${reason}`) ?? { kind, reason, commits: 0 };
      counts.set(`${kind} ${reason}`, { ...known, commits: known.commits + 1 });
      return true;
    },
    all: () => [...counts.values()].sort((a, b) => b.commits - a.commits),
  };
}

/** Lines of files as they are in the tree now; read once until told to forget. */
function createLineReader(readFile: BenchParts['readFile']): {
  read(path: string): Promise<readonly string[]>;
  forget(): void;
} {
  const known = new Map<string, Promise<readonly string[]>>();
  return {
    read(path) {
      let lines = known.get(path);
      if (!lines) {
        lines = readFile(path).then(
          bytes => decode(bytes).split('\n'),
          () => [],
        );
        known.set(path, lines);
      }
      return lines;
    },
    forget: () => known.clear(),
  };
}
