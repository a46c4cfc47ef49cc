import { type CancellationToken, neverCancelled, throwIfCancelled } from '../base/cancellation.ts';
import { type FilePath, pathKey } from '../base/paths.ts';
import { hashBytes } from '../files/hash.ts';
import { type Inclusion, isRuleFile } from '../files/inclusion.ts';
import type { WalkedFile } from '../files/walk.ts';
import type { IndexedFile, Snapshot } from '../index/snapshot.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';
import type { FactsStore } from '../store/factsStore.ts';
import type { EngineStatus } from './api.ts';
import type { Buffers } from './buffers.ts';
import { checkFits } from './checkFits.ts';
import { takeDiskChanges } from './diskChanges.ts';
import { createDiskReader } from './diskReader.ts';
import type { Gate } from './gate.ts';
import { createIndexState } from './indexState.ts';
import { createManifests } from './manifests.ts';
import type { MemoryLevels } from './memoryLevels.ts';
import type { Log, ParseService } from './ports.ts';
import { createProgress } from './progress.ts';
import { createQueue } from './queue.ts';
import { createFactsReader, factsInMemory } from './readFacts.ts';
import { createScanner } from './scan.ts';
import type { ScipFiles } from './scipFiles.ts';
import type { Workspace } from './workspace.ts';

/** Keeps the index equal to the workspace: disk, changes on disk, open buffers. */
export interface Indexer {
  /** Brings the index up to date with the disk: everything at first, later only what changed. */
  scan(onProgress: (status: EngineStatus) => void, token: CancellationToken): Promise<EngineStatus>;
  changed(paths: readonly string[], token: CancellationToken): Promise<void>;
  openBuffer(file: string, version: number, text: string): Promise<void>;
  closeBuffer(file: string): Promise<void>;
  /** See `Engine.atHand`. */
  atHand(files: readonly string[]): void;
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
  readonly memory: MemoryLevels;
  /** Opens the store at first use. */
  readonly store: () => Promise<FactsStore>;
  readonly storeFolder: string;
  readonly log: Log;
  /** A new one whenever a rule file changes. */
  readonly createInclusion: () => Inclusion;
  readonly createIndex: (onLost: (path: FilePath) => void) => WorkspaceIndex;
  readonly readConfig: (path: FilePath) => string | undefined;
  readonly recent: (found: readonly WalkedFile[]) => Promise<readonly string[]>;
  readonly scip: ScipFiles;
}

/** Milliseconds that a buffer's parse may take before answers fall back on its last facts; and how often it is tried. */
const BUFFER_DEADLINE = 5000;
const BUFFER_ATTEMPTS = 3;

export function createIndexer(parts: IndexerParts): Indexer {
  const { workspace, buffers, gate, parse, memory, log, scip } = parts;
  const lost = new Set<string>();
  const state = createIndexState({ ...parts, createIndex: () => parts.createIndex(readAgain) });
  const manifests = createManifests(workspace, parts.store, parts.storeFolder);
  let disposed = false;
  let atHand: readonly string[] = [];
  const excluded = new Set<string>();
  const pendingBuffers = new Map<string, Promise<void>>();
  const progress = createProgress({
    snapshot: () => state.snapshot,
    gate,
    scip: () => scip.status(state.snapshot),
    memory: () => memory.status(),
  });
  const factsReader = createFactsReader(parse, parts.store, manifests.known);
  const reader = createDiskReader({ factsReader, state, buffers, memory, lost });
  const scanner = createScanner({ ...parts, state, reader, progress, open: () => atHand });
  const serially = createQueue();
  const disposal: CancellationToken = {
    get isCancellationRequested() {
      return disposed;
    },
  };

  async function scanNow(token: CancellationToken): Promise<EngineStatus> {
    await manifests.load();
    const stop = anyOf(token, disposal);
    const taken = new Set<string>();
    await scanner.scan(async () => {
      for (const path of pending) taken.add(path);
      await takePending();
    }, stop);
    // What was being read when it changed may have come in late, as it was before.
    if (taken.size > 0) await takeDiskChanges(taken, { workspace, state, reader, memory }, stop);
    await describe(stop);
    await manifests.save(state.snapshot.files.filter(({ source }) => !buffers.get(source.path)));
    return progress.end();
  }

  /** Takes in SCIP indexes that have come, changed or gone. */
  async function describe(token: CancellationToken): Promise<void> {
    if (await scip.refresh(token)) state.describe();
    if (scip.source()) await checkFits(() => state.snapshot, token);
  }

  // What comes while a scan or other changes are being taken in is gathered, and taken in at once.
  const pending = new Set<string>();
  let pendingRun: Promise<void> | undefined;
  let rescan = false;

  function changed(paths: readonly string[]): Promise<void> {
    for (const path of paths) pending.add(path);
    pendingRun ??= serially(async () => {
      pendingRun = undefined;
      await takePending(true);
      if (rescan) {
        rescan = false;
        await scanNow(neverCancelled);
      }
    });
    return pendingRun;
  }

  async function takePending(always = false): Promise<void> {
    if (pending.size === 0 && !always) return;
    const paths = [...pending];
    pending.clear();
    rescan ||= paths.some(path => isRuleFile(path) || workspace.roots.some(({ folder }) => folder === path));
    await takeDiskChanges(paths, { workspace, state, reader, memory }, disposal);
    await describe(disposal);
    await (await parts.store()).flush();
  }

  /** Facts that the store has lost are made anew from the file, all those that are missed at once. */
  function readAgain(path: FilePath): void {
    lost.add(pathKey(path));
    const done = disposed ? Promise.resolve() : changed([workspace.locate(path)]);
    done.catch(error => log.warn(`Facts were lost and are not read again: ${String(error)}`));
  }

  async function applyBuffer(path: FilePath, attempts = BUFFER_ATTEMPTS): Promise<void> {
    const buffer = buffers.get(path);
    if (!buffer) return;
    const key = pathKey(path);
    if (state.snapshot.find(path)?.source.hash === buffer.hash && !memory.isReduced(key)) return;
    const parsed = await parse.probe({ path: path.relative, text: buffer.text }, BUFFER_DEADLINE, neverCancelled);
    if (disposed || buffers.get(path) !== buffer) return;
    if (!parsed) {
      // Who asks now gets the last facts; who asks later need not, when the machine was only busy.
      if (attempts > 1) retryBuffer(path, attempts - 1);
      return;
    }
    const source = { path, class: 'source', size: buffer.text.length, modified: 0, hash: buffer.hash } as const;
    memory.forget(key);
    state.put({ path, source, facts: factsInMemory(parsed) });
  }

  function retryBuffer(path: FilePath, attempts: number): void {
    applyBuffer(path, attempts).catch(error => log.warn(`${path.relative} stays as it was: ${String(error)}`));
  }

  async function openBuffer(file: string, version: number, text: string): Promise<void> {
    const path = workspace.resolve(file);
    const key = pathKey(path);
    const isNew = !buffers.get(path);
    if (!buffers.set({ path, version, text, hash: hashBytes(Buffer.from(text)) })) return;
    const before = pendingBuffers.get(key)?.catch(() => undefined) ?? Promise.resolve();
    const applied = before.then(async () => {
      if (isNew && workspace.holds(path) && !state.inclusion.isIncluded(file)) excluded.add(key);
      await applyBuffer(path);
      const indexed = isNew ? state.snapshot.find(path) : undefined;
      if (indexed) scanner.raise(indexed);
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
    if (workspace.holds(path)) await changed([file]);
    else state.publish([{ path }]);
  }

  async function ensure(file: string, token: CancellationToken): Promise<IndexedFile> {
    const path = workspace.resolve(file);
    const key = pathKey(path);
    await pendingBuffers.get(key);
    const known = state.snapshot.find(path);
    if (known && (buffers.get(path) || (known.source.hash !== '' && !memory.isReduced(key)))) return known;
    const [read] = await reader.read([{ path, absolute: file }], { near: true, token });
    const source = read ? read.source : known?.source;
    if (!source) throw new Error(`There is no file ${file}`);
    if (source.class === 'binary') throw new Error(`${file} is not a text file`);
    if (source.class === 'large') throw new Error(`${file} is too large to be read (${source.size} bytes)`);
    if (workspace.holds(path) && !state.inclusion.isIncluded(file)) excluded.add(key);
    if (read) state.put(read);
    const indexed = state.snapshot.find(path);
    if (!indexed) throw new Error(`${file} could not be indexed`);
    scanner.raise(indexed);
    return indexed;
  }

  return {
    scan: (onProgress, token) =>
      serially(async () => {
        progress.listen(onProgress);
        return await scanNow(token);
      }),
    async changed(paths, token) {
      throwIfCancelled(token);
      await changed(paths);
    },
    openBuffer,
    closeBuffer,
    atHand(files) {
      atHand = files;
    },
    ensure,
    isIncluded: path => !excluded.has(pathKey(path)),
    rebuild: token =>
      serially(async () => {
        await (await parts.store()).clear();
        const undo = state.restart();
        memory.clear();
        try {
          await scanNow(token);
        } catch (error) {
          // Cancelled half-way: the old index is better than half of a new one.
          undo();
          throw error;
        } finally {
          for (const buffer of buffers.all()) await applyBuffer(buffer.path);
          progress.end();
        }
        return progress.status();
      }),
    status: () => progress.status(),
    snapshot: () => state.snapshot,
    async dispose() {
      disposed = true;
      await serially(async () => await (await parts.store()).close());
    },
  };
}

function anyOf(...tokens: readonly CancellationToken[]): CancellationToken {
  return {
    get isCancellationRequested() {
      return tokens.some(token => token.isCancellationRequested);
    },
  };
}
