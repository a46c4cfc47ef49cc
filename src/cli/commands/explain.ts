import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../exitCodes.ts';
import { excludeOption, scipOption } from '../options.ts';
import { findRepository } from '../repository.ts';
import { type FolderOptions, type Session, withEngine } from '../session.ts';

/** `cairn explain <file>`: the module document, as the editor opens it. */
export function addExplainCommand(program: Command, session: Session): void {
  program
    .command('explain')
    .summary('describe a module from the graphs, as Markdown')
    .description(
      'Describe a module: what it is for, what it offers, who uses it, what it uses, where to start reading.',
    )
    .argument('<file>', 'a source file')
    .addOption(excludeOption())
    .addOption(scipOption())
    .addHelpText('after', '\nExamples:\n  $ cairn explain src/app.ts > app.md')
    .action((file: string, options: FolderOptions) => runExplain(session, file, options));
}

async function runExplain(session: Session, argument: string, options: FolderOptions): Promise<void> {
  const file = path.resolve(session.workingFolder, argument);
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`${argument}: no such file`);
  const repository = findRepository(path.dirname(file));
  const text = await withEngine(session, repository, options, engine => engine.explain(file, session.token));
  await session.terminal.print(text);
}
