import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ContextAnswer } from '../../engine/api.ts';
import type { BenchAnswer, BenchEngine } from '../../features/bench/benchEngine.ts';
import type { BenchOptions, BenchReport } from '../../features/bench/report.ts';
import { type BenchProgress, runBench } from '../../features/bench/runBench.ts';
import type { TaskKind } from '../../features/bench/task.ts';
import { benchText, tooFewText } from '../benchText.ts';
import { count, excludeOption, jsonOption, positiveInteger } from '../options.ts';
import { type Past, type PastFolder, withHistory, withPastFolder } from '../pastFolder.ts';
import { existingFolder } from '../repository.ts';
import type { Session } from '../session.ts';

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
  const report = await withHistory(folder, argument, options.commits * LOOK_BACK, past =>
    withPastFolder(session, past, options.exclude, pastFolder => measure(session, past, pastFolder, options)),
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  if (!report.tables.some(({ enough }) => enough)) throw new Error(tooFewText(report));
  const { terminal } = session;
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository: folder, ...report, seconds }, null, 2)}\n`
    : benchText(path.basename(folder), report, seconds, terminal.columns, terminal.paint);
  await terminal.print(text);
}

async function measure(
  session: Session,
  past: Past,
  pastFolder: PastFolder,
  options: BenchCommandOptions,
): Promise<BenchReport> {
  const { folder, tree } = pastFolder;
  const benchOptions: BenchOptions = {
    commits: options.commits,
    seed: options.seed,
    ...(options.only && { only: options.only }),
    withText: options.text,
  };
  return await runBench(
    {
      ...{ ...past, tree, engine: benchEngine(pastFolder, session) },
      readFile: relative => readFile(path.join(folder, relative)),
      onProgress: progress => session.terminal.progress(progressText(progress)),
    },
    benchOptions,
    session.token,
  );
}

function benchEngine({ engine, past, requestFor }: PastFolder, { token }: Session): BenchEngine {
  return {
    ...past,
    async changed(paths) {
      await past.changed(paths);
      await engine.warmUp();
    },
    ask: async question => answerOf(await engine.context(requestFor(question), token)),
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
