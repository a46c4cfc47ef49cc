import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ContextAnswer, ContextRequest } from '../../engine/api.ts';
import { contextText } from '../contextText.ts';
import { UsageError } from '../exitCodes.ts';
import { type ContextOptions, contextOptions } from '../options.ts';
import { type Place, readPlace } from '../place.ts';
import { findRepository } from '../repository.ts';
import { type Session, withEngine } from '../session.ts';

interface ContextCommandOptions extends ContextOptions {
  readonly prompt: boolean;
}

/** `cairn context <path>:<line>[:<column>]`: what a model should see for an edit at that place. */
export function addContextCommand(program: Command, session: Session): void {
  const command = program
    .command('context')
    .summary('rank and pack the context for one place')
    .description('Rank the repository for one place and pack what matters most into a token budget.')
    .argument('[place]', '<path>:<line>[:<column>], both from 1; a place in the sources of Cairn itself when absent')
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
  $ cairn context src/app.ts:120 --json | jq .pack.tokens`;

async function runContext(
  session: Session,
  argument: string | undefined,
  options: ContextCommandOptions,
): Promise<void> {
  const place = await (argument === undefined ? ownPlace(session) : readPlace(argument, session.workingFolder));
  const { repository, answer } = await askContext(session, place, options);
  const text = options.json
    ? `${JSON.stringify(contextJson(repository, place, options, answer), null, 2)}\n`
    : contextText({ repository, place, task: options.task, answer, prompt: options.prompt }, session.terminal.paint);
  await session.terminal.print(text);
}

/** Indexes the repository that holds the place and asks for its context. */
export function askContext(
  session: Session,
  place: Place,
  options: ContextOptions,
): Promise<{ repository: string; answer: ContextAnswer }> {
  const repository = findRepository(path.dirname(place.file));
  return withEngine(session, repository, { ...options, learned: true }, async engine => {
    const answer = await engine.context(contextRequest(place, options), session.token);
    return { repository, answer };
  });
}

/** Milliseconds: whoever asks once cannot ask again when it is read. */
const HISTORY_WAIT = 10_000;

function contextRequest(place: Place, options: ContextOptions): ContextRequest {
  const { budget, tokenizer, task, text } = options;
  return {
    ...place,
    budget,
    tokenizer,
    task,
    historyWait: HISTORY_WAIT,
    ...(text === undefined ? {} : { instruction: text }),
  };
}

function contextJson(repository: string, place: Place, options: ContextOptions, answer: ContextAnswer): unknown {
  return {
    schema: 1,
    repository,
    place: { file: place.file, line: place.line + 1, column: place.column + 1 },
    task: options.task,
    ...answer,
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
