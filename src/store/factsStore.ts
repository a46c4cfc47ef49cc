import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompactLimits, compactSegments } from './compact.ts';
import { type Manifest, manifestFile, readManifest, readManifests, tidyManifests, writeManifest } from './manifest.ts';
import { Places } from './places.ts';
import { decodeRecord, encodeRecord, fingerprintOf, readBytes } from './segment.ts';
import {
  createSegment,
  type EncodedRecord,
  isAbandoned,
  type LoadedSegment,
  loadSegments,
  type Segment,
  type SegmentWriter,
  segmentFiles,
} from './segmentFile.ts';

/**
 * Bytes on disk, by content key: packed facts and what is derived from them. Several processes may use one folder at
 * once without locks: each appends to a segment of its own and reads those of all (as they were when it opened the
 * store). A record is there whole or not at all.
 */
export interface FactsStore {
  has(key: string): boolean;
  /** The bytes of `key`; `undefined` when there are none or they are damaged. Reads the disk synchronously. */
  get(key: string): Uint8Array | undefined;
  /** Keeps bytes in memory until they are written; a key that is there already is not written again. */
  put(key: string, value: Uint8Array): void;
  /** Writes what was put. When it resolves, a crash loses nothing of it. Never rejects: see {@link openStore}. */
  flush(): Promise<void>;
  /** Number of keys. */
  readonly size: number;
  /** What was last saved for a root; empty when nothing was. */
  manifest(rootFolder: string): Promise<Manifest>;
  saveManifest(rootFolder: string, manifest: Manifest): Promise<void>;
  /** Merges segments that dead processes left, and drops records of a store over its bound. For idle times. */
  compact(): Promise<void>;
  /** Deletes everything, other processes' records too. */
  clear(): Promise<void>;
  /** Flushes and lets go of all files; nothing may be asked afterwards. */
  close(): Promise<void>;
}

export interface StoreOptions extends Partial<CompactLimits> {
  /** Holds one sub-folder for each version; those of other versions are deleted once no process uses them. */
  readonly folder: string;
  /** Whatever makes stored facts useless when it changes: letters, digits, `.`, `_` and `-`. */
  readonly version: string;
  /** The keys of a file that a manifest names: they are dropped last. */
  readonly keysOf: (path: string, hash: string) => readonly string[];
  /** Milliseconds after a failed write before the next is tried. */
  readonly retryAfter?: number;
  readonly log: { info(message: string): void; warn(message: string): void };
}

const FOLDER_PREFIX = 'facts-';
const DEFAULT_LIMITS: CompactLimits = { maxBytes: 512 * 1024 * 1024, maxSegments: 8, abandonedAfter: 120_000 };
const RETRY_AFTER = 30_000;
/** Segments that are begun for one flush at most. */
const WRITERS = 3;

/**
 * Opens a store. While the folder cannot be written, what was put stays in memory, the log says so once, and writing is
 * tried again from time to time.
 */
export async function openStore(options: StoreOptions): Promise<FactsStore> {
  const { log } = options;
  const limits = { ...DEFAULT_LIMITS, ...options };
  const folder = join(options.folder, FOLDER_PREFIX + options.version);
  const disk = createDiskState(log, options.retryAfter ?? RETRY_AFTER);
  await disk.attempt(async () => void (await mkdir(folder, { recursive: true })));
  await deleteOtherVersions(options.folder, folder, limits.abandonedAfter);

  const places = new Places();
  const pending = new Map<string, Uint8Array>();
  let own: SegmentWriter | undefined;
  let segments: readonly Segment[] = [];
  for (const loaded of await loadSegments(folder, log)) {
    places.add(loaded);
    segments = [...segments, loaded.segment];
  }

  const write = async () => {
    const batch = [...pending];
    if (batch.length === 0) return;
    places.add(await append(batch));
    for (const [key] of batch) pending.delete(key);
  };

  const append = async (batch: readonly (readonly [string, Uint8Array])[]): Promise<LoadedSegment> => {
    for (let attempt = 0; attempt < WRITERS; attempt++) {
      own ??= await createOwn();
      const { segment } = own;
      const records = await own.append(encodeAll(batch));
      if (records) return { segment, records };
      log.info('Another process has taken over the segment of the facts store to which this one wrote');
      await own.finish();
      segments = [...segments, segment];
      own = undefined;
    }
    throw new Error('its segments are taken away as soon as they are written');
  };

  const createOwn = async () => {
    // Another process may have cleared the store, folder and all.
    await mkdir(folder, { recursive: true });
    return await createSegment(folder);
  };

  const compact = async () => {
    await tidyManifests(folder);
    const named = async () => namedKeys(await readManifests(folder, log), options.keysOf);
    const ownBytes = own?.segment.bytes ?? 0;
    const compaction = await compactSegments({ folder, segments, places, ownBytes, limits, named, log });
    if (!compaction) return;
    const { merged, gone } = compaction;
    places.deleteSegments(gone);
    places.add(merged);
    for (const segment of gone) segment.close();
    segments = [...segments.filter(segment => !gone.has(segment)), merged.segment];
    log.info(`Merged ${gone.size} segments of the facts store, kept ${merged.records.length} records`);
  };

  const letGo = async () => {
    await own?.finish();
    own?.segment.close();
    for (const segment of segments) segment.close();
    own = undefined;
    segments = [];
    places.clear();
    pending.clear();
  };

  let last: Promise<void> = Promise.resolve();
  /** One change of the files at a time. */
  const exclusively = (work: () => Promise<void>) => {
    last = last.then(() => disk.attempt(work));
    return last;
  };

  return {
    has: key => pending.has(key) || places.has(fingerprintOf(key)),
    get(key) {
      const waiting = pending.get(key);
      if (waiting) return waiting;
      const fingerprint = fingerprintOf(key);
      const place = places.get(fingerprint);
      if (!place) return undefined;
      const value = decodeRecord(readBytes(place.segment.descriptor, place.offset, place.length), key);
      if (value) return value;
      log.info(`A record of the facts store is damaged, its file is read again: ${place.segment.file}`);
      places.delete(fingerprint);
      return undefined;
    },
    put(key, value) {
      if (!pending.has(key) && !places.has(fingerprintOf(key))) pending.set(key, value);
    },
    flush: () => exclusively(write),
    get size() {
      return places.size + pending.size;
    },
    manifest: rootFolder => readManifest(manifestFile(folder, rootFolder), log),
    saveManifest: (rootFolder, manifest) =>
      exclusively(() => writeManifest(manifestFile(folder, rootFolder), manifest)),
    compact: () => exclusively(compact),
    clear() {
      disk.retry();
      return exclusively(async () => {
        await letGo();
        for (const name of await readdir(folder).catch(() => [])) await rm(join(folder, name), { force: true });
      });
    },
    close() {
      disk.retry();
      return exclusively(write).then(letGo);
    },
  };
}

/** Whether the disk takes what is written to it, as far as is known. */
function createDiskState(log: StoreOptions['log'], retryAfter: number) {
  let failedAt: number | undefined;
  return {
    /** Does the work unless something failed a short while ago; never rejects. */
    async attempt(work: () => Promise<void>): Promise<void> {
      const failedBefore = failedAt !== undefined;
      if (failedAt !== undefined && performance.now() - failedAt < retryAfter) return;
      try {
        await work();
        failedAt = undefined;
        if (failedBefore) log.info('Facts are kept on disk again');
      } catch (error) {
        failedAt = performance.now();
        const reason = error instanceof Error ? error.message : String(error);
        if (!failedBefore) log.warn(`Facts are not kept on disk, only in memory: ${reason}`);
      }
    },
    /** What comes next is tried in any case. */
    retry() {
      if (failedAt !== undefined) failedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function* encodeAll(batch: readonly (readonly [string, Uint8Array])[]): Generator<EncodedRecord> {
  for (const [key, value] of batch) yield [fingerprintOf(key), encodeRecord(key, value)];
}

function namedKeys(manifests: readonly Manifest[], keysOf: StoreOptions['keysOf']): ReadonlySet<number> {
  const named = new Set<number>();
  for (const manifest of manifests)
    for (const [path, { hash }] of manifest) for (const key of keysOf(path, hash)) named.add(fingerprintOf(key));
  return named;
}

/** A version to which some process still writes stays: two versions of the program may run side by side. */
async function deleteOtherVersions(parent: string, current: string, abandonedAfter: number): Promise<void> {
  for (const folder of await versionFolders(parent)) {
    if (folder === current) continue;
    let inUse = false;
    for (const file of await segmentFiles(folder)) inUse ||= !(await isAbandoned(file, abandonedAfter));
    if (!inUse) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The folders of all versions of a store. */
export async function versionFolders(parent: string): Promise<readonly string[]> {
  const names = await readdir(parent).catch(() => []);
  return names.filter(name => name.startsWith(FOLDER_PREFIX)).map(name => join(parent, name));
}
