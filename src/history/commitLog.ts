import type { LoggedCommit } from './logParser.ts';

/** A file as a number: its place in the order in which the log first named the files. */
export type FileNumber = number;

/**
 * Which files each commit touched, merges left out: the newest first. Immutable and compact. Paths are relative to the
 * top of the repository, with `/`; a file that was renamed is two files.
 */
export interface CommitLog {
  /** Full id of the commit that it was read from. */
  readonly tip: string;
  /** Full ids of the commits, the newest first. */
  readonly ids: readonly string[];
  /** Seconds since the epoch at which each was committed. */
  readonly times: Float64Array;
  /** False when there are older commits that were not read. */
  readonly whole: boolean;
  /** The number of a path; `undefined` when no commit touched it. */
  numberOf(name: string): FileNumber | undefined;
  nameOf(file: FileNumber): string;
  /** Position of a commit by its full id; `undefined` when it is a merge or not in the log. */
  positionOf(id: string): number | undefined;
  /** The files of the commit at this position; empty when it touched more than {@link MAX_FILES}. */
  filesOf(position: number): Uint32Array;
  /** Positions of the commits whose {@link filesOf} hold this file, the newest first. */
  commitsOf(file: FileNumber): Uint32Array;
}

/** A commit with more files is a sweep through the repository, which says nothing of any two of them. */
export const MAX_FILES = 30;

/** @param commits in any order */
export function createCommitLog(tip: string, commits: readonly LoggedCommit[], whole: boolean): CommitLog {
  // The same order however the log was read; commits of one second are as good as made at once.
  const sorted = [...commits].sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
  const names: string[] = [];
  const numbers = new Map<string, FileNumber>();
  const numberFor = (name: string): FileNumber => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };
  const byCommit = createLists(sorted.map(({ files }) => (files.length > MAX_FILES ? [] : files.map(numberFor))));
  const byFile = invert(byCommit, sorted.length, names.length);
  const positions = new Map(sorted.map(({ id }, position) => [id, position]));
  return {
    tip,
    ids: sorted.map(({ id }) => id),
    times: Float64Array.from(sorted, ({ time }) => time),
    whole,
    numberOf: name => numbers.get(name),
    nameOf: file => names[file] ?? '',
    positionOf: id => positions.get(id),
    filesOf: position => listAt(byCommit, position),
    commitsOf: file => listAt(byFile, file),
  };
}

/** The commits that a log was made of; those that touched too many files come back without them. */
export function commitsIn(log: CommitLog): LoggedCommit[] {
  return log.ids.map((id, position) => {
    const files = [...log.filesOf(position)].map(log.nameOf);
    return { id, time: log.times[position] ?? 0, gone: false, files };
  });
}

/** Lists of numbers behind one another: list `i` lies from `starts[i]` to `starts[i + 1]`. */
interface Lists {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

function createLists(lists: readonly (readonly number[])[]): Lists {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] ?? 0) + list.length;
  });
  return { starts, items: Uint32Array.from(lists.flat()) };
}

/** For each item the lists that hold it, in order. */
function invert({ starts, items }: Lists, lists: number, count: number): Lists {
  const begins = new Uint32Array(count + 1);
  for (const item of items) begins[item + 1] = (begins[item + 1] ?? 0) + 1;
  for (let item = 0; item < count; item++) begins[item + 1] = (begins[item + 1] ?? 0) + (begins[item] ?? 0);
  const next = begins.slice();
  const holders = new Uint32Array(items.length);
  for (let list = 0; list < lists; list++) {
    for (let at = starts[list] ?? 0; at < (starts[list + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      holders[next[item] ?? 0] = list;
      next[item] = (next[item] ?? 0) + 1;
    }
  }
  return { starts: begins, items: holders };
}

function listAt({ starts, items }: Lists, at: number): Uint32Array {
  return items.subarray(starts[at] ?? 0, starts[at + 1] ?? 0);
}
