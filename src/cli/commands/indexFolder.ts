import path from 'node:path';
import type { Command } from 'commander';
import type { EngineStatus, ScipStatus } from '../../engine/api.ts';
import { type IndexReport as FullReport, reportIndex } from '../../features/report/indexReport.ts';
import type { Snapshot } from '../../index/snapshot.ts';
import { indexReportText } from '../indexReportText.ts';
import { excludeOption, jsonOption, scipOption } from '../options.ts';
import type { Paint } from '../paint.ts';
import { existingFolder, findRepository } from '../repository.ts';
import { type FolderOptions, type Session, withEngine } from '../session.ts';
import { grouped } from '../textLayout.ts';

interface IndexOptions extends FolderOptions {
  readonly json: boolean;
  readonly report: boolean;
}

/** `cairn index [folder]`: builds or refreshes the index and says what it holds. */
export function addIndexCommand(program: Command, session: Session): void {
  program
    .command('index')
    .summary('build the index and print its counts')
    .description('Index the repository that holds a folder, keep the facts in the store, and print what was found.')
    .argument('[folder]', 'a folder of the repository', '.')
    .option('--report', 'how much of the repository the index understands, and what it is missing', false)
    .addOption(excludeOption())
    .addOption(scipOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExamples:\n  $ cairn index\n  $ cairn index --report\n  $ cairn index ../other --json')
    .action((folder: string, options: IndexOptions) =>
      options.report ? runReport(session, folder, options) : runIndex(session, folder, options),
    );
}

async function runReport(session: Session, argument: string, options: IndexOptions): Promise<void> {
  const repository = findRepository(await existingFolder(argument, session.workingFolder));
  const report: FullReport = await withEngine(session, repository, options, async (engine, status) =>
    reportIndex(engine.snapshot(), status),
  );
  const { columns, paint } = session.terminal;
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository, ...report }, null, 2)}\n`
    : indexReportText(repository, report, columns, paint);
  await session.terminal.print(text);
}

async function runIndex(session: Session, argument: string, options: IndexOptions): Promise<void> {
  const repository = findRepository(await existingFolder(argument, session.workingFolder));
  const start = performance.now();
  const counts = await withEngine(session, repository, options, async (engine, status) => ({
    ...status,
    ...countSnapshot(engine.snapshot()),
  }));
  const report: IndexReport = { repository, ...counts, milliseconds: Math.round(performance.now() - start) };
  const text = options.json
    ? `${JSON.stringify({ schema: 1, ...report }, null, 2)}\n`
    : indexText(report, session.terminal.paint);
  await session.terminal.print(text);
}

interface IndexReport extends EngineStatus, SnapshotCounts {
  readonly repository: string;
  readonly milliseconds: number;
}

interface SnapshotCounts {
  /** Files by language, the commonest first. */
  readonly languages: Readonly<Record<string, number>>;
}

/** What can be told without resolving: imports and references are, when they are asked for. */
function countSnapshot(snapshot: Snapshot): SnapshotCounts {
  const languages = new Map<string, number>();
  for (const { summary } of snapshot.files) languages.set(summary.language, (languages.get(summary.language) ?? 0) + 1);
  const order = [...languages].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { languages: Object.fromEntries(order) };
}

/** `180 of 186 files  index.scip, 3 hours old`. */
function scipText({ file, files, precise, modified, problem }: ScipStatus, repository: string, now: number): string {
  const name = path.relative(repository, file);
  if (problem !== undefined) return `${name} is not used: ${problem}`;
  return `${grouped(precise)} of ${grouped(files)} files (${name}, ${age(now - modified)} old)`;
}

/** The largest unit that fits at least once. */
function age(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 60 / 24), 'day'];
  return `${grouped(count)} ${unit}${count === 1 ? '' : 's'}`;
}

function indexText(report: IndexReport, paint: Paint): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${grouped(count)}`)
      .join(' · ');
  const rows: [string, string][] = [
    ['files', `${grouped(report.files)}  ${paint.dim(list(report.languages))}`],
    ['symbols', grouped(report.symbols)],
  ];
  if (Object.keys(report.skipped).length > 0) rows.push(['not parsed', list(report.skipped)]);
  for (const scip of report.scip ?? []) rows.push(['precise', scipText(scip, report.repository, Date.now())]);
  rows.push(['time', `${grouped(report.milliseconds)} ms`]);
  if (report.message !== undefined) rows.push(['note', report.message]);
  const lines = rows.map(([name, value]) => `  ${paint.cyan(name.padEnd(11))} ${value}`);
  return `${[paint.bold(report.repository), ...lines].join('\n')}\n`;
}
