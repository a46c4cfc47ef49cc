import { decode } from '../../files/decode.ts';
import type { PastCommit, PastRepository } from '../../history/pastRepository.ts';
import type { IndexedFile } from '../../index/snapshot.ts';
import type { PastEngine } from './benchEngine.ts';
import { coChangeTask } from './coChangeTask.ts';
import { definitionTasks } from './definitionTasks.ts';
import type { LineReader } from './lineReader.ts';
import { randomOf, shuffled } from './random.ts';
import type { BenchOptions } from './report.ts';
import type { BenchTask, TaskKind } from './task.ts';

export interface MineParts {
  readonly repository: PastRepository;
  /** Holds the tree before the commit. */
  readonly engine: PastEngine;
  readonly readLines: LineReader['read'];
}

/** Commits that modify more sources are mass changes: what they touch need not belong together. */
const MOST_SOURCES = 8;
/** Definition tasks of one commit: one commit must not be the benchmark. */
const DEFINITIONS_PER_COMMIT = 2;

/** Why a commit that modifies so many sources gives no task of this kind; `undefined` when it may. */
export function refusal(kind: TaskKind, sources: number): string | undefined {
  const least = kind === 'cochange' ? 2 : 1;
  if (sources < least) return sources === 0 ? 'no modified source file' : 'only one modified source file';
  return sources > MOST_SOURCES ? `more than ${MOST_SOURCES} modified source files` : undefined;
}

/** Why a commit with the right number of sources gave none. */
export const NO_TASK: Readonly<Record<TaskKind, string>> = {
  cochange: 'no changed line in the file that was drawn',
  definitions: 'no added line with a name that exactly one other file defines',
};

/** The tasks of one commit, drawn by the seed. @param sources that it modified, as they were before */
export async function mineTasks(
  kind: TaskKind,
  commit: PastCommit,
  sources: readonly IndexedFile[],
  parts: MineParts,
  options: BenchOptions,
): Promise<readonly BenchTask[]> {
  if (kind === 'cochange') {
    const hunks = (path: string) => parts.repository.hunks(commit.parent, commit.id, path);
    const readAfter = (path: string) => textAfter(commit, path, parts.repository);
    const task = await coChangeTask(commit, { ...options, sources, hunks, readAfter, readLines: parts.readLines });
    return task ? [task] : [];
  }
  const all: BenchTask[] = [];
  for (const source of sources) all.push(...(await definitionsIn(commit, source, parts)));
  return shuffled(all, randomOf(options.seed, commit.id)).slice(0, DEFINITIONS_PER_COMMIT);
}

/** Asks the index about the file as the commit left it, in the tree before the commit. */
async function definitionsIn(
  commit: PastCommit,
  { source }: IndexedFile,
  { repository, engine, readLines }: MineParts,
): Promise<readonly BenchTask[]> {
  const path = source.path.relative;
  const text = await textAfter(commit, path, repository);
  if (text === undefined) return [];
  await engine.openBuffer(path, text);
  try {
    const snapshot = engine.snapshot();
    const file = snapshot.find(source.path);
    const hunks = await repository.hunks(commit.parent, commit.id, path);
    return file ? await definitionTasks(commit, { snapshot, file, text, hunks, readLines }) : [];
  } finally {
    await engine.closeBuffer(path);
  }
}

async function textAfter(commit: PastCommit, path: string, repository: PastRepository): Promise<string | undefined> {
  const bytes = await repository.read(`${commit.id}:${path}`);
  return bytes && decode(bytes);
}
