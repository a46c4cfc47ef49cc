import path from 'node:path';
import type { ContextAnswer, HistoryState } from '../engine/api.ts';
import {
  type ContextPack,
  isSmallOnPurpose,
  type Omission,
  type PackFile,
  type PackItem,
} from '../pack/contextPack.ts';
import { tokenizerText } from '../pack/tokenizers.ts';
import type { TaskName } from '../rank/tasks.ts';
import type { Paint } from './paint.ts';
import type { Place } from './place.ts';
import { bar, counted, grouped, lineRange, shorten, wrap } from './textLayout.ts';

export interface ContextReport {
  readonly repository: string;
  readonly place: Place;
  /** What was asked beside the place, or without one. */
  readonly text?: string | undefined;
  readonly task: TaskName;
  readonly answer: ContextAnswer;
  /** Whether the packed prompt is printed at the end. */
  readonly prompt: boolean;
}

const WIDTH = 100;
const SHOWN_OMISSIONS = 10;
const SHOWN_REASONS = 3;

/** The answer for people, at most 100 columns wide but for the prompt: headline, items, omissions, redactions, times, prompt. */
export function contextText(report: ContextReport, paint: Paint): string {
  const { answer } = report;
  const { pack } = answer;
  const sections = [
    headline(report, paint),
    ...pack.files.map((file, index) => fileLines(file, index, paint)),
    ...(pack.files.length === 0 ? [['Nothing in the repository clears the score floor for this place.']] : []),
    omissionLines(pack.omitted, paint),
    redactionLines(pack, paint),
    timeLines(answer, paint),
    ...(report.prompt && pack.prompt !== '' ? [promptLines(pack, paint)] : []),
  ];
  return `${sections.flatMap(lines => (lines.length === 0 ? [] : [lines.join('\n')])).join('\n\n')}\n`;
}

/** What is missing of git's history; nothing where all is there. */
const HISTORY: Readonly<Partial<Record<HistoryState, string>>> = {
  shallow: 'The clone is shallow: git tells only of its last commits.',
  reading: 'The git history was not read in time: it does not count here.',
  none: 'There is no git history for this file.',
  off: 'Git is not run here: its history does not count.',
};

function headline(report: ContextReport, paint: Paint): readonly string[] {
  const { repository, task, answer } = report;
  const { pack } = answer;
  const items = pack.files.reduce((sum, file) => sum + file.items.length, 0);
  const budget = `${grouped(pack.tokens)} of ${grouped(pack.budget)} tokens`;
  const lines = [
    `${paint.bold(shorten(whereOf(report), 70))}  ${paint.dim(`${task} · ${path.basename(repository)}`)}`,
    `${paint.cyan(bar(pack.budget === 0 ? 0 : pack.tokens / pack.budget, 24))}  ${budget} ${paint.dim(`(${tokenizerText(pack.tokenizer)})`)}` +
      ` · ${counted(items, 'item')} from ${counted(pack.files.length, 'file')}`,
  ];
  if (isSmallOnPurpose(pack)) lines.push(paint.dim('Small on purpose: nothing else cleared the floor.'));
  if (!answer.complete) lines.push(paint.yellow('The index is not complete yet: this is a partial answer.'));
  const history = task === 'completion' || report.place.file === '' ? undefined : HISTORY[answer.history];
  return history === undefined ? lines : [...lines, paint.dim(history)];
}

function whereOf({ repository, place, text = '' }: ContextReport): string {
  if (place.file === '') return `“${text.trim().split('\n', 1)[0]}”`;
  return `${path.relative(repository, place.file).split(path.sep).join('/')}:${place.line + 1}:${place.column + 1}`;
}

function fileLines(file: PackFile, index: number, paint: Paint): readonly string[] {
  const number = String(index + 1).padStart(2);
  const name = shorten(file.path, WIDTH - 30);
  const tokens = `${grouped(file.tokens)} tokens`.padStart(WIDTH - 4 - name.length);
  return [
    `${paint.dim(number)}  ${paint.bold(name)}${paint.dim(tokens)}`,
    ...file.items.flatMap(item => itemLines(item, paint)),
  ];
}

function itemLines(item: PackItem, paint: Paint): readonly string[] {
  const name = shorten(item.name === '' ? '(module)' : item.name, 44).padEnd(44);
  const columns = [
    lineRange(item.startLine, item.endLine).padStart(11),
    name,
    item.level.padEnd(10),
    `${grouped(item.tokens).padStart(6)} tokens`,
    score(item.score),
  ];
  const [lines, symbol, level, tokens, points] = columns as [string, string, string, string, string];
  const head = `    ${paint.dim(lines)}  ${paint.cyan(symbol)}  ${paint.green(level)} ${tokens}  ${paint.dim(points)}`;
  return [head, ...reasonLines(item.reasons, paint)];
}

function reasonLines(reasons: readonly string[], paint: Paint): readonly string[] {
  const shown = reasons.slice(0, SHOWN_REASONS);
  const more = reasons.length > shown.length ? ` (+${reasons.length - shown.length})` : '';
  return wrap(shown.join('; ') + more, WIDTH, ' '.repeat(17)).map(line => paint.dim(line));
}

function omissionLines(omitted: readonly Omission[], paint: Paint): readonly string[] {
  if (omitted.length === 0) return [];
  const lines = omitted.slice(0, SHOWN_OMISSIONS).flatMap(omission => {
    const place = `${omission.path}:${lineRange(omission.startLine, omission.endLine)}`;
    const name = omission.name === '' ? '' : `  ${paint.cyan(shorten(omission.name, 36))}`;
    const why = `${omission.why} · ${counted(omission.tokens, 'token')} · ${score(omission.score)}`;
    return [
      `    ${shorten(place, 56)}${name}`,
      ...wrap(`${why} · ${omission.reasons.slice(0, 2).join('; ')}`, WIDTH, ' '.repeat(8)).map(paint.dim),
    ];
  });
  const rest = omitted.length - SHOWN_OMISSIONS;
  return [paint.bold('Omitted but close'), ...lines, ...(rest > 0 ? [paint.dim(`    and ${rest} more`)] : [])];
}

function redactionLines(pack: ContextPack, paint: Paint): readonly string[] {
  if (pack.redacted.length === 0) return [];
  const lines = pack.redacted.map(({ path: file, line, rule }) => `    ${file}:${line + 1}  ${rule}`);
  return [paint.yellow('Redacted: looked like a secret'), ...lines];
}

function timeLines(answer: ContextAnswer, paint: Paint): readonly string[] {
  const times = Object.entries(answer.times).map(([stage, milliseconds]) => `${stage} ${milliseconds.toFixed(1)} ms`);
  return times.length === 0 ? [] : wrap(`Times: ${times.join(' · ')}`, WIDTH).map(paint.dim);
}

function promptLines(pack: ContextPack, paint: Paint): readonly string[] {
  const title = ` Prompt · ${counted(pack.tokens, 'token')} `;
  return [paint.dim(`───${title}${'─'.repeat(Math.max(0, WIDTH - 3 - title.length))}`), pack.prompt.replace(/\n$/, '')];
}

function score(figure: number): string {
  return figure.toFixed(2);
}
