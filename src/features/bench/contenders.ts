import { filePath } from '../../base/paths.ts';
import type { TokenCounter } from '../../pack/tokens.ts';
import type { Baseline, BaselineQuery } from './baselines/baseline.ts';
import { createImportNeighbours } from './baselines/importNeighbours.ts';
import { sameFolder } from './baselines/sameFolder.ts';
import { createTagPageRank } from './baselines/tagPageRank.ts';
import { createWholeFileBm25 } from './baselines/wholeFileBm25.ts';
import type { BenchEngine } from './benchEngine.ts';
import type { PackedItem } from './calibration.ts';
import { BUDGETS, EFFICIENCY_BUDGET } from './measures.ts';
import { definitionsOf, outlineContexts } from './outline.ts';
import { type BenchTask, isSource, type MethodAnswer, type PackedText } from './task.ts';

/** Something that answers tasks. */
export interface Contender {
  readonly name: string;
  answer(task: BenchTask): Promise<MethodAnswer>;
}

export interface ContenderParts {
  readonly engine: BenchEngine;
  /** Lines of a file on disk. */
  readonly readLines: (path: string) => Promise<readonly string[]>;
  readonly counter: TokenCounter;
  /** Told how long each task's first answer of Cairn took. */
  readonly onMilliseconds: (milliseconds: number) => void;
  /** Told what Cairn packed for each task at {@link EFFICIENCY_BUDGET}. */
  readonly onPacked: (task: BenchTask, items: readonly PackedItem[], tokens: number) => void;
}

export const CAIRN = 'Cairn';

/** Cairn first, then the baselines. */
export function createContenders(parts: ContenderParts): readonly Contender[] {
  const bm25 = createWholeFileBm25();
  const baselines = [createImportNeighbours(bm25), bm25, createTagPageRank(), sameFolder];
  return [cairn(parts), ...baselines.map(baseline => contender(baseline, parts))];
}

function cairn({ engine, onMilliseconds, onPacked }: ContenderParts): Contender {
  return {
    name: CAIRN,
    async answer(task) {
      const { file, line, column, base } = task;
      const question = {
        ...({ file, line, column, base, task: task.kind === 'cochange' ? 'edit' : 'completion' } as const),
        ...(task.before !== undefined && { before: task.before }),
        ...(task.instruction !== undefined && { instruction: task.instruction }),
      };
      const contexts = new Map<number, readonly PackedText[]>();
      const first = await engine.ask({ ...question, budget: EFFICIENCY_BUDGET });
      onMilliseconds(first.milliseconds);
      onPacked(task, first.items, first.tokens);
      contexts.set(EFFICIENCY_BUDGET, first.packed);
      for (const budget of task.kind === 'cochange' ? [] : BUDGETS) {
        if (!contexts.has(budget)) contexts.set(budget, (await engine.ask({ ...question, budget })).packed);
      }
      return { files: candidates(first.ranked, task, engine), contexts };
    },
  };
}

function contender(baseline: Baseline, { engine, readLines, counter }: ContenderParts): Contender {
  return {
    name: baseline.name,
    async answer(task) {
      const snapshot = engine.snapshot();
      const edited = snapshot.find(filePath(0, task.file))?.id ?? -1;
      const text = task.buffer ?? (await readLines(task.file)).join('\n');
      const query: BaselineQuery = { snapshot, file: edited, text, regions: task.regions ?? [[task.line, task.line]] };
      const files = baseline.rank(query);
      const definitions = baseline.definitions?.(query) ?? definitionsOf(snapshot, files);
      const contexts = await outlineContexts(definitions, { snapshot, edited, readLines, counter });
      const paths = files.flatMap(id => snapshot.file(id)?.source.path.relative ?? []);
      return { files: candidates(paths, task, engine), contexts };
    },
  };
}

/** The ranking without the edited file, tests, and what no grammar reads: none of them is ever wanted. */
function candidates(paths: readonly string[], { file }: BenchTask, engine: BenchEngine): readonly string[] {
  const snapshot = engine.snapshot();
  return paths.filter(path => {
    const found = path === file ? undefined : snapshot.find(filePath(0, path));
    return found !== undefined && isSource(found);
  });
}
