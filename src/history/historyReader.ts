import { LruCache } from '../base/lru.ts';
import { lowHash } from '../base/textHash.ts';
import type { CommitLog } from './commitLog.ts';
import type { GitOptions } from './git.ts';
import { lineCommits } from './lineHistory.ts';
import { readCommitLog } from './readCommitLog.ts';
import { locate, type Place } from './repository.ts';

/** A file and the commit from which git looks back. */
export interface Spot {
  /** Absolute folder in which git runs. */
  readonly folder: string;
  /** Path of the file relative to that folder. */
  readonly file: string;
  /** Path of that folder relative to the top of the repository, '' or with `/` behind it. */
  readonly prefix: string;
  /** Names the repository. */
  readonly repository: string;
  /** Full id of the commit. */
  readonly tip: string;
  /** The commit is not what is checked out; the text of the file is the one that the commit has. */
  readonly detached?: boolean;
  /** The repository's history is cut off. */
  readonly shallow?: boolean;
}

/** Line ranges `[first, last]`, 0-based, inclusive. */
export type Regions = readonly (readonly [first: number, last: number])[];

/**
 * Reads git's history and keeps it in memory. What starts with `read` runs git, at most once for the same, never rejects,
 * and ends when all is read; the others answer at once with what is known.
 */
export interface HistoryReader {
  /** Looks where HEAD of a folder's repository is, unless that has just been done. */
  readPlace(folder: string): Promise<void>;
  place(folder: string): Place | undefined;
  readLog(spot: Spot): Promise<void>;
  /** The log of the spot's commit; until that is read, of the commit before it, unless the commit was named. */
  log(spot: Spot): CommitLog | undefined;
  /** A new question ends the one before it. */
  readLines(spot: Spot, text: string, regions: Regions): Promise<void>;
  /** Commits that last touched the lines, and how many of them each. */
  lines(spot: Spot, text: string, regions: Regions): ReadonlyMap<string, number> | undefined;
  /** Ends what runs. */
  dispose(): void;
}

/** Milliseconds after which HEAD is looked at again, if somebody asks. */
const LOOK_AGAIN = 2000;
/** Milliseconds that git may take. */
const LIMIT = { place: 5000, log: 30_000, lines: 15_000 };
const LINE_ANSWERS = 16;

/** @param clock milliseconds since an arbitrary start */
export function createHistoryReader(program: string, clock: () => number): HistoryReader {
  const stop = new AbortController();
  const places = new Map<string, { at: number; place: Place | undefined; reading: Promise<void> }>();
  const logs = new Map<string, { tip: string; log: CommitLog | undefined; reading: Promise<void> }>();
  const lineAnswers = new LruCache<string, { commits?: ReadonlyMap<string, number>; reading: Promise<void> }>(
    LINE_ANSWERS,
  );
  let lastLines = new AbortController();

  const git = (folder: string, timeLimit: number, signal = stop.signal): GitOptions => {
    return { program, folder, timeLimit, signal };
  };

  return {
    readPlace(folder) {
      const known = places.get(folder);
      if (known && clock() - known.at < LOOK_AGAIN) return known.reading;
      const entry = { at: clock(), place: known?.place, reading: Promise.resolve() };
      places.set(folder, entry);
      entry.reading = locate(git(folder, LIMIT.place)).then(place => {
        entry.place = place;
      });
      return entry.reading;
    },

    place: folder => places.get(folder)?.place,

    readLog({ repository, folder, tip }) {
      const known = logs.get(repository);
      if (known?.tip === tip) return known.reading;
      const entry = { tip, log: known?.log, reading: Promise.resolve() };
      logs.set(repository, entry);
      // What is still being read is a better start than nothing.
      entry.reading = (known?.reading ?? Promise.resolve()).then(async () => {
        entry.log = await readCommitLog({ ...git(folder, LIMIT.log), tip }, known?.log);
      });
      return entry.reading;
    },

    log({ repository, tip, detached }) {
      const log = logs.get(repository)?.log;
      return detached && log?.tip !== tip ? undefined : log;
    },

    readLines(spot, text, regions) {
      const key = keyOf(spot, text, regions);
      const known = lineAnswers.get(key);
      if (known) return known.reading;
      lastLines.abort();
      const own = new AbortController();
      lastLines = own;
      const entry: { commits?: ReadonlyMap<string, number>; reading: Promise<void> } = { reading: Promise.resolve() };
      lineAnswers.set(key, entry);
      const options = git(spot.folder, LIMIT.lines, AbortSignal.any([stop.signal, own.signal]));
      const tip = spot.detached ? { tip: spot.tip } : {};
      entry.reading = lineCommits({ ...options, ...tip, name: spot.file, text, regions }).then(commits => {
        if (commits) entry.commits = commits;
        else if (own.signal.aborted) lineAnswers.delete(key);
      });
      return entry.reading;
    },

    lines: (spot, text, regions) => lineAnswers.get(keyOf(spot, text, regions))?.commits,

    dispose: () => stop.abort(),
  };
}

function keyOf({ repository, prefix, file, tip }: Spot, text: string, regions: Regions): string {
  return JSON.stringify([repository, prefix, file, tip, text.length, lowHash(text), regions]);
}
