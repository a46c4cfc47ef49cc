import type { Command } from 'commander';
import type { EngineStatus } from '../../engine/api.ts';
import { excludeOption, jsonOption } from '../options.ts';
import type { Paint } from '../paint.ts';
import { existingFolder, findRepository } from '../repository.ts';
import { type Session, withEngine } from '../session.ts';
import { counted, grouped } from '../textLayout.ts';

interface IndexOptions {
  readonly json: boolean;
  readonly exclude: readonly string[];
}

/** `cairn index [folder]`: builds or refreshes the index and says what it holds. */
export function addIndexCommand(program: Command, session: Session): void {
  program
    .command('index')
    .summary('build the index and print its counts')
    .description('Index the repository that holds a folder, keep the facts in the store, and print what was found.')
    .argument('[folder]', 'a folder of the repository', '.')
    .addOption(excludeOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExamples:\n  $ cairn index\n  $ cairn index ../other --json')
    .action((folder: string, options: IndexOptions) => runIndex(session, folder, options));
}

async function runIndex(session: Session, argument: string, options: IndexOptions): Promise<void> {
  const repository = findRepository(await existingFolder(argument, session.workingFolder));
  const start = performance.now();
  const { status, languages } = await withEngine(session, repository, options.exclude, async (engine, opened) => ({
    status: opened,
    languages: countLanguages(engine.snapshot().files.map(file => file.facts.language)),
  }));
  const milliseconds = Math.round(performance.now() - start);
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository, ...status, languages, milliseconds }, null, 2)}\n`
    : indexText(repository, status, languages, milliseconds, session.terminal.paint);
  await session.terminal.print(text);
}

function countLanguages(all: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const language of all) counts.set(language, (counts.get(language) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

function indexText(
  repository: string,
  status: EngineStatus,
  languages: Readonly<Record<string, number>>,
  milliseconds: number,
  paint: Paint,
): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts).map(([name, count]) => `${name} ${grouped(count)}`).join(' · ');
  const rows: [string, string][] = [
    ['files', `${grouped(status.files)}  ${paint.dim(list(languages))}`],
    ['symbols', grouped(status.symbols)],
    ['edges', grouped(status.edges)],
    ...(Object.keys(status.skipped).length === 0 ? [] : [['not parsed', list(status.skipped)] as [string, string]]),
    ['time', `${counted(milliseconds, 'ms', 'ms')}`],
    ...(status.message === undefined ? [] : [['note', status.message] as [string, string]]),
  ];
  const lines = rows.map(([name, value]) => `  ${paint.cyan(name.padEnd(11))} ${value}`);
  return `${[paint.bold(repository), ...lines].join('\n')}\n`;
}
