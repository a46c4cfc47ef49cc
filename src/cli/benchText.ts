import type { Estimate } from '../features/bench/bootstrap.ts';
import type { Calibration, CalibrationBin } from '../features/bench/calibration.ts';
import { MEASURES } from '../features/bench/measures.ts';
import { type BenchReport, type BenchTable, type Difference, LEAST_TASKS } from '../features/bench/report.ts';
import type { TaskKind } from '../features/bench/task.ts';
import type { Paint } from './paint.ts';
import { type Column, table } from './table.ts';
import { counted, grouped, wrap } from './textLayout.ts';

/** The report for people: what was asked, who found how much, and how sure that is. */
export function benchText(name: string, report: BenchReport, seconds: number, width: number, paint: Paint): string {
  const { p50, p95 } = report.latency;
  const lines = [
    `${paint.bold(name)}  ${paint.dim(`${counted(report.commits, 'commit')} looked at, ${day(report.oldest)} to ${day(report.newest)}`)}`,
    ...report.tables.flatMap(each => ['', ...tableLines(each, report, width, paint)]),
    '',
    `An answer takes ${milliseconds(p50)} (half of them), ${milliseconds(p95)} (95 %); the whole run took ${duration(seconds)}.`,
    ...wrap(`In brackets: 95 % confidence, over commits. ${NOTE}`, width).map(paint.dim),
    ...leftOutLines(report, width).map(paint.dim),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why there is nothing to show. */
export function tooFewText(report: BenchReport): string {
  const tables = report.tables.map(each => `${counted(each.tasks, 'task')} of ${TITLES[each.kind].name}`).join(', ');
  const shallow = report.shallow ? ['The history is shallow: `git fetch --unshallow` brings the rest.'] : [];
  return [
    `too few tasks: ${tables} in ${counted(report.commits, 'commit')}, at least ${LEAST_TASKS} are needed`,
    ...leftOutLines(report, 100),
    ...shallow,
  ].join('\n');
}

const NOTE = 'Useful: lines of what was wanted, in a hundred packed lines at 4k tokens.';

const TITLES: Readonly<Record<TaskKind, { readonly name: string; readonly explains: string }>> = {
  cochange: {
    name: 'co-change',
    explains: 'from one file of a commit to the other source files that it modified',
  },
  definitions: {
    name: 'definitions',
    explains: 'before a name on an added line: is the header of its definition within so many tokens?',
  },
};

function tableLines(each: BenchTable, report: BenchReport, width: number, paint: Paint): readonly string[] {
  const { name, explains } = TITLES[each.kind];
  const found = `${counted(each.tasks, 'task')} from ${counted(each.commits, 'commit')}`;
  const title = `${paint.bold(name)}${each.kind === 'cochange' && report.options.withText ? ', with the subject' : ''}: ${explains} (${found})`;
  if (!each.enough) return [title, `  too few to say anything: at least ${LEAST_TASKS} are needed`];
  const names = each.rows.map(({ method }) => method);
  const columns: Column[] = [
    {
      title: '',
      cells: [...names, 'Cairn − best baseline'],
      style: (text, row) => (row === 0 ? paint.bold(text) : text),
    },
    ...MEASURES[each.kind].map((measure): Column => {
      const difference = each.differences.find(it => it.measure === measure);
      const cells = each.rows.map(row => estimateText(row.measures[measure]));
      return {
        title: measure,
        align: 'right',
        cells: [...cells, differenceText(difference)],
        style: (text, row) => (row === names.length && difference ? colourOf(difference, paint)(text) : text),
      };
    }),
  ];
  const calibration = report.calibration.find(it => it.kind === each.kind);
  return [
    title,
    ...table(columns, width, paint.dim),
    ...wrap(verdict(each), width),
    ...(calibration ? calibrationLines(calibration, report.tokens[each.kind] ?? 0, width) : []),
  ];
}

/** How far the probabilities that Cairn gives its excerpts came true. */
function calibrationLines(calibration: Calibration, tokens: number, width: number): readonly string[] {
  const { items, useful, brier, brierOfMean, ece, bins } = calibration;
  if (items === 0) return [];
  const binText = ({ predicted, observed, items: inside }: CalibrationBin): string =>
    `${small(predicted)} → ${small(observed)} (${grouped(inside)})`;
  return wrap(
    `Predicted → observed usefulness of excerpts, in %: ${bins.map(binText).join(', ')}. ` +
      `Of ${grouped(items)} excerpts ${small(useful)} % were of use; Brier ${brier.toFixed(4)} (${brierOfMean.toFixed(4)} by the mean alone), ` +
      `ECE ${ece.toFixed(4)}; ${grouped(Math.round(tokens))} tokens a pack.`,
    width,
  );
}

/** In percent, with two figures that count. */
function small(part: number): string {
  return String(Number((100 * part).toPrecision(2)));
}

/** In percent, as all figures here. */
function estimateText(estimate: Estimate | undefined): string {
  if (!estimate) return '';
  const { mean, low, high } = estimate;
  return `${percent(mean)} (${whole(low)}–${whole(high)})`;
}

function differenceText(difference: Difference | undefined): string {
  if (!difference) return '';
  const { mean, low, high } = difference;
  return `${signed(mean, percent)} (${signed(low, whole)}…${signed(high, whole)})`;
}

function verdict({ differences }: BenchTable): string {
  const say = (words: string, which: readonly Difference[]): string[] =>
    which.length === 0 ? [] : [`${words} ${which.map(({ measure, against }) => `${measure} (${against})`).join(', ')}`];
  const better = differences.filter(({ low }) => low > 0);
  const worse = differences.filter(({ high }) => high < 0);
  const open = differences.filter(({ low, high }) => low <= 0 && high >= 0);
  const text = [
    ...say('better than the best baseline in', better),
    ...say('worse in', worse),
    ...say('no sure difference in', open),
  ].join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function colourOf({ low, high }: Difference, paint: Paint): (text: string) => string {
  return low > 0 ? paint.green : high < 0 ? paint.red : paint.yellow;
}

function leftOutLines({ leftOut, tables }: BenchReport, width: number): readonly string[] {
  return tables.flatMap(({ kind }) => {
    const reasons = leftOut.filter(each => each.kind === kind).map(each => `${grouped(each.commits)} ${each.reason}`);
    if (reasons.length === 0) return [];
    return wrap(`Commits left out of ${TITLES[kind].name}: ${reasons.join(' · ')}.`, width);
  });
}

function percent(part: number): string {
  return (100 * part).toFixed(1);
}

function whole(part: number): string {
  return String(Math.round(100 * part)).replace(/^-0$/, '0');
}

function signed(part: number, text: (part: number) => string): string {
  const shown = text(Math.abs(part));
  return /^[0.]+$/.test(shown) ? shown : `${part < 0 ? '−' : '+'}${shown}`;
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function milliseconds(time: number): string {
  return `${grouped(Math.round(time))} ms`;
}

function duration(seconds: number): string {
  return seconds < 60 ? counted(seconds, 'second') : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
