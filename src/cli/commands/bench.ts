import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ContextAnswer, ContextRequest } from '../../engine/api.ts';
import type { InProcessEngine } from '../../engine/engine.ts';
import type { BenchAnswer, BenchEngine } from '../../features/bench/benchEngine.ts';
import type { BenchOptions, BenchReport } from '../../features/bench/report.ts';
import { type BenchProgress, runBench } from '../../features/bench/runBench.ts';
import type { TaskKind } from '../../features/bench/task.ts';
import { classifyPath } from '../../files/classify.ts';
import { openPastRepository, type PastCommit, type PastRepository } from '../../history/pastRepository.ts';
import { createPastTree } from '../../history/pastTree.ts';
import { benchText, tooFewText } from '../benchText.ts';
import { UsageError } from '../exitCodes.ts';
import { count, excludeOption, jsonOption, positiveInteger } from '../options.ts';
import { existingFolder } from '../repository.ts';
import { type Session, withEngine } from '../session.ts';

interface BenchCommandOptions {
  readonly json: boolean;
  readonly commits: number;
  readonly seed: number;
  readonly only?: TaskKind;
  readonly text: boolean;
  readonly exclude: readonly string[];
}

/** Commits that are looked at for each that is wanted. */
const LOOK_BACK = 25;

/** `cairn bench [folder]`: tasks from the repository's own history, answered by Cairn and by simple methods. */
export function addBenchCommand(program: Command, session: Session): void {
  program
    .command('bench')
    .summary('measure Cairn on this repository, with tasks from its history')
    .description(
      'Take recent commits of the repository as tasks, and compare what Cairn finds with what simple methods find. ' +
        'Works on a copy in the temporary folder; the repository is only read.',
    )
    .argument('[folder]', 'a folder of the repository', '.')
    .option('--commits <n>', 'commits to take for each kind of tasks', positiveInteger, 40)
    .option('--seed <n>', 'draw other files and names', count, 1)
    .addOption(new Option('--only <kind>', 'only one kind of tasks').choices(['cochange', 'definitions']))
    .option('--text', 'give the subject of the commit as the instruction of co-change tasks', false)
    .addOption(excludeOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action((folder: string, options: BenchCommandOptions) => run(session, folder, options));
}

const EXAMPLES = `
Co-change: from one file of a commit and its changed lines to the other source files that the commit modified.
Definitions: a line that a commit added is cut before a name that one other file defines; its header line is wanted.

Examples:
  $ cairn bench
  $ cairn bench ../other --commits 100 --only cochange --json`;

async function run(session: Session, argument: string, options: BenchCommandOptions): Promise<void> {
  const folder = await existingFolder(argument, session.workingFolder);
  const start = performance.now();
  const report = await withHistory(folder, argument, options.commits * LOOK_BACK, (repository, commits) =>
    inTemporaryFolder(temporary => measure(session, temporary, repository, commits, options)),
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  if (!report.tables.some(({ enough }) => enough)) throw new Error(tooFewText(report));
  const { terminal } = session;
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository: folder, ...report, seconds }, null, 2)}\n`
    : benchText(path.basename(folder), report, seconds, terminal.columns, terminal.paint);
  await terminal.print(text);
}

async function withHistory<Result>(
  folder: string,
  argument: string,
  limit: number,
  work: (repository: PastRepository, commits: readonly PastCommit[]) => Promise<Result>,
): Promise<Result> {
  const repository = await openPastRepository(folder).catch((error: Error) => {
    throw new UsageError(`${argument}: ${error.message}`);
  });
  try {
    const commits = await repository.commits(limit);
    if (commits.length > 0) return await work(repository, commits);
    const why = repository.shallow
      ? 'the history is shallow: `git fetch --unshallow` brings the rest'
      : 'no commit modifies a file that was there before';
    throw new Error(`${argument}: no tasks, because ${why}`);
  } finally {
    repository.close();
  }
}

/** A folder that is gone afterwards, however the process ends, short of being killed. */
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

async function measure(
  session: Session,
  temporary: string,
  repository: PastRepository,
  commits: readonly PastCommit[],
  options: BenchCommandOptions,
): Promise<BenchReport> {
  const { terminal, token } = session;
  const folder = path.join(temporary, 'tree');
  mkdirSync(folder);
  const tree = createPastTree(repository, folder, relative => classifyPath(relative) !== 'binary');
  terminal.progress('Reading the newest commit…');
  await tree.moveTo(commits[0]?.id ?? '', token);
  const benchOptions: BenchOptions = {
    commits: options.commits,
    seed: options.seed,
    ...(options.only && { only: options.only }),
    withText: options.text,
  };
  const where = { exclude: options.exclude, store: path.join(temporary, 'store') };
  return await withEngine(session, folder, where, engine =>
    runBench(
      {
        ...{ repository, commits, tree },
        engine: benchEngine(engine, folder, repository.gitDir, session),
        readFile: relative => readFile(path.join(folder, relative)),
        onProgress: progress => terminal.progress(progressText(progress)),
      },
      benchOptions,
      token,
    ),
  );
}

/** Milliseconds that an answer may wait for git's history: what is measured is the answer, not git on a busy machine. */
const HISTORY_WAIT = 60_000;

function benchEngine(engine: InProcessEngine, folder: string, gitDir: string, { token }: Session): BenchEngine {
  const absolute = (relative: string): string => path.join(folder, relative);
  let version = 0;
  return {
    snapshot: () => engine.snapshot(),
    async changed(paths) {
      await engine.changed(paths, token);
      await engine.warmUp();
    },
    async openBuffer(file, text) {
      version += 1;
      await engine.openBuffer(absolute(file), version, text);
    },
    closeBuffer: file => engine.closeBuffer(absolute(file)),
    async ask({ base, ...question }) {
      const request: ContextRequest = {
        ...{ ...question, file: absolute(question.file), tokenizer: 'cl100k_base' },
        ...{ history: { gitDir, tip: base }, historyWait: HISTORY_WAIT },
      };
      return answerOf(await engine.context(request, token));
    },
  };
}

function answerOf({ ranked, pack, times }: ContextAnswer): BenchAnswer {
  return {
    ranked: ranked.map(each => each.path),
    packed: pack.files.map(file => ({ path: file.path, text: file.text })),
    items: pack.files.flatMap(({ path, items }) => items.map(({ text, usefulness }) => ({ path, text, usefulness }))),
    tokens: pack.tokens,
    milliseconds: times['total'] ?? 0,
  };
}

function progressText({ found, wanted }: BenchProgress): string {
  const kinds = Object.entries(found).map(([kind, commits]) => `${kind} ${commits} of ${wanted} commits`);
  return `Measuring: ${kinds.join(', ')}…`;
}
