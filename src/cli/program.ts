import { Command, CommanderError } from 'commander';
import { CancelledError } from '../base/cancellation.ts';
import { addBatchCommand } from './commands/batch.ts';
import { addBenchCommand } from './commands/bench.ts';
import { addContextCommand } from './commands/context.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addGraphCommand } from './commands/graph.ts';
import { addIndexCommand } from './commands/indexFolder.ts';
import { addLearnCommand } from './commands/learn.ts';
import { addQueryCommand } from './commands/query.ts';
import { addRankCommand } from './commands/rank.ts';
import { addTreeCommand } from './commands/tree.ts';
import { EXIT, UsageError } from './exitCodes.ts';
import type { Session } from './session.ts';

/** Runs one command line (without node and script) and gives the exit code, which a cancellation's own code overrides; never throws. */
export async function runProgram(words: readonly string[], session: Session, version: string): Promise<number> {
  try {
    await createProgram(session, version).parseAsync([...words], { from: 'user' });
    return session.token.isCancellationRequested ? EXIT.interrupted : EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (session.token.isCancellationRequested || error instanceof CancelledError) return EXIT.interrupted;
    session.terminal.warn(`cairn: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failure;
  }
}

function createProgram(session: Session, version: string): Command {
  const program = new Command('cairn')
    .description('Ranked, packed repository context for an edit, and the graphs behind it.')
    .version(version)
    .option('--no-color', 'no colours (the same as NO_COLOR=1)')
    .showHelpAfterError('(see cairn --help)')
    .exitOverride()
    .addHelpText('after', NOTES);
  addContextCommand(program, session);
  addRankCommand(program, session);
  addTreeCommand(program, session);
  addGraphCommand(program, session);
  addQueryCommand(program, session);
  addExplainCommand(program, session);
  addIndexCommand(program, session);
  addBatchCommand(program, session);
  addBenchCommand(program, session);
  addLearnCommand(program, session);
  return program;
}

const NOTES = `
Examples:
  $ cairn context src/app.ts:120          what a model should see for an edit on that line
  $ cairn rank src/app.ts:120 --top 5     the files that matter for it
  $ cairn tree src --depth 3              packages, modules, classes, functions
  $ cairn graph --format mermaid --around src/app.ts

The repository of a path is the nearest folder up with .git, else with package.json or pyproject.toml.

Environment:
  CAIRN_STORE   folder of the facts store (default: cairn in the user's cache folder)
  NO_COLOR      no colours

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (Ctrl-C)`;
