import type { ContextAnswer, LearnedState } from '../engine/api.ts';
import type { ContextPack, Level, Omission, PackFile, PackItem, Redaction } from '../pack/contextPack.ts';
import { tokenizerText } from '../pack/tokenizers.ts';
import { historySentence, type Note, notesOf } from './contextNotes.ts';

/** One row of the context view: plain data, so that two answers can be compared and tests can read them. */
export interface Row {
  /** Stays the same while the thing it stands for is in the pack, wherever it moves. */
  readonly id: string;
  readonly kind:
    | 'summary'
    | 'note'
    | 'file'
    | 'item'
    | 'omissions'
    | 'omission'
    | 'redactions'
    | 'redaction'
    | 'learned';
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  /** Codicon; '' for the file's own icon of the theme. */
  readonly icon: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken: string;
  readonly target?: Target;
  readonly children: readonly Row[];
  readonly expanded: boolean;
}

/** A place that a row opens: absolute path or an untitled buffer's name, 0-based inclusive lines. */
export interface Target {
  readonly location: string;
  readonly startLine: number;
  readonly endLine: number;
}

const LEVEL_ICONS: Readonly<Record<Level, string>> = {
  name: 'tag',
  signature: 'list-selection',
  documented: 'book',
  elided: 'fold',
  full: 'code',
};

const LEVEL_MEANINGS: Readonly<Record<Level, string>> = {
  name: 'name only',
  signature: 'signature',
  documented: 'signature and documentation',
  elided: 'body with inner blocks folded',
  full: 'whole text',
};

/** The rows of an answer, top level first; none when there is nothing to show. */
export function contextRows(answer: ContextAnswer): readonly Row[] {
  const { pack, learned } = answer;
  if (pack.files.length === 0 && pack.omitted.length === 0) return [];
  const rows = [summaryRow(answer), ...notesOf(answer).map(noteRow), ...pack.files.map(fileRow)];
  if (pack.omitted.length > 0) rows.push(omissionsRow(pack.omitted));
  if (pack.redacted.length > 0) rows.push(redactionsRow(pack));
  if (learned) rows.push(learnedRow(learned));
  return rows;
}

function summaryRow({ pack, history }: ContextAnswer): Row {
  const share = pack.tokens / pack.budget;
  const percent = `${Math.round(100 * share)}%`;
  const files = plural(pack.files.length, 'file');
  const excerpts = plural(
    pack.files.reduce((sum, file) => sum + file.items.length, 0),
    'excerpt',
  );
  const label = `${count(pack.tokens)} of ${count(pack.budget)} tokens`;
  return {
    id: 'summary',
    kind: 'summary',
    label,
    description: `${bar(share)} ${percent}`,
    tooltip: [
      `**${label}** (${percent}), counted with \`${tokenizerText(pack.tokenizer)}\`, markup included.`,
      `${files}, ${excerpts}. Cairn stops when nothing more is relevant enough, not when the budget is full.`,
      historySentence(history),
    ].join('\n\n'),
    icon: 'layers',
    spoken: `${label} used, ${percent}, ${files}, ${excerpts}`,
    children: [],
    expanded: false,
  };
}

function noteRow(note: Note): Row {
  const spoken = `${note.label}: ${note.description}`;
  return { ...note, id: `note ${note.id}`, kind: 'note', spoken, children: [], expanded: false };
}

function fileRow(file: PackFile): Row {
  const { folder, base } = splitPath(file.path);
  const items = plural(file.items.length, 'excerpt');
  const ids = uniqueIds();
  return {
    id: `file ${file.path}`,
    kind: 'file',
    label: base,
    description: joined(tokens(file.tokens), folder),
    tooltip: [
      `**${escapeMarkdown(file.path)}**`,
      `${items}, ${tokens(file.tokens)} with its heading · relevance ${percentOf(file.score)}`,
      reasonList(uniqueReasons(file.items)),
    ].join('\n\n'),
    icon: '',
    spoken: `${base}, ${tokens(file.tokens)}, ${items}, in ${folder || 'the root folder'}`,
    target: { location: file.location, startLine: file.items[0]?.startLine ?? 0, endLine: file.items[0]?.endLine ?? 0 },
    children: file.items.map(item => itemRow(file, item, ids(`item ${file.path}#${item.name}`))),
    expanded: true,
  };
}

function itemRow(file: PackFile, item: PackItem, id: string): Row {
  const lines = lineText(item);
  const label = item.name || `Lines ${lines}`;
  return {
    id,
    kind: 'item',
    label,
    description: joined(tokens(item.tokens), item.level, plainText(item.reasons[0])),
    tooltip: [
      `**${escapeMarkdown(label)}** · ${escapeMarkdown(file.path)}:${lines}`,
      `${LEVEL_MEANINGS[item.level]} · ${tokens(item.tokens)} · relevance ${percentOf(item.score)} · ${chanceText(item.usefulness)}`,
      reasonList(item.reasons),
      fenced(item.text, file.path),
    ].join('\n\n'),
    icon: LEVEL_ICONS[item.level],
    spoken: `${label}, ${LEVEL_MEANINGS[item.level]}, ${tokens(item.tokens)}, lines ${lines}. ${plainText(item.reasons[0])}`,
    target: { location: file.location, startLine: item.startLine, endLine: item.endLine },
    children: [],
    expanded: false,
  };
}

function omissionsRow(omitted: readonly Omission[]): Row {
  const ids = uniqueIds();
  return {
    id: 'omissions',
    kind: 'omissions',
    label: 'Omitted but close',
    description: count(omitted.length),
    tooltip: 'What ranked high and did not go in, with the reason why not.',
    icon: 'circle-slash',
    spoken: `${plural(omitted.length, 'excerpt')} omitted but close`,
    children: omitted.map(omission => omissionRow(omission, ids(`omitted ${omission.path}#${omission.name}`))),
    expanded: false,
  };
}

function omissionRow(omission: Omission, id: string): Row {
  const { base } = splitPath(omission.path);
  const label = omission.name || base;
  const size = `${tokens(omission.tokens)} at the least`;
  return {
    id,
    kind: 'omission',
    label,
    description: joined(WHY_SHORT[omission.why], omission.name ? base : ''),
    tooltip: [
      `**${escapeMarkdown(label)}** · ${escapeMarkdown(omission.path)}:${lineText(omission)}`,
      `${WHY_LONG[omission.why]} · ${size} · relevance ${percentOf(omission.score)}`,
      reasonList(omission.reasons),
    ].join('\n\n'),
    icon: 'circle-outline',
    spoken: `${label} in ${base}, omitted: ${WHY_LONG[omission.why]}`,
    target: omission,
    children: [],
    expanded: false,
  };
}

const WHY_SHORT: Readonly<Record<Omission['why'], string>> = {
  budget: 'no room',
  'below the score floor': 'not relevant enough',
  excluded: 'excluded',
  unreadable: 'unreadable',
  'changed on disk': 'changed on disk',
};

const WHY_LONG: Readonly<Record<Omission['why'], string>> = {
  budget: 'No room in the budget',
  'below the score floor': 'Below the score floor',
  excluded: 'Excluded by your settings or an ignore file',
  unreadable: 'The file could not be read',
  'changed on disk': 'The file has changed on disk and is being read again',
};

function redactionsRow(pack: ContextPack): Row {
  const ids = uniqueIds();
  const locations = new Map(pack.files.map(file => [file.path, file.location]));
  return {
    id: 'redactions',
    kind: 'redactions',
    label: 'Redacted',
    description: count(pack.redacted.length),
    tooltip: 'Secrets that were found in the excerpts and blacked out before anything leaves the editor.',
    icon: 'shield',
    spoken: `${plural(pack.redacted.length, 'secret')} redacted`,
    children: pack.redacted.map(redaction =>
      redactionRow(redaction, locations.get(redaction.path), ids(`redacted ${redaction.path} ${redaction.rule}`)),
    ),
    expanded: false,
  };
}

function redactionRow({ path, line, rule }: Redaction, location: string | undefined, id: string): Row {
  const label = `${splitPath(path).base}:${line + 1}`;
  return {
    id,
    kind: 'redaction',
    label,
    description: rule,
    tooltip: `**${escapeMarkdown(path)}:${line + 1}**\n\nBlacked out by the rule \`${rule}\`.`,
    icon: 'lock',
    spoken: `${label}, redacted by ${rule}`,
    ...(location === undefined ? {} : { target: { location, startLine: line, endLine: line } }),
    children: [],
    expanded: false,
  };
}

function learnedRow({ made, later, gain }: LearnedState): Row {
  const { commits, table, learned } = later;
  const recall = `recall@10 ${percentOf(table.recall10)} → ${percentOf(learned.recall10)}`;
  const reciprocal = `MRR ${percentOf(table.mrr)} → ${percentOf(learned.mrr)}`;
  const points = (part: number): string => (100 * part).toFixed(1);
  return {
    id: 'learned',
    kind: 'learned',
    label: 'Learned from this repository',
    description: recall,
    tooltip: [
      `**On your last ${plural(commits, 'commit')}: ${recall}, ${reciprocal}**`,
      `The ranking of edits goes by weights that were learned from the commits before these, on ${new Date(made).toISOString().slice(0, 10)}.`,
      `Mean gain ${points(gain.mean)} points, with 90% confidence ${points(gain.low)} to ${points(gain.high)}.`,
    ].join('\n\n'),
    icon: 'mortar-board',
    spoken: `The ranking was learned from this repository. On your last ${plural(commits, 'commit')}: ${recall}`,
    children: [],
    expanded: false,
  };
}

/** Numbers the second and later uses of a name: overloads, and symbols that are defined twice. */
function uniqueIds(): (name: string) => string {
  const seen = new Map<string, number>();
  return name => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} ${times}`;
  };
}

function uniqueReasons(items: readonly PackItem[]): readonly string[] {
  return [...new Set(items.flatMap(item => item.reasons.slice(0, 1)))].slice(0, 5);
}

/** Reasons hold Markdown code spans; a link or a picture in one could only come from the name of a file. */
function reasonList(reasons: readonly string[]): string {
  return reasons.map(reason => `- ${reason.replaceAll('](', '] (')}`).join('\n');
}

/** A code block whose fence is longer than any in the text. */
function fenced(text: string, path: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
  return `${fence}${ending}\n${text}\n${fence}`;
}

function splitPath(path: string): { readonly folder: string; readonly base: string } {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(0, slash)), base: path.slice(slash + 1) };
}

/** Short enough to be seen whole beside the label in a narrow sidebar. */
const BAR_CELLS = 5;

function bar(share: number): string {
  const full = Math.min(BAR_CELLS, Math.max(share > 0 ? 1 : 0, Math.round(BAR_CELLS * share)));
  return '▰'.repeat(full) + '▱'.repeat(BAR_CELLS - full);
}

/** Without the marks of code spans. */
function plainText(markdown: string | undefined): string {
  return (markdown ?? '').replaceAll('`', '');
}

/** 1-based, as editors count. */
function lineText({ startLine, endLine }: { readonly startLine: number; readonly endLine: number }): string {
  return startLine === endLine ? `${startLine + 1}` : `${startLine + 1}-${endLine + 1}`;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part).join(' · ');
}

function tokens(value: number): string {
  return plural(value, 'token');
}

function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** How likely an excerpt is to be of use; no more digits than are known. */
function chanceText(usefulness: number): string {
  if (usefulness === 1) return 'always there';
  return `${usefulness < 0.01 ? 'under 1%' : percentOf(usefulness)} likely to be of use`;
}

function percentOf(score: number): string {
  return `${Math.round(100 * score)}%`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&');
}
