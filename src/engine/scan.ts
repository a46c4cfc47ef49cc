import { availableParallelism } from 'node:os';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { type FilePath, pathKey } from '../base/paths.ts';
import { newWalkSummary, type WalkedFile, walkFiles } from '../files/walk.ts';
import type { IndexedFile } from '../index/snapshot.ts';
import type { FileChange } from '../index/workspaceIndex.ts';
import type { Buffers } from './buffers.ts';
import type { DiskReader } from './diskReader.ts';
import type { Gate } from './gate.ts';
import type { IndexState } from './indexState.ts';
import { createNeighbourhood, type Neighbourhood } from './neighbourhood.ts';
import type { Log } from './ports.ts';
import type { Progress } from './progress.ts';
import { createReadingOrder, type ReadingOrder } from './readingOrder.ts';
import type { Workspace } from './workspace.ts';

/** Brings the index up to date with the whole disk, nearest first. */
export interface Scanner {
  /** @param between taken in between two batches: what has changed meanwhile */
  scan(between: () => Promise<void>, token: CancellationToken): Promise<void>;
  /** Reads what lies around this file next, while a scan runs. */
  raise(file: IndexedFile): void;
}

export interface ScannerParts {
  readonly workspace: Workspace;
  readonly state: IndexState;
  readonly buffers: Buffers;
  readonly reader: DiskReader;
  readonly gate: Gate;
  readonly progress: Progress;
  readonly log: Log;
  readonly readConfig: (path: FilePath) => string | undefined;
  /** Absolute paths of files that the user has open or at hand, the most important first. */
  readonly open: () => readonly string[];
  /** Absolute paths of the files that were changed last. */
  readonly recent: (found: readonly WalkedFile[]) => Promise<readonly string[]>;
}

/** Files that are read and parsed between two looks at pause, cancellation, and what the user has opened. */
const BATCH = 40;
const NEAR_BATCH = 20;

export function createScanner(parts: ScannerParts): Scanner {
  const { workspace, state, buffers, reader, gate, progress, log } = parts;
  let order: ReadingOrder | undefined;
  let neighbourhood: Neighbourhood | undefined;

  const keyOf = (absolute: string): string => pathKey(workspace.resolve(absolute));

  function raise(file: IndexedFile): void {
    if (order && neighbourhood) order.raise(neighbourhood.around(file));
  }

  /** What is open and known already, and what must be read first for that. */
  function raiseOpen(to: ReadingOrder): void {
    const open = [
      ...buffers
        .all()
        .map(({ path }) => path)
        .reverse(),
      ...parts.open().map(workspace.resolve),
    ];
    for (const path of open) to.raise([pathKey(path)]);
    for (const path of open) {
      const file = state.snapshot.find(path);
      if (file) raise(file);
    }
  }

  /** What has been read may lead further: a file at hand to all around it, a barrel to what it passes on. */
  function raiseBehind(read: readonly WalkedFile[], open: ReadonlySet<string>): void {
    for (const { path } of read) {
      const file = state.snapshot.find(path);
      if (!file || !order || !neighbourhood) continue;
      order.raise(open.has(pathKey(path)) ? neighbourhood.around(file) : neighbourhood.behind(file));
    }
  }

  async function list(token: CancellationToken): Promise<readonly WalkedFile[]> {
    const summary = newWalkSummary();
    const found: WalkedFile[] = [];
    for await (const file of walkFiles(state.inclusion, summary, token)) found.push(file);
    for (const problem of summary.problems) log.warn(`Cannot list ${problem.folder}: ${problem.message}`);
    return found;
  }

  /** Publishes seldom while little is known: each new file may change how every import resolves. */
  async function readAll(from: ReadingOrder, between: () => Promise<void>, token: CancellationToken): Promise<void> {
    const openKeys = new Set(parts.open().map(keyOf));
    let waiting: FileChange[] = [];
    let failed = false;
    const flush = (): void => {
      state.publish(waiting);
      waiting = [];
    };
    /** Reads one batch; false when there is none, or none that is near. */
    const readNext = async (onlyNear: boolean): Promise<boolean> => {
      await gate.pass(from.near);
      throwIfCancelled(token);
      await between();
      // Another lane may have taken what was near.
      if (!from.near && (onlyNear || gate.closedBy)) return !onlyNear;
      const batch = from.next(BATCH, NEAR_BATCH);
      if (!batch) return false;
      const changes = await reader.read(batch.files, { near: batch.near, token });
      waiting.push(...changes);
      if (batch.near || waiting.length > state.snapshot.files.length) flush();
      progress.advance(batch.files.length);
      if (batch.near) raiseBehind(batch.files, openKeys);
      return true;
    };
    // One after the other: what is near may lead to more that is near, and nothing else may get ahead of it.
    while (from.near && (await readNext(true)));
    const lane = async (): Promise<void> => {
      while (!failed && (await readNext(false)));
    };
    const lanes = Array.from({ length: 1 + Math.min(4, availableParallelism()) }, async () => {
      await lane().catch(error => {
        failed = true;
        throw error;
      });
    });
    const ended = await Promise.allSettled(lanes);
    flush();
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }

  return {
    raise,
    async scan(between, token) {
      state.renewInclusion();
      progress.start();
      await readOpen(token);
      const found = await list(token);
      progress.begin(found.length);
      const present = new Set(found.map(({ path }) => pathKey(path)));
      const known = state.snapshot.files.filter(({ source }) => workspace.holds(source.path));
      const gone = known.filter(({ source }) => !present.has(pathKey(source.path)) && !buffers.get(source.path));
      const open = [...buffers.all().map(({ path }) => path), ...parts.open().map(workspace.resolve)];
      const reading = createReadingOrder(nearestFirst(found, open));
      neighbourhood = createNeighbourhood(workspace.folders, found, parts.readConfig);
      order = reading;
      try {
        raiseOpen(reading);
        if (!state.snapshot.complete) void parts.recent(found).then(files => reading.prefer(files.map(keyOf)));
        await readAll(reading, between, token);
      } finally {
        order = undefined;
        neighbourhood = undefined;
      }
      // What has come back since the list was made is in the index with another record.
      const stillGone = gone.filter(({ source }) => state.snapshot.find(source.path)?.source === source);
      state.publish(
        stillGone.map(({ source }) => ({ path: source.path })),
        true,
      );
    },
  };

  /** What is open is worth an answer before anybody knows what else there is. */
  async function readOpen(token: CancellationToken): Promise<void> {
    const files: WalkedFile[] = [];
    for (const absolute of parts.open().slice(0, NEAR_BATCH)) {
      const path = workspace.resolve(absolute);
      const wanted = workspace.holds(path) && !state.snapshot.find(path);
      if (wanted && state.inclusion.isIncluded(absolute)) files.push({ path, absolute });
    }
    await gate.pass(true);
    if (files.length > 0) state.publish(await reader.read(files, { near: true, token }));
  }
}

/** Files of the folders around the open ones first, the innermost folders before all; otherwise the order stays. */
function nearestFirst(found: readonly WalkedFile[], open: readonly FilePath[]): readonly WalkedFile[] {
  const depths = new Map<string, number>();
  for (const path of open) {
    const names = path.relative.split('/');
    for (let depth = 1; depth < names.length; depth++) {
      depths.set(`${path.root}:${names.slice(0, depth).join('/')}`, depth);
    }
  }
  if (depths.size === 0) return found;
  const nearness = ({ path }: WalkedFile): number => {
    let folder = pathKey(path);
    for (let slash = folder.lastIndexOf('/'); slash > 0; slash = folder.lastIndexOf('/')) {
      folder = folder.slice(0, slash);
      const depth = depths.get(folder);
      if (depth !== undefined) return depth;
    }
    return 0;
  };
  const keyed = found.map(file => ({ file, near: nearness(file) }));
  return keyed.sort((a, b) => b.near - a.near).map(({ file }) => file);
}
