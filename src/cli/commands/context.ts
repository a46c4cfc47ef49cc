import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ContextAnswer, ContextRequest } from '../../engine/api.ts';
import { contextText } from '../contextText.ts';
import { UsageError } from '../exitCodes.ts';
import { readInstruction } from '../instruction.ts';
import { type ContextOptions, contextOptions } from '../options.ts';
import { NO_PLACE, type Place, readPlace } from '../place.ts';
import { findRepository } from '../repository.ts';
import { type Session, withEngine } from '../session.ts';

interface ContextCommandOptions extends ContextOptions {
  readonly prompt: boolean;
}

/** `cairn context <path>:<line>[:<column>]`: what a model should see for an edit at that place. */
export function addContextCommand(program: Command, session: Session): void {
  const command = program
    .command('context')
    .summary('rank and pack the context for one place, or for a text')
    .description(
      'Rank the repository for one place, for a text, or both, and pack what matters most into a token budget.',
    )
    .argument(
      '[place]',
      '<path>:<line>[:<column>], both from 1; without it the whole repository is asked for the text, or, without a text, a place in the sources of Cairn itself',
    )
    .addOption(new Option('--no-prompt', 'leave out the packed prompt'))
    .addHelpText('after', EXAMPLES)
    .action((place: string | undefined, options: ContextCommandOptions) => runContext(session, place, options));
  for (const option of contextOptions()) command.addOption(option);
}

const EXAMPLES = `
Examples:
  $ cairn context src/app.ts:120
  $ cairn context src/app.ts:120:18 --task completion --budget 2048
  $ cairn context lib/parse.py:40 --text "accept trailing commas" --exclude "docs/**"
  $ cairn context --task bug-investigation --text-file traceback.txt
  $ gh issue view 12 | cairn context --task feature-implementation --text -
  $ cairn context src/app.ts:120 --json | jq .pack.tokens`;

async function runContext(
  session: Session,
  argument: string | undefined,
  options: ContextCommandOptions,
): Promise<void> {
  const text = await readInstruction(session, options);
  const place = await placeOf(session, argument, text);
  const { repository, answer } = await askContext(session, place, text, options, { certify: options.json });
  const { task, prompt } = options;
  const output = options.json
    ? `${JSON.stringify({ schema: 1, repository, place: placeJson(place), task, ...answer }, null, 2)}\n`
    : contextText({ repository, place, text, task, answer, prompt }, session.terminal.paint);
  await session.terminal.print(output);
}

/** Where there is a text, no place means all of the repository. */
async function placeOf(session: Session, argument: string | undefined, text: string | undefined): Promise<Place> {
  if (argument !== undefined) return await readPlace(argument, session.workingFolder);
  return text === undefined ? await ownPlace(session) : NO_PLACE;
}

/** As people count; null for none. */
export function placeJson({ file, line, column }: Place): unknown {
  return file === '' ? null : { file, line: line + 1, column: column + 1 };
}

/** Indexes the repository that holds the place, or the working folder, and asks for its context. */
export function askContext(
  session: Session,
  place: Place,
  text: string | undefined,
  options: ContextOptions,
  more: Pick<ContextRequest, 'certify'> = {},
): Promise<{ repository: string; answer: ContextAnswer }> {
  const repository = findRepository(place === NO_PLACE ? session.workingFolder : path.dirname(place.file));
  return withEngine(session, repository, { ...options, learned: true }, async engine => {
    const answer = await engine.context({ ...contextRequest(place, text, options), ...more }, session.token);
    return { repository, answer };
  });
}

/** Milliseconds: whoever asks once cannot ask again when it is read. */
const HISTORY_WAIT = 10_000;

function contextRequest(
  place: Place,
  text: string | undefined,
  { budget, tokenizer, task }: ContextOptions,
): ContextRequest {
  return {
    ...place,
    budget,
    tokenizer,
    task,
    historyWait: HISTORY_WAIT,
    ...(text === undefined ? {} : { instruction: text }),
  };
}

const OWN_FILE = ['src', 'cli', 'commands', 'context.ts'];
const OWN_TEXT = 'await engine.context(';

/** The line above that asks the engine: a place whose context shows what Cairn does. */
async function ownPlace(session: Session): Promise<Place> {
  const file = path.join(session.packageFolder, ...OWN_FILE);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError('name a place: cairn context <path>:<line> (the sources of Cairn itself are not installed)');
  });
  const lines = text.split(/\r?\n/);
  const line = Math.max(
    0,
    lines.findIndex(each => each.includes(OWN_TEXT)),
  );
  return { file, line, column: lines[line]?.length ?? 0 };
}
