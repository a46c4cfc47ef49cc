import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createFileGraph } from '../../graph/fileGraph.ts';
import { measureImportance } from '../../graph/importance.ts';
import { moduleCycles } from '../../graph/queries/cycles.ts';
import { deadExports } from '../../graph/queries/deadExports.ts';
import { entryPoints } from '../../graph/queries/entryPoints.ts';
import { createImpactGraphs, impactOf } from '../../graph/queries/impact.ts';
import { findSymbols } from '../../graph/queries/places.ts';
import { createSymbolGraph } from '../../graph/symbolGraph.ts';
import { indexOf, type Snapshot, type SymbolId } from '../../index/snapshot.ts';
import { UsageError } from '../exitCodes.ts';
import { confidenceOption, count, excludeOption, jsonOption, positiveInteger, scipOption } from '../options.ts';
import type { Paint } from '../paint.ts';
import { callTreeAnswer, pathAnswer } from '../queryCalls.ts';
import {
  type Answer,
  createNames,
  cyclesAnswer,
  deadAnswer,
  entriesAnswer,
  impactAnswer,
  importanceAnswer,
} from '../queryLists.ts';
import { findRepository } from '../repository.ts';
import { type FolderOptions, type Session, withEngine } from '../session.ts';

const QUESTIONS = [
  'callers',
  'callees',
  'path',
  'impact',
  'importance',
  'cycles',
  'dead-exports',
  'entry-points',
] as const;
type Question = (typeof QUESTIONS)[number];

interface QueryOptions extends FolderOptions {
  readonly json: boolean;
  readonly depth: number;
  readonly limit: number;
  readonly minConfidence?: number;
  readonly overrides: boolean;
}

/** `cairn query <question> [places...]`: asks the graphs of the repository that holds the working folder. */
export function addQueryCommand(program: Command, session: Session): void {
  program
    .command('query')
    .summary('ask the graphs: callers, callees, path, impact, importance, cycles, dead exports, entry points')
    .description(
      'Ask the graphs of the repository around the working folder. A place is a path, <path>:<line>, <path>#<name>, ' +
        'or the name of a symbol.',
    )
    .argument('<question>', QUESTIONS.join(', '))
    .argument('[places...]', 'callers, callees, impact, importance: one place; path: two places')
    .option('--depth <n>', 'how many steps from the place', count, 3)
    .option('--limit <n>', 'how many answers at most', positiveInteger, 100)
    .option('--no-overrides', 'calls of a method do not reach the methods that override it')
    .addOption(confidenceOption())
    .addOption(excludeOption())
    .addOption(scipOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action((question: string, places: string[], options: QueryOptions) => {
      const known = QUESTIONS.find(each => each === question);
      if (known === undefined) throw new UsageError(`${question}: expected one of ${QUESTIONS.join(', ')}`);
      return runQuery(session, known, places, options);
    });
}

const EXAMPLES = `
Examples:
  $ cairn query impact src/model/order.ts#Order.subtotal
  $ cairn query callers Order.pay --depth 2
  $ cairn query path src/cli.ts src/store/file.ts
  $ cairn query cycles --json`;

const PLACES: Readonly<Record<Question, number>> = {
  callers: 1,
  callees: 1,
  path: 2,
  impact: 1,
  importance: 1,
  cycles: 0,
  'dead-exports': 0,
  'entry-points': 0,
};

async function runQuery(
  session: Session,
  question: Question,
  places: readonly string[],
  options: QueryOptions,
): Promise<void> {
  if (places.length !== PLACES[question]) {
    throw new UsageError(`${question} takes ${['no place', 'one place', 'two places'][PLACES[question]]}`);
  }
  const repository = findRepository(session.workingFolder);
  const answer = await withEngine(session, repository, options, async engine => {
    const snapshot = engine.snapshot();
    const symbols = places.map(place => {
      const found = findSymbols(snapshot, fromRepository(session, repository, place));
      if (found.length === 0) throw new UsageError(`${place}: no file or symbol of that name`);
      return found;
    });
    return { complete: snapshot.complete, ...answerTo(snapshot, question, symbols, options, repository, session) };
  });
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository, question, complete: answer.complete, ...answer.data }, null, 2)}\n`
    : `${answer.text}\n`;
  await session.terminal.print(text);
}

/** A path given in a folder below is meant from there. */
function fromRepository(session: Session, repository: string, place: string): string {
  const [, file = place, rest = ''] = /^(.*?)((?:#|:\d+$).*)?$/.exec(place) ?? [];
  const relative = path.relative(repository, path.resolve(session.workingFolder, file)).split(path.sep).join('/');
  return /[/\\]|\.\w+$/.test(file) && relative !== '' && !relative.startsWith('..') ? relative + rest : place;
}

function answerTo(
  snapshot: Snapshot,
  question: Question,
  places: readonly (readonly SymbolId[])[],
  options: QueryOptions,
  repository: string,
  session: Session,
): Answer {
  const paint: Paint = session.terminal.paint;
  const names = createNames(snapshot);
  const minimumConfidence = options.minConfidence ?? 0;
  const [first = [], second = []] = places;
  const calls = () => createSymbolGraph(snapshot, { of: 'calls', dispatch: options.overrides, minimumConfidence });
  const entries = () =>
    entryPoints(snapshot, ({ relative }) => {
      try {
        return readFileSync(path.join(repository, relative), 'utf8');
      } catch {
        return undefined;
      }
    });
  switch (question) {
    case 'callers':
    case 'callees': {
      const direction = question === 'callers' ? 'in' : 'out';
      return callTreeAnswer(names, calls(), first, { ...options, direction }, paint);
    }
    case 'path': {
      const isFiles = [first, second].every(each => each.every(symbol => indexOf(symbol) < 0));
      const graph = isFiles ? createFileGraph(snapshot, Math.max(minimumConfidence, 0.75)) : calls();
      return pathAnswer(names, graph, first, second, paint);
    }
    case 'impact':
      return impactAnswer(
        names,
        impactOf(snapshot, createImpactGraphs(snapshot), first, { ...options, minimumConfidence }),
        paint,
      );
    case 'importance':
      return importanceAnswer(names, measureImportance(snapshot), first, paint);
    case 'cycles':
      return cyclesAnswer(names, moduleCycles(createFileGraph(snapshot)), options.limit, paint);
    case 'dead-exports':
      return deadAnswer(names, deadExports(snapshot, entries()), options.limit, paint);
    case 'entry-points':
      return entriesAnswer(names, entries(), options.limit, paint);
  }
}
