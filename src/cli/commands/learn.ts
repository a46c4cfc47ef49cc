import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { collectExamples } from '../../features/learn/collectExamples.ts';
import type { Example } from '../../features/learn/example.ts';
import { LEAST_COMMITS, type Lesson, learn } from '../../features/learn/learn.ts';
import { learningText } from '../../features/learn/learning.ts';
import { WEIGHTS } from '../../rank/weights.ts';
import { learnedFile, writeLearned } from '../../store/learnedFile.ts';
import { learnText } from '../learnText.ts';
import { excludeOption, jsonOption, positiveInteger } from '../options.ts';
import { type Past, type PastFolder, SHALLOW, withHistory, withPastFolder } from '../pastFolder.ts';
import { existingFolder } from '../repository.ts';
import type { Session } from '../session.ts';

interface LearnOptions {
  readonly json: boolean;
  readonly commits: number;
  readonly reset: boolean;
  readonly progress: boolean;
  readonly exclude: readonly string[];
}

/** Commits that are looked at for each that is wanted. */
const LOOK_BACK = 25;

/** `cairn learn [folder]`: weights of the signals for this repository, kept if they win on its later commits. */
export function addLearnCommand(program: Command, session: Session): void {
  program
    .command('learn')
    .summary('learn to rank from the history of this repository')
    .description(
      'Replay commits of the repository, learn from the earlier half how much each signal is worth here, and keep that only ' +
        'if it ranks better on the later half. Works on a copy in the temporary folder; nothing leaves this machine.',
    )
    .argument('[folder]', 'a folder of the repository', '.')
    .option('--commits <n>', 'commits to replay', positiveInteger, 150)
    .option('--reset', 'forget what was learned', false)
    .addOption(new Option('--progress', 'tell the progress in lines on standard error').default(false).hideHelp())
    .addOption(excludeOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action((folder: string, options: LearnOptions) => run(session, folder, options));
}

const EXAMPLES = `
From some files of a commit and their changed lines to the other source files that the commit modified, with the history
before it. Kept is what wins for sure: the lower end of the 90 % bootstrap interval of the gain on the later commits, in
the mean of recall@10 and MRR, is above 0. \`cairn context\`, \`cairn rank\` and the editor use what is kept.

Examples:
  $ cairn learn
  $ cairn learn ../other --commits 300 --json
  $ cairn learn --reset`;

async function run(session: Session, argument: string, options: LearnOptions): Promise<void> {
  const { terminal, storeFolder } = session;
  const folder = await existingFolder(argument, session.workingFolder);
  const file = learnedFile(storeFolder, folder);
  if (options.reset) {
    await rm(file, { force: true });
    return await terminal.print(options.json ? `${JSON.stringify({ schema: 1, repository: folder })}\n` : FORGOTTEN);
  }
  const start = performance.now();
  const { lesson, head } = await withHistory(folder, argument, options.commits * LOOK_BACK, async past => {
    const examples = await withPastFolder(session, past, options.exclude, pastFolder =>
      collect(session, past, pastFolder, options),
    );
    const commits = new Set(examples.map(({ commit }) => commit)).size;
    if (commits < LEAST_COMMITS) throw new Error(tooFew(commits, past));
    return { lesson: learn(examples, TABLE), head: past.commits[0]?.id ?? '' };
  });
  await keep(lesson, head, file);
  const seconds = Math.round((performance.now() - start) / 1000);
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository: folder, head, table: TABLE, ...lesson, seconds }, null, 2)}\n`
    : learnText(path.basename(folder), lesson, TABLE, seconds, terminal);
  await terminal.print(text);
}

const TABLE = WEIGHTS.edit.files;
const FORGOTTEN = 'What was learned of this repository is forgotten.\n';

function collect(
  session: Session,
  past: Past,
  { folder, tree, engine, past: moved, requestFor }: PastFolder,
  { commits, progress }: LearnOptions,
): Promise<readonly Example[]> {
  const { terminal, token } = session;
  const parts = {
    ...{ ...past, tree, table: TABLE },
    engine: {
      ...moved,
      rank: async (question: Parameters<typeof requestFor>[0]) => {
        return (await engine.ranking(requestFor(question), token)).files;
      },
    },
    readFile: (relative: string) => readFile(path.join(folder, relative)),
    onProgress(done: number, of: number) {
      const text = `Replaying commit ${done + 1} of ${of}…`;
      if (progress) terminal.warn(text);
      else terminal.progress(text);
    },
  };
  return collectExamples(parts, commits, token);
}

function tooFew(commits: number, { repository }: Past): string {
  const shallow = repository.shallow ? `; ${SHALLOW}` : '';
  const what = 'usable (they modify two to eight source files that a grammar reads)';
  return `too little history: ${commits} commits are ${what}, at least ${LEAST_COMMITS} are needed${shallow}`;
}

/** What did not win today is not used any more either. */
async function keep(lesson: Lesson, head: string, file: string): Promise<void> {
  const { weights, later, gain, kept } = lesson;
  if (!kept) return await rm(file, { force: true });
  await writeLearned(file, learningText({ made: Date.now(), head, table: TABLE, weights, later, gain }));
}
