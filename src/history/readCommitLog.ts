import { type CommitLog, commitsIn, createCommitLog } from './commitLog.ts';
import { type GitOptions, PLAIN_DIFF, streamGit } from './git.ts';
import { createLogParser, type LoggedCommit } from './logParser.ts';

export interface LogReading extends GitOptions {
  /** Full id of the commit to read from; only it and its ancestors are read. */
  readonly tip: string;
  /** Most commits that are kept, the newest; {@link MAX_COMMITS} by default. */
  readonly maxCommits?: number;
}

/** Commits; older ones say little of what changes together now. */
const MAX_COMMITS = 10_000;
/** Share of the most commits below which a log that has lost some is read anew. */
const ENOUGH = 0.8;

/**
 * Reads the log of `tip` as far as commits and time allow; `undefined` when git gives none. With a `previous` log of the
 * same repository only what the two tips do not share is read.
 */
export async function readCommitLog(reading: LogReading, previous?: CommitLog): Promise<CommitLog | undefined> {
  if (previous?.tip === reading.tip) return previous;
  return (previous && (await readDifference(reading, previous))) ?? readAnew(reading);
}

async function readAnew(reading: LogReading): Promise<CommitLog | undefined> {
  const { tip, maxCommits = MAX_COMMITS } = reading;
  const { end, commits } = await readCommits(reading, tip);
  if (end === 'failed' || (end === 'cut' && commits.length === 0)) return undefined;
  return createCommitLog(tip, commits, end === 'done' && commits.length < maxCommits);
}

/** What only the new tip reaches comes, what only the old one reaches goes. */
async function readDifference(reading: LogReading, previous: CommitLog): Promise<CommitLog | undefined> {
  const { tip, maxCommits = MAX_COMMITS } = reading;
  const { end, commits } = await readCommits(reading, `${previous.tip}...${tip}`);
  if (end !== 'done' || commits.length === maxCommits) return undefined;
  const gone = new Set(commits.filter(commit => commit.gone).map(({ id }) => id));
  const kept = commitsIn(previous).filter(({ id }) => !gone.has(id));
  // A log that is not whole ends at a date, and all that is older is as unknown as the rest from before it.
  const oldest = previous.whole ? 0 : (previous.times.at(-1) ?? 0);
  const come = commits.filter(commit => !commit.gone && commit.time >= oldest);
  const all = [...come, ...kept].sort((a, b) => b.time - a.time).slice(0, maxCommits);
  if (!previous.whole && all.length < ENOUGH * maxCommits) return undefined;
  return createCommitLog(tip, all, previous.whole && all.length < maxCommits);
}

interface Read {
  readonly end: 'done' | 'cut' | 'failed';
  /** All of whose files are known. */
  readonly commits: readonly LoggedCommit[];
}

async function readCommits(reading: LogReading, range: string): Promise<Read> {
  const limit = `--max-count=${reading.maxCommits ?? MAX_COMMITS}`;
  const args = ['log', '-z', '--name-only', '--no-merges', ...PLAIN_DIFF, '--format=%x00%m%H %ct', limit, range, '--'];
  const commits: LoggedCommit[] = [];
  const parser = createLogParser(commit => commits.push(commit));
  const end = await streamGit(args, reading, parser.take);
  if (end === 'done') parser.end();
  return { end, commits };
}
