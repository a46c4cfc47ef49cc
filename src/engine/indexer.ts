import { type CancellationToken, neverCancelled, throwIfCancelled } from '../base/cancellation.ts';
import { type FilePath, pathKey } from '../base/paths.ts';
import { hashBytes } from '../files/hash.ts';
import { type Inclusion, isRuleFile } from '../files/inclusion.ts';
import { statFile } from '../files/readFile.ts';
import { newWalkSummary, type WalkedFile, walkFiles, walkFolder } from '../files/walk.ts';
import type { IndexedFile, Snapshot } from '../index/snapshot.ts';
import type { FileChange, WorkspaceIndex } from '../index/workspaceIndex.ts';
import type { FactsStore } from '../store/factsStore.ts';
import type { Manifest } from '../store/manifest.ts';
import type { EngineStatus } from './api.ts';
import type { Buffers } from './buffers.ts';
import { checkFits } from './checkFits.ts';
import type { Gate } from './gate.ts';
import type { Log, ParseService } from './ports.ts';
import { createProgress } from './progress.ts';
import { createFactsReader, type FactsReader, factsInMemory, type ReadFacts } from './readFacts.ts';
import type { ScipFiles } from './scipFiles.ts';
import type { Workspace } from './workspace.ts';

/** Keeps the index equal to the workspace: disk, changes on disk, open buffers. */
export interface Indexer {
  /** Brings the index up to date with the disk: everything at first, later only what changed. */
  scan(onProgress: (status: EngineStatus) => void, token: CancellationToken): Promise<EngineStatus>;
  changed(paths: readonly string[], token: CancellationToken): Promise<void>;
  openBuffer(file: string, version: number, text: string): Promise<void>;
  closeBuffer(file: string): Promise<void>;
  /**
   * The file as indexed, read at once if the scan has not come to it, with its open buffer's last text.
   * @throws Error when there is no such text file
   */
  ensure(file: string, token: CancellationToken): Promise<IndexedFile>;
  /** Whether the ignore rules let the file be shown to a model. */
  isIncluded(path: FilePath): boolean;
  rebuild(token: CancellationToken): Promise<EngineStatus>;
  status(): EngineStatus;
  snapshot(): Snapshot;
  dispose(): Promise<void>;
}

export interface IndexerParts {
  readonly workspace: Workspace;
  readonly buffers: Buffers;
  readonly gate: Gate;
  readonly parse: ParseService;
  /** Opens the store at first use. */
  readonly store: () => Promise<FactsStore>;
  readonly log: Log;
  /** A new one whenever a rule file changes. */
  readonly createInclusion: () => Inclusion;
  readonly createIndex: (onLost: (path: FilePath) => void) => WorkspaceIndex;
  readonly scip: ScipFiles;
}

/** Files that are read and parsed between two looks at pause and cancellation. */
const BATCH = 200;
/** More changes at once than this are found faster by walking. */
const BURST = 1000;
/** Milliseconds that a buffer's parse may take before answers fall back on its last facts. */
const BUFFER_DEADLINE = 5000;

export function createIndexer(parts: IndexerParts): Indexer {
  const { workspace, buffers, gate, parse, log, scip } = parts;
  const lost = new Map<string, string>();
  let index = parts.createIndex(readAgain);
  let inclusion = parts.createInclusion();
  let current = index.update([], false);
  let disposed = false;
  const excluded = new Set<string>();
  const pendingBuffers = new Map<string, Promise<void>>();
  const progress = createProgress(
    () => current,
    gate,
    () => scip.status(current),
  );
  let manifests: readonly Manifest[] = [];
  const reader: FactsReader = createFactsReader(parse, parts.store, ({ path }) =>
    manifests[path.root]?.get(path.relative),
  );
  const serially = createQueue();

  const publish = (changes: readonly FileChange[], complete: boolean): void => {
    // Where the buffer is in the index already, the disk has nothing to say.
    const wanted = changes.filter(({ path }) => {
      const buffer = buffers.get(path);
      return !buffer || current.find(path)?.source.hash !== buffer.hash;
    });
    current = index.update(wanted, complete);
  };

  async function scanNow(token: CancellationToken): Promise<EngineStatus> {
    inclusion = parts.createInclusion();
    const store = await parts.store();
    manifests = await Promise.all(workspace.roots.map(root => store.manifest(root.folder)));
    const stop = anyOf(token, () => disposed);
    const summary = newWalkSummary();
    const found: WalkedFile[] = [];
    for await (const file of walkFiles(inclusion, summary, stop)) found.push(file);
    for (const problem of summary.problems) log.warn(`Cannot list ${problem.folder}: ${problem.message}`);
    progress.begin(found.length);
    await readAll(found, stop);
    const present = new Set(found.map(file => pathKey(file.path)));
    const gone = current.files.filter(
      ({ source }) => workspace.holds(source.path) && !present.has(pathKey(source.path)),
    );
    publish(
      gone.map(({ source }) => removal(source.path)),
      true,
    );
    await describe(stop);
    await remember();
    return progress.end();
  }

  /** Takes in SCIP indexes that have come, changed or gone. */
  async function describe(token: CancellationToken): Promise<void> {
    if (await scip.refresh(token)) current = index.describe(scip.source());
    if (scip.source()) await checkFits(() => current, token);
  }

  /** Saves what the next session needs to start without reading a file. */
  async function remember(): Promise<void> {
    const store = await parts.store();
    await store.flush();
    for (const [root, { folder }] of workspace.roots.entries()) {
      const entries = current.files
        .filter(({ source }) => source.path.root === root && !buffers.get(source.path))
        .map(({ source }) => [source.path.relative, source] as const);
      await store.saveManifest(folder, new Map(entries));
    }
    await store.compact();
  }

  /** Publishes seldom while little is known: each new file may change how every import resolves. */
  async function readAll(found: readonly WalkedFile[], token: CancellationToken): Promise<void> {
    let waiting: FileChange[] = [];
    for (let at = 0; at < found.length; at += BATCH) {
      await gate.pass();
      throwIfCancelled(token);
      const batch = found.slice(at, at + BATCH);
      const read = await reader.read(batch, token);
      waiting.push(...toChanges(read, isNews));
      progress.advance(batch.length);
      if (waiting.length > current.files.length) {
        publish(waiting, false);
        waiting = [];
      }
    }
    publish(waiting, false);
  }

  const isNews = ({ source }: ReadFacts): boolean => {
    const known = current.find(source.path)?.source;
    return (
      !known ||
      lost.delete(pathKey(source.path)) ||
      known.hash !== source.hash ||
      known.modified !== source.modified ||
      known.class !== source.class
    );
  };

  async function changedNow(paths: readonly string[], token: CancellationToken): Promise<void> {
    if (paths.length > BURST || paths.some(isRuleFile)) {
      await scanNow(token);
      return;
    }
    const files: WalkedFile[] = [];
    const removed: FileChange[] = [];
    for (const location of paths) {
      const path = workspace.resolve(location);
      if (!workspace.holds(path)) continue;
      if (await statFile(location)) {
        if (await inclusion.isIncluded(location)) files.push({ path, absolute: location });
        else removed.push(removal(path));
        continue;
      }
      const summary = newWalkSummary();
      const before = files.length;
      for await (const file of walkFolder(inclusion, location, summary, token)) files.push(file);
      if (files.length === before) removed.push(...under(path));
    }
    const read = await reader.read(files, token);
    const vanished = files.filter((_, i) => !read[i]).map(({ path }) => removal(path));
    const changes = [...removed, ...vanished, ...toChanges(read, isNews)];
    if (changes.length > 0) publish(changes, current.complete);
    await describe(token);
    await (await parts.store()).flush();
  }

  /** The file itself, or what is known below a folder that is gone. */
  function under(path: FilePath): FileChange[] {
    const prefix = `${path.relative}/`;
    return current.files
      .filter(({ source }) => source.path.root === path.root)
      .filter(({ source }) => source.path.relative === path.relative || source.path.relative.startsWith(prefix))
      .map(({ source }) => removal(source.path));
  }

  /** Facts that the store has lost are made anew from the file, all those that are missed at once. */
  function readAgain(path: FilePath): void {
    if (lost.size === 0) {
      const renew = async (): Promise<void> => {
        const entries = [...lost];
        if (!disposed)
          await changedNow(
            entries.map(([, file]) => file),
            neverCancelled,
          );
        for (const [key] of entries) lost.delete(key);
      };
      serially(renew).catch(error => log.warn(`Facts were lost and are not read again: ${String(error)}`));
    }
    lost.set(pathKey(path), workspace.locate(path));
  }

  async function applyBuffer(path: FilePath): Promise<void> {
    const buffer = buffers.get(path);
    if (!buffer) return;
    if (current.find(path)?.source.hash === buffer.hash) return;
    const parsed = await parse.probe({ path: path.relative, text: buffer.text }, BUFFER_DEADLINE, neverCancelled);
    if (!parsed || buffers.get(path) !== buffer) return;
    const source = { path, class: 'source', size: buffer.text.length, modified: 0, hash: buffer.hash } as const;
    current = index.update([{ path, source, facts: factsInMemory(parsed) }], current.complete);
  }

  async function openBuffer(file: string, version: number, text: string): Promise<void> {
    const path = workspace.resolve(file);
    const key = pathKey(path);
    if (!buffers.set({ path, version, text, hash: hashBytes(Buffer.from(text)) })) return;
    const before = pendingBuffers.get(key)?.catch(() => undefined) ?? Promise.resolve();
    const applied = before.then(async () => {
      if (workspace.holds(path) && !(await inclusion.isIncluded(file))) excluded.add(key);
      await applyBuffer(path);
    });
    pendingBuffers.set(key, applied);
    await applied;
    if (pendingBuffers.get(key) === applied) pendingBuffers.delete(key);
  }

  async function closeBuffer(file: string): Promise<void> {
    const path = workspace.resolve(file);
    await pendingBuffers.get(pathKey(path));
    if (!buffers.delete(path)) return;
    excluded.delete(pathKey(path));
    if (workspace.holds(path)) await serially(() => changedNow([file], neverCancelled));
    else publish([removal(path)], current.complete);
  }

  async function ensure(file: string, token: CancellationToken): Promise<IndexedFile> {
    const path = workspace.resolve(file);
    await pendingBuffers.get(pathKey(path));
    const known = current.find(path);
    if (known && (buffers.get(path) || known.source.hash !== '')) return known;
    const [read] = await reader.read([{ path, absolute: file }], token);
    if (!read) throw new Error(`There is no file ${file}`);
    if (read.source.class === 'binary') throw new Error(`${file} is not a text file`);
    if (read.source.class === 'large') throw new Error(`${file} is too large to be read (${read.source.size} bytes)`);
    if (workspace.holds(path) && !(await inclusion.isIncluded(file))) excluded.add(pathKey(path));
    current = index.update([{ path, ...read }], current.complete);
    const indexed = current.find(path);
    if (!indexed) throw new Error(`${file} could not be indexed`);
    return indexed;
  }

  return {
    scan: (onProgress, token) =>
      serially(async () => {
        progress.listen(onProgress);
        return await scanNow(token);
      }),
    changed: (paths, token) => serially(() => changedNow(paths, token)),
    openBuffer,
    closeBuffer,
    ensure,
    isIncluded: path => !excluded.has(pathKey(path)),
    rebuild: token =>
      serially(async () => {
        const before = { index, current };
        await (await parts.store()).clear();
        index = parts.createIndex(readAgain);
        index.describe(scip.source());
        current = index.update([], false);
        try {
          await scanNow(token);
        } catch (error) {
          // Cancelled half-way: the old index is better than half of a new one.
          ({ index, current } = before);
          throw error;
        } finally {
          for (const buffer of buffers.all()) await applyBuffer(buffer.path);
          progress.end();
        }
        return progress.status();
      }),
    status: () => progress.status(),
    snapshot: () => current,
    async dispose() {
      disposed = true;
      await serially(async () => await (await parts.store()).close());
    },
  };
}

function removal(path: FilePath): FileChange {
  return { path };
}

function toChanges(read: readonly (ReadFacts | undefined)[], wanted: (read: ReadFacts) => boolean): FileChange[] {
  return read.flatMap(found => (found && wanted(found) ? [{ path: found.source.path, ...found }] : []));
}

function anyOf(token: CancellationToken, stopped: () => boolean): CancellationToken {
  return {
    get isCancellationRequested() {
      return token.isCancellationRequested || stopped();
    },
  };
}

/** Runs one piece of work after the other; a failed one does not stop those behind it. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };
}
