import type { FileWeights } from '../features/learn/example.ts';
import type { Lesson } from '../features/learn/learn.ts';
import type { SignalName } from '../rank/ranking.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { counted, wrap } from './textLayout.ts';

/** The lesson for people: what it brings, how sure that is, whether it is kept, and what has changed. */
export function learnText(
  name: string,
  lesson: Lesson,
  weights: FileWeights,
  seconds: number,
  { columns, paint }: Terminal,
): string {
  const { earlier, later, gain, kept } = lesson;
  const part = ({ commits, edits }: Lesson['later']): string =>
    `${counted(commits, 'commit')} (${counted(edits, 'edit')})`;
  const names = (Object.keys(lesson.weights) as SignalName[]).filter(each => weights[each]);
  const changed = names.filter(each => lesson.weights[each] !== weights[each]);
  const verdict = kept
    ? `${paint.green('Kept')}: the lower end is above 0. \`cairn learn --reset\` forgets it.`
    : `${paint.yellow('Not kept')}: the lower end is not above 0. The one table of weights, the same for all repositories, stays in use.`;
  return [
    `${paint.bold(name)}  ${paint.dim(`learned from ${part(earlier)}, checked on the ${part(later)} after them, in ${counted(seconds, 'second')}`)}`,
    '',
    `On your last ${counted(later.commits, 'commit')}: recall@10 ${change(later, 'recall10')}, MRR ${change(later, 'mrr')}.`,
    ...wrap(
      `Gain of their mean: ${signed(gain.mean)} (90 % confidence, over commits: ${signed(gain.low)} to ${signed(gain.high)}).`,
      columns,
    ),
    ...wrap(verdict, columns),
    '',
    ...(changed.length === 0
      ? ['The weights that were learned are those of the table.']
      : table(
          [
            { title: 'signal', cells: changed },
            { title: 'table', align: 'right', cells: changed.map(each => String(weights[each])) },
            { title: 'learned', align: 'right', cells: changed.map(each => String(lesson.weights[each])) },
          ],
          columns,
          paint.dim,
        )),
    '',
  ].join('\n');
}

/** `71.0 → 78.2 %` */
function change({ table: before, learned }: Lesson['later'], measure: 'recall10' | 'mrr'): string {
  return `${percent(before[measure])} → ${percent(learned[measure])} %`;
}

function percent(part: number): string {
  return (100 * part).toFixed(1);
}

function signed(part: number): string {
  const shown = percent(Math.abs(part));
  return /^[0.]+$/.test(shown) ? shown : `${part < 0 ? '−' : '+'}${shown}`;
}
