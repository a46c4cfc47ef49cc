import path from 'node:path';
import type { Command } from 'commander';
import type { RankedPath } from '../../engine/api.ts';
import { UsageError } from '../exitCodes.ts';
import { readInstruction } from '../instruction.ts';
import { type ContextOptions, contextOptions, positiveInteger } from '../options.ts';
import type { Paint } from '../paint.ts';
import { NO_PLACE, readPlace } from '../place.ts';
import type { Session } from '../session.ts';
import { bar, shorten, wrap } from '../textLayout.ts';
import { askContext, placeJson } from './context.ts';

interface RankOptions extends ContextOptions {
  readonly top: number;
}

/** `cairn rank <path>:<line>[:<column>]`: the files that matter for an edit at that place. */
export function addRankCommand(program: Command, session: Session): void {
  const command = program
    .command('rank')
    .summary('list the files that matter for one place, or for a text')
    .description('Rank the files of the repository for one place, for a text, or both, best first, with the reasons.')
    .argument('[place]', '<path>:<line>[:<column>], both from 1; none for a text alone')
    .option('--top <n>', 'how many to print', positiveInteger, 20)
    .addHelpText('after', '\nExamples:\n  $ cairn rank src/app.ts:120\n  $ cairn rank src/app.ts:120 --top 5 --json')
    .action((place: string | undefined, options: RankOptions) => runRank(session, place, options));
  for (const option of contextOptions()) command.addOption(option);
}

async function runRank(session: Session, argument: string | undefined, options: RankOptions): Promise<void> {
  const text = await readInstruction(session, options);
  if (argument === undefined && text === undefined) throw new UsageError('name a place, give a --text, or both');
  const place = argument === undefined ? NO_PLACE : await readPlace(argument, session.workingFolder);
  const { repository, answer } = await askContext(session, place, text, options);
  const ranked = answer.ranked.slice(0, options.top);
  const where = place === NO_PLACE ? 'the text' : `${path.relative(repository, place.file)}:${place.line + 1}`;
  const output = options.json
    ? `${JSON.stringify({ schema: 1, repository, place: placeJson(place), task: options.task, complete: answer.complete, ranked }, null, 2)}\n`
    : rankText(where, ranked, session.terminal.paint);
  await session.terminal.print(output);
}

function rankText(where: string, ranked: readonly RankedPath[], paint: Paint): string {
  if (ranked.length === 0) return `Nothing in the repository is near ${where}.\n`;
  const lines = ranked.flatMap((each, index) => [
    `${paint.dim(String(index + 1).padStart(3))}  ${paint.cyan(bar(each.score, 10))} ${each.score.toFixed(3)}  ${paint.bold(shorten(each.path, 76))}`,
    ...wrap(each.reasons.slice(0, 3).join('; '), 100, ' '.repeat(23)).map(paint.dim),
  ]);
  return `${[paint.bold(where), '', ...lines].join('\n')}\n`;
}
