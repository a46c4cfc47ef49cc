import type { CommitLog } from './commitLog.ts';

/** A file that was changed together with another one. */
export interface Partner {
  /** Path relative to the top of the repository. */
  readonly name: string;
  /** 0 … 1: how much of what happened to the other file lately happened to this one as well. */
  readonly strength: number;
  /** Commits that touched both, of the last {@link LAST_COMMITS} that touched the other file. */
  readonly shared: number;
  /** How many those are: fewer for a young file. */
  readonly of: number;
}

/** Commits of the edited file after which one counts half as much. */
const HALF_LIFE = 30;
/** How much a commit says of each pair of its files falls with its number of other files to this power. */
const DAMPING = 0.7;
/** Commits that reasons speak of. */
const LAST_COMMITS = 20;

/** The files that were changed together with the one of this name, the strongest first, ties by name. */
export function partnersOf(log: CommitLog, name: string): Partner[] {
  const file = log.numberOf(name);
  if (file === undefined) return [];
  const found = new Map<number, { weight: number; shared: number }>();
  let total = 0;
  let seen = 0;
  for (const position of log.commitsOf(file)) {
    const files = log.filesOf(position);
    const recency = 0.5 ** (seen / HALF_LIFE);
    seen++;
    total += recency;
    for (const other of files) {
      if (other === file) continue;
      const entry = found.get(other) ?? { weight: 0, shared: 0 };
      entry.weight += recency / (files.length - 1) ** DAMPING;
      if (seen <= LAST_COMMITS) entry.shared++;
      found.set(other, entry);
    }
  }
  const of = Math.min(seen, LAST_COMMITS);
  return [...found]
    .map(([other, { weight, shared }]) => ({ name: log.nameOf(other), strength: weight / total, shared, of }))
    .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1));
}
