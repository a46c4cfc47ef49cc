import { type BenchTask, type MethodAnswer, type PackedText, squeeze } from './task.ts';

/** Tokens at which contexts are judged. */
export const BUDGETS = [1024, 2048, 4096, 8192] as const;
/** The budget at which useful lines are counted. */
export const EFFICIENCY_BUDGET = 4096;

/** What is measured of a task, each 0 … 1. */
export type Measure =
  | 'recall@5'
  | 'recall@10'
  | 'MRR'
  | 'recall@1k'
  | 'recall@2k'
  | 'recall@4k'
  | 'recall@8k'
  | 'useful';

export const MEASURES: Readonly<Record<BenchTask['kind'], readonly Measure[]>> = {
  cochange: ['recall@5', 'recall@10', 'MRR', 'useful'],
  definitions: ['recall@1k', 'recall@2k', 'recall@4k', 'recall@8k', 'useful'],
};

/** Judges one answer. A measure that does not belong to the task's kind is absent. */
export function measure(task: BenchTask, answer: MethodAnswer): ReadonlyMap<Measure, number> {
  const measured = new Map<Measure, number>();
  if (task.kind === 'cochange') {
    const wanted = new Set(task.wanted.map(({ path }) => path));
    measured.set('recall@5', recallAt(5, answer.files, wanted));
    measured.set('recall@10', recallAt(10, answer.files, wanted));
    measured.set('MRR', reciprocalRank(answer.files, wanted));
  } else {
    for (const budget of BUDGETS) {
      const name = `recall@${budget / 1024}k` as Measure;
      measured.set(name, holdsHeader(task, answer.contexts.get(budget) ?? []) ? 1 : 0);
    }
  }
  return measured.set('useful', usefulShare(task, answer.contexts.get(EFFICIENCY_BUDGET) ?? []));
}

/** Part of the wanted files that are among the first `count`. */
export function recallAt(count: number, ranked: readonly string[], wanted: ReadonlySet<string>): number {
  return ranked.slice(0, count).filter(path => wanted.has(path)).length / wanted.size;
}

/** One divided by the place of the first wanted file, from 1; 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], wanted: ReadonlySet<string>): number {
  const place = ranked.findIndex(path => wanted.has(path));
  return place < 0 ? 0 : 1 / (place + 1);
}

/** Whether a header line of the wanted definition is in the text of its file, white space aside. */
export function holdsHeader({ wanted, headers }: BenchTask, context: readonly PackedText[]): boolean {
  return context.some(
    ({ path, text }) =>
      wanted.some(each => each.path === path) && text.split('\n').some(line => headers.includes(squeeze(line))),
  );
}

/**
 * Useful lines per packed line. Lines without a word count on neither side; a line is useful when it equals one of the
 * wanted definition, or of a symbol that the commit changed, in its file. 0 for an empty context.
 */
export function usefulShare({ wanted }: BenchTask, context: readonly PackedText[]): number {
  const usefulIn = new Map(wanted.map(({ path, useful }) => [path, useful]));
  let [packed, useful] = [0, 0];
  for (const { path, text } of context) {
    for (const line of text.split('\n').map(squeeze)) {
      if (line === '') continue;
      packed += 1;
      if (usefulIn.get(path)?.has(line)) useful += 1;
    }
  }
  return packed === 0 ? 0 : useful / packed;
}
