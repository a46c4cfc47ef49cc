import type { FileWeights } from './example.ts';
import type { Lesson } from './learn.ts';

/** What is kept of a lesson that won. */
export interface Learning {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly made: number;
  /** The newest commit of the history that was replayed. */
  readonly head: string;
  /** The weights that it was compared with. */
  readonly table: FileWeights;
  readonly weights: FileWeights;
  readonly later: Lesson['later'];
  readonly gain: Lesson['gain'];
}

const VERSION = 1;
/** Times its weight in the table: no learned weight is more. */
const MOST = 8;

export function learningText(learning: Omit<Learning, 'version'>): string {
  return `${JSON.stringify({ version: VERSION, ...learning }, null, 2)}\n`;
}

/** What a file holds, or a sentence that says why it is of no use. @param table the weights of today */
export function parseLearning(text: string, table: FileWeights): Learning | string {
  const found = parsed(text) as Partial<Learning> | undefined;
  if (found?.version === undefined) return 'it is damaged';
  if (found.version !== VERSION) return `it is of version ${found.version}, not ${VERSION}`;
  if (!isWeights(found.table) || !isWeights(found.weights) || !isPart(found.later)) return 'it is damaged';
  if (!same(found.table, table)) return 'the weights that it was compared with have changed since';
  const names = Object.keys(found.weights) as (keyof FileWeights)[];
  const isBounded = names.every(name => (found.weights?.[name] ?? 0) <= MOST * (table[name] ?? 0));
  return isBounded ? (found as Learning) : 'it is damaged';
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWeights(value: unknown): value is FileWeights {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every(isFigure);
}

function isPart(value: unknown): value is Learning['later'] {
  const { commits, edits, table, learned } = (value ?? {}) as Partial<Learning['later']>;
  return [commits, edits, table?.mrr, table?.recall10, learned?.mrr, learned?.recall10].every(isFigure);
}

function isFigure(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function same(one: FileWeights, other: FileWeights): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof FileWeights>;
  return [...names].every(name => one[name] === other[name]);
}
