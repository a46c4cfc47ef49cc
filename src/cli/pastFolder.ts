import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ContextRequest } from '../engine/api.ts';
import type { InProcessEngine } from '../engine/engine.ts';
import type { BenchQuestion, PastEngine } from '../features/bench/benchEngine.ts';
import { classifyPath } from '../files/classify.ts';
import { openPastRepository, type PastCommit, type PastRepository } from '../history/pastRepository.ts';
import { createPastTree, type PastTree } from '../history/pastTree.ts';
import { UsageError } from './exitCodes.ts';
import { type Session, withEngine } from './session.ts';

/** Said where a clone lacks commits. */
export const SHALLOW = 'the history is shallow: `git fetch --unshallow` brings the rest';

export interface Past {
  readonly repository: PastRepository;
  /** Newest first, at least one. */
  readonly commits: readonly PastCommit[];
}

/**
 * Hands on the history of a folder's repository.
 * @param argument the folder as the user has named it
 * @param limit commits
 * @throws UsageError when there is no repository, Error when its history gives nothing
 */
export async function withHistory<Result>(
  folder: string,
  argument: string,
  limit: number,
  work: (past: Past) => Promise<Result>,
): Promise<Result> {
  const repository = await openPastRepository(folder).catch((error: Error) => {
    throw new UsageError(`${argument}: ${error.message}`);
  });
  try {
    const commits = await repository.commits(limit);
    if (commits.length > 0) return await work({ repository, commits });
    const why = repository.shallow ? SHALLOW : 'no commit modifies a file that was there before';
    throw new Error(`${argument}: no tasks, because ${why}`);
  } finally {
    repository.close();
  }
}

/** A copy of the repository's newest commit that can be moved through the past, and the engine that has indexed it. */
export interface PastFolder {
  readonly folder: string;
  readonly tree: PastTree;
  readonly engine: InProcessEngine;
  readonly past: PastEngine;
  /** The engine's request for a question about the past: it waits for git, on however busy a machine. */
  requestFor(question: BenchQuestion): ContextRequest;
}

/** Works in the temporary folder, which is as before afterwards, however the process ends, short of being killed. */
export async function withPastFolder<Result>(
  session: Session,
  { repository, commits }: Past,
  exclude: readonly string[],
  work: (folder: PastFolder) => Promise<Result>,
): Promise<Result> {
  return await inTemporaryFolder(async temporary => {
    const folder = path.join(temporary, 'tree');
    mkdirSync(folder);
    const tree = createPastTree(repository, folder, relative => classifyPath(relative) !== 'binary');
    session.terminal.progress('Reading the newest commit…');
    await tree.moveTo(commits[0]?.id ?? '', session.token);
    return await withEngine(session, folder, { exclude, store: path.join(temporary, 'store') }, engine =>
      work({
        ...{ folder, tree, engine, past: pastEngine(engine, folder, session) },
        requestFor: ({ base, ...question }) => ({
          ...{ ...question, file: path.join(folder, question.file), tokenizer: 'cl100k_base' },
          ...{ history: { gitDir: repository.gitDir, tip: base }, historyWait: HISTORY_WAIT },
        }),
      }),
    );
  });
}

/** Milliseconds. */
const HISTORY_WAIT = 60_000;

async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'cairn-past-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    remove();
    process.off('exit', remove);
  }
}

function pastEngine(engine: InProcessEngine, folder: string, { token }: Session): PastEngine {
  const absolute = (relative: string): string => path.join(folder, relative);
  let version = 0;
  return {
    snapshot: () => engine.snapshot(),
    changed: paths => engine.changed(paths, token),
    async openBuffer(file, text) {
      version += 1;
      await engine.openBuffer(absolute(file), version, text);
    },
    closeBuffer: file => engine.closeBuffer(absolute(file)),
  };
}
