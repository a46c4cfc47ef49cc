import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import { filePath } from '../../base/paths.ts';
import { decode } from '../../files/decode.ts';
import type { Hunk, PastCommit, PastRepository } from '../../history/pastRepository.ts';
import type { PastTree } from '../../history/pastTree.ts';
import type { IndexedFile } from '../../index/snapshot.ts';
import type { RankedFile, SignalName } from '../../rank/ranking.ts';
import type { BenchQuestion, PastEngine } from '../bench/benchEngine.ts';
import { coChangeTask } from '../bench/coChangeTask.ts';
import { createLineReader, type LineReader } from '../bench/lineReader.ts';
import { refusal } from '../bench/mineTasks.ts';
import { sourcePathTest, sourcesAt } from '../bench/pastSources.ts';
import { randomOf, shuffled } from '../bench/random.ts';
import { type BenchTask, isSource } from '../bench/task.ts';
import type { Example, FileWeights } from './example.ts';

/** An engine in the past that says how it ranks. */
export interface LearnEngine extends PastEngine {
  /** All files that a signal names, best first, ranked with the weights of the table. */
  rank(question: BenchQuestion): Promise<readonly RankedFile[]>;
}

export interface CollectParts {
  readonly repository: PastRepository;
  /** Newest first, at least one. */
  readonly commits: readonly PastCommit[];
  /** The folder that `engine` has indexed; it holds the tree of the newest commit. */
  readonly tree: PastTree;
  readonly engine: LearnEngine;
  /** Reads a file of the folder. */
  readonly readFile: (relative: string) => Promise<Uint8Array>;
  /** The table's weights of an edit's files. */
  readonly table: FileWeights;
  readonly onProgress: (done: number, of: number) => void;
}

/** Files of one commit from which the others are asked for: one commit must not be the lesson. */
const EDITS_PER_COMMIT = 2;

/**
 * Replays the newest commits that modify two to eight sources, at most `limit`, and gives the examples of each, the oldest
 * first: so that the history before each commit is the one before the last, and a little more.
 */
export async function collectExamples(
  parts: CollectParts,
  limit: number,
  token: CancellationToken,
): Promise<readonly Example[]> {
  const { engine, onProgress } = parts;
  const isPossible = sourcePathTest(engine);
  const usable = parts.commits
    .map(commit => ({ commit, paths: commit.modified.filter(isPossible) }))
    .filter(({ paths }) => refusal('cochange', paths.length) === undefined)
    .slice(0, limit)
    .reverse();
  const lines = createLineReader(parts.readFile);
  const examples: Example[] = [];
  for (const [at, { commit, paths }] of usable.entries()) {
    throwIfCancelled(token);
    onProgress(at, usable.length);
    lines.forget();
    await engine.changed(await parts.tree.moveTo(commit.parent, token));
    const sources = sourcesAt(paths, engine);
    if (refusal('cochange', sources.length) !== undefined) continue;
    for (const task of await tasksOf(commit, sources, parts.repository, lines)) {
      throwIfCancelled(token);
      examples.push(await exampleOf(task, parts));
    }
  }
  return examples;
}

async function tasksOf(
  commit: PastCommit,
  sources: readonly IndexedFile[],
  repository: PastRepository,
  lines: LineReader,
): Promise<readonly BenchTask[]> {
  const known = new Map<string, Promise<readonly Hunk[]>>();
  const hunks = (path: string): Promise<readonly Hunk[]> => {
    const asked = known.get(path) ?? repository.hunks(commit.parent, commit.id, path);
    known.set(path, asked);
    return asked;
  };
  const parts = {
    ...{ sources, withText: false, seed: 1, readLines: lines.read, hunks },
    readAfter: async (path: string) => {
      const bytes = await repository.read(`${commit.id}:${path}`);
      return bytes && decode(bytes);
    },
  };
  const drawn = shuffled(sources, randomOf('edits', commit.id)).slice(0, EDITS_PER_COMMIT);
  const tasks = await Promise.all(drawn.map(({ source }) => coChangeTask(commit, parts, source.path.relative)));
  return tasks.filter(task => task !== undefined);
}

/** Asks the engine as the editor would: the file as the author left it is an unsaved buffer. */
async function exampleOf(task: BenchTask, { engine, table }: CollectParts): Promise<Example> {
  const { file, line, column, base, before = '', buffer = '' } = task;
  await engine.openBuffer(file, buffer);
  try {
    const ranked = await engine.rank({ ...{ file, line, column, base, before }, task: 'edit', budget: 1 });
    const snapshot = engine.snapshot();
    const candidates = ranked.filter(({ file: id }) => {
      const found = snapshot.file(id);
      return found !== undefined && found.source.path.relative !== file && isSource(found);
    });
    const wanted = new Set(task.wanted.map(({ path }) => snapshot.find(filePath(0, path))?.id));
    const found = candidates.flatMap(({ file: id }, place) => (wanted.has(id) ? [place] : []));
    const signals = Object.keys(table).filter(name => table[name as SignalName]) as SignalName[];
    const scores = scoresOf(candidates, signals, table);
    return { commit: task.commit, signals, scores, found, wanted: task.wanted.length };
  } finally {
    await engine.closeBuffer(file);
  }
}

/** What the ranking makes of a file itself is its fused score by the weighted sum of what the signals say of it. */
function scoresOf(files: readonly RankedFile[], signals: readonly SignalName[], table: FileWeights): Float64Array {
  const scores = new Float64Array(files.length * signals.length);
  for (const [row, { score, evidence }] of files.entries()) {
    const sum = evidence.reduce((total, each) => total + (table[each.signal] ?? 0) * each.score, 0);
    for (const each of evidence) {
      const column = signals.indexOf(each.signal);
      if (column >= 0) scores[row * signals.length + column] = (each.score * score) / sum;
    }
  }
  return scores;
}
