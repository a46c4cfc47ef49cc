import type { CommitLog } from './commitLog.ts';
import { type GitOptions, NO_FILTERS, runGit } from './git.ts';

/** A file of the commits that last touched some lines. */
export interface LinePartner {
  /** Path relative to the top of the repository. */
  readonly name: string;
  /** 0 … 1: the share of the lines whose last commit touched this file as well, damped by the commit's size. */
  readonly strength: number;
  /** Lines whose last commit touched this file as well. */
  readonly lines: number;
}

export interface LineQuestion extends GitOptions {
  /** Path of the file relative to `folder`. */
  readonly name: string;
  /** Its text in the editor; lines that differ from the commit have no history. */
  readonly text: string;
  /** Line ranges `[first, last]`, 0-based, inclusive. */
  readonly regions: readonly (readonly [first: number, last: number])[];
  /** Full id of the commit to look back from, whose text of the file must be `text`; the working tree's when absent. */
  readonly tip?: string;
}

/** Lines before and behind a region that belong to it. */
const AROUND = 3;
/** Regions of one question. */
const MAX_REGIONS = 50;
/** A commit with more files says nothing of why a line is as it is. */
const MAX_FILES = 15;
/** How much a commit says of each of its files falls with its number of other files to this power. */
const DAMPING = 0.5;

/** The commits that last touched the lines of the regions, and how many of them each; `undefined` when git does not say. */
export async function lineCommits(question: LineQuestion): Promise<ReadonlyMap<string, number> | undefined> {
  const { text, regions, tip, name } = question;
  // What follows the last line break is a line only when it holds something.
  const lines = text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
  const ranges = regions.slice(0, MAX_REGIONS).flatMap(([first, last]) => {
    const from = Math.max(1, Math.min(first + 1, lines) - AROUND);
    return lines > 0 ? ['-L', `${from},${Math.min(lines, last + 1 + AROUND)}`] : [];
  });
  if (ranges.length === 0) return new Map();
  // A text of one's own can be blamed from HEAD only.
  const end = tip === undefined ? ['--contents', '-', '--', name] : [tip, '--', name];
  const args = ['blame', '--porcelain', ...NO_FILTERS, ...ranges, ...end];
  const output = await runGit(args, question, tip === undefined ? text : undefined);
  if (output === undefined) return undefined;
  const commits = new Map<string, number>();
  for (const [, id = ''] of output.matchAll(/^([0-9a-f]{40,64}) \d+ \d+/gm))
    commits.set(id, (commits.get(id) ?? 0) + 1);
  return commits;
}

/** The files of these commits but the one of this name, the strongest first, ties by name. */
export function linePartners(log: CommitLog, name: string, commits: ReadonlyMap<string, number>): LinePartner[] {
  const own = log.numberOf(name);
  const found = new Map<number, { weight: number; lines: number }>();
  let total = 0;
  for (const [id, lines] of commits) {
    total += lines;
    const position = log.positionOf(id);
    if (position === undefined) continue;
    const files = log.filesOf(position);
    if (files.length > MAX_FILES) continue;
    for (const file of files) {
      if (file === own) continue;
      const entry = found.get(file) ?? { weight: 0, lines: 0 };
      entry.weight += lines / Math.max(1, files.length - 1) ** DAMPING;
      entry.lines += lines;
      found.set(file, entry);
    }
  }
  return [...found]
    .map(([file, { weight, lines }]) => ({ name: log.nameOf(file), strength: weight / total, lines }))
    .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1));
}
