import { TASK_NAMES, type TaskName } from '../rank/tasks.ts';

/** One query of `cairn batch`, checked and 0-based. */
export interface BatchQuery {
  readonly id: unknown;
  /** `/`-relative to the folder that was indexed; '' where the text is all there is. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly task: TaskName;
  /** The unsaved buffer: wins over the file on disk. */
  readonly prefix?: string;
  /** Changed line ranges, inclusive. */
  readonly regions?: readonly (readonly [first: number, last: number])[];
  /** Unified diff of the file on disk, when it is the edit under way. */
  readonly patch?: string;
  readonly text?: string;
  /** Where git's history is, and the full id of the commit past which it is not read. */
  readonly history?: { readonly gitDir: string; readonly tip: string };
  /** Tokens; a context is packed for each. */
  readonly budgets?: readonly number[];
}

export interface BatchError {
  readonly id: unknown;
  readonly error: string;
}

/**
 * Reads one line: `{"id", "file"?, "line" (from 1), "character" (from 0), "prefix"?, "hunks"?, "patch"?, "text"?, "budgets"?, "task"?, "gitDir"?, "base"?}`.
 * A query with `hunks` or a `patch` is an edit, one without is a completion, unless it says otherwise; one of a `text` alone is an edit of no file.
 */
export function parseQuery(line: string): BatchQuery | BatchError {
  const parsed = parseObject(line);
  if (parsed === undefined) return { id: null, error: 'not a JSON object' };
  const { id = null, file, line: number, character, prefix, hunks, patch, text, budgets, task, gitDir, base } = parsed;
  const named = typeof file === 'string' && file !== '';
  if (!named && (file !== undefined || text === undefined)) return { id, error: '"file" must be a path' };
  if (named && !isCount(number)) return { id, error: '"line" must be a whole number' };
  if (character !== undefined && !isCount(character)) return { id, error: '"character" must be a whole number from 0' };
  if (prefix !== undefined && typeof prefix !== 'string') return { id, error: '"prefix" must be a string' };
  if (patch !== undefined && typeof patch !== 'string') return { id, error: '"patch" must be a string' };
  if (text !== undefined && typeof text !== 'string') return { id, error: '"text" must be a string' };
  const regions = hunks === undefined ? undefined : oldRegions(hunks);
  const usual = named && regions === undefined && patch === undefined ? 'completion' : 'edit';
  const asked = task === undefined ? usual : TASK_NAMES.find(each => each === task);
  if (asked === undefined) return { id, error: `"task" must be one of ${TASK_NAMES.join(', ')}` };
  if (regions === 'bad') return { id, error: '"hunks" must be [[oldStart, oldLength, newStart, newLength], …]' };
  if (budgets !== undefined && !isBudgets(budgets)) return { id, error: '"budgets" must be whole numbers from 1' };
  const history = gitDir === undefined ? undefined : historyOf(gitDir, base);
  if (history === 'bad') return { id, error: '"gitDir" must be a folder, and "base" the full id of a commit' };
  return {
    id,
    file: named ? file : '',
    // A diff calls the place before the first line 0.
    line: named && isCount(number) ? Math.max(0, number - 1) : 0,
    column: character ?? 0,
    task: asked,
    ...(prefix === undefined ? {} : { prefix }),
    ...(regions === undefined ? {} : { regions }),
    ...(patch === undefined ? {} : { patch }),
    ...(text === undefined ? {} : { text }),
    ...(history === undefined ? {} : { history }),
    ...(budgets === undefined ? {} : { budgets }),
  };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function historyOf(gitDir: unknown, base: unknown): BatchQuery['history'] | 'bad' {
  if (typeof gitDir !== 'string' || gitDir === '') return 'bad';
  return typeof base === 'string' && /^[0-9a-f]{40,64}$/.test(base) ? { gitDir, tip: base } : 'bad';
}

/** The old side of the hunks; an insertion (old length 0) stands for the line after which it goes. */
function oldRegions(hunks: unknown): readonly (readonly [number, number])[] | 'bad' {
  if (!Array.isArray(hunks)) return 'bad';
  const regions: (readonly [number, number])[] = [];
  for (const hunk of hunks as readonly unknown[]) {
    if (!Array.isArray(hunk)) return 'bad';
    const [start, length] = hunk as readonly unknown[];
    if (!isCount(start) || !isCount(length)) return 'bad';
    const first = Math.max(0, start - 1);
    regions.push([first, first + Math.max(1, length) - 1]);
  }
  return regions;
}

function isBudgets(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(budget => isCount(budget) && budget > 0);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
