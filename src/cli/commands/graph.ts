import { type Command, Option } from 'commander';
import { benchGraph } from '../../graph/bench.ts';
import { buildCallGraph } from '../../graph/callGraph.ts';
import { type ExportGraph, exportCalls, exportModules, neighborhood, seedsFor } from '../../graph/exportGraph.ts';
import { GRAPH_FORMATS, type GraphFormat, writeGraph } from '../../graph/formats.ts';
import { measureImportance } from '../../graph/importance.ts';
import { buildModuleGraph } from '../../graph/moduleGraph.ts';
import type { Snapshot } from '../../index/snapshot.ts';
import { UsageError } from '../exitCodes.ts';
import { confidenceOption, count, excludeOption, scipOption } from '../options.ts';
import { existingFolder, findRepository } from '../repository.ts';
import { type FolderOptions, type Session, withEngine } from '../session.ts';

interface GraphOptions extends FolderOptions {
  readonly format: GraphFormat;
  readonly calls: boolean;
  readonly around?: string;
  readonly depth: number;
  readonly minConfidence?: number;
  readonly overrides: boolean;
  readonly bench?: string;
}

/** `cairn graph [folder]`: the module graph or the call graph in a format that other tools read. */
export function addGraphCommand(program: Command, session: Session): void {
  program
    .command('graph')
    .summary('export the module graph or the call graph')
    .description('Export which files depend on which, or which functions call which, for graph tools and documents.')
    .argument('[folder]', 'a folder of the repository', '.')
    .addOption(new Option('--format <format>', 'how to write it').choices([...GRAPH_FORMATS]).default('json'))
    .option('--calls', 'functions and their calls instead of files and their dependencies', false)
    .option('--around <place>', 'only near a path, a folder, or a symbol (name, Class.name, path#name)')
    .option('--depth <n>', 'how many edges from there', count, 1)
    .addOption(new Option('--overrides', 'calls of a method also reach the methods that override it').default(false))
    .addOption(confidenceOption())
    .addOption(
      new Option('--bench <tree>', 'file and call edges of a tree, as benchmarks compare them').conflicts([
        'around',
        'overrides',
      ]),
    )
    .addOption(excludeOption())
    .addOption(scipOption())
    .addHelpText('after', EXAMPLES)
    .action((folder: string, options: GraphOptions) => runGraph(session, folder, options));
}

const EXAMPLES = `
Examples:
  $ cairn graph --format mermaid --around src/app.ts
  $ cairn graph --calls --around Parser.parse --depth 2 --format dot | dot -Tsvg -o calls.svg
  $ cairn graph --around packages/core --min-confidence high --format graphml > core.graphml`;

async function runGraph(session: Session, argument: string, options: GraphOptions): Promise<void> {
  const folder = await existingFolder(options.bench ?? argument, session.workingFolder);
  const root = options.bench === undefined ? findRepository(folder) : folder;
  const text = await withEngine(session, root, options, async engine =>
    options.bench === undefined
      ? exportText(engine.snapshot(), options)
      : `${JSON.stringify(benchGraph(engine.snapshot(), options.minConfidence))}\n`,
  );
  await session.terminal.print(text);
}

function exportText(snapshot: Snapshot, options: GraphOptions): string {
  // What only a bare name suggests makes no file edge unless it is asked for.
  const minimum = options.minConfidence === undefined ? {} : { minimumConfidence: options.minConfidence };
  const modules = buildModuleGraph(snapshot, minimum);
  const importance = measureImportance(snapshot);
  const pathText = (path: { readonly relative: string }): string => path.relative;
  const files = exportModules(modules, snapshot, importance, pathText);
  const calls = (): ExportGraph =>
    exportCalls(buildCallGraph(snapshot, { ...minimum, dispatch: options.overrides }), snapshot, importance, pathText);
  if (options.around === undefined) return writeGraph(options.calls ? calls() : files, options.format);
  const graph = options.calls || seedsFor(files, options.around).length === 0 ? calls() : files;
  const seeds = seedsFor(graph, options.around);
  if (seeds.length === 0) throw new UsageError(`${options.around}: no file, folder or called symbol of that name`);
  return writeGraph(neighborhood(graph, seeds, options.depth), options.format);
}
