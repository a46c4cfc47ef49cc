import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedFacts } from '../facts/packedFacts.ts';
import { type CompactLimits, compactSegments } from './compact.ts';
import { type Manifest, manifestFile, readManifest, writeManifest } from './manifest.ts';
import { decodeRecord, encodeRecord, type RecordPlace, readRecord } from './segment.ts';
import { createSegment, type LoadedSegment, loadSegments, type Segment, type SegmentWriter } from './segmentFile.ts';

/**
 * Facts on disk, by content key. Several processes may use one folder at once without locks: each appends to a segment
 * of its own and reads those of all (as they were when it opened the store). A record is there whole or not at all.
 */
export interface FactsStore {
  has(key: string): boolean;
  /** The facts of `key`; `undefined` when there are none or they are damaged. Reads the disk synchronously. */
  get(key: string): PackedFacts | undefined;
  /** Keeps facts in memory until the next {@link flush}; a key that is there already is not written again. */
  put(key: string, facts: PackedFacts): void;
  /** Writes what was put. When it resolves, a crash loses nothing of it. Never rejects: see {@link openStore}. */
  flush(): Promise<void>;
  /** Number of keys. */
  readonly size: number;
  /** What was last saved for a root; empty when nothing was. */
  manifest(rootFolder: string): Promise<Manifest>;
  saveManifest(rootFolder: string, manifest: Manifest): Promise<void>;
  /** Merges segments that dead processes left, and drops the oldest records of a store over its bound. For idle times. */
  compact(): Promise<void>;
  /** Deletes everything, other processes' records too. */
  clear(): Promise<void>;
  /** Flushes and lets go of all files; nothing may be asked afterwards. */
  close(): Promise<void>;
}

export interface StoreOptions extends Partial<CompactLimits> {
  /** Holds one sub-folder for each version; those of other versions are deleted. */
  readonly folder: string;
  /** Whatever makes stored facts useless when it changes: letters, digits, `.`, `_` and `-`. */
  readonly version: string;
  readonly log: { info(message: string): void; warn(message: string): void };
}

export const FOLDER_PREFIX = 'facts-';
const DEFAULT_LIMITS: CompactLimits = { maxBytes: 256 * 1024 * 1024, maxSegments: 8, abandonedAfter: 120_000 };

/** Opens a store. Where the folder cannot be written, the store works without persistence, and the log says so once. */
export async function openStore(options: StoreOptions): Promise<FactsStore> {
  const { log } = options;
  const folder = join(options.folder, FOLDER_PREFIX + options.version);
  let persistent = true;
  const giveUp = (error: unknown) => {
    if (persistent) log.warn(`Facts are not kept on disk: ${error instanceof Error ? error.message : String(error)}`);
    persistent = false;
  };
  await mkdir(folder, { recursive: true }).catch(giveUp);
  await deleteOtherVersions(options.folder, folder);

  const places = new Map<string, { readonly segment: Segment; readonly place: RecordPlace }>();
  const pending = new Map<string, Buffer>();
  let own: SegmentWriter | undefined;
  let segments: readonly LoadedSegment[] = [];
  const register = ({ segment, records }: LoadedSegment) => {
    for (const place of records) places.set(place.key, { segment, place });
  };
  segments = await loadSegments(folder, log);
  segments.forEach(register);

  const write = async () => {
    const batch = [...pending];
    if (batch.length === 0) return;
    try {
      if (!persistent) return;
      own ??= await createSegment(folder);
      register({ segment: own.segment, records: await own.append(batch) });
    } finally {
      for (const [key] of batch) pending.delete(key);
    }
  };

  const compact = async () => {
    if (!persistent) return;
    const limits = { ...DEFAULT_LIMITS, ...options };
    const compaction = await compactSegments(folder, segments, places, own?.segment.bytes ?? 0, limits);
    if (!compaction) return;
    const { merged, gone } = compaction;
    for (const [key, { segment }] of places) if (gone.has(segment)) places.delete(key);
    register(merged);
    segments = [...segments.filter(({ segment }) => !gone.has(segment)), merged];
    for (const segment of gone) await segment.remove();
    log.info(`Merged ${gone.size} segments of the facts store, kept ${merged.records.length} records`);
  };

  const letGo = async () => {
    await own?.finish();
    own?.segment.close();
    for (const { segment } of segments) segment.close();
    own = undefined;
    segments = [];
    places.clear();
    pending.clear();
  };

  let last: Promise<void> = Promise.resolve();
  /** One change of the files at a time. */
  const exclusively = (work: () => Promise<void>) => {
    last = last.then(work).catch(giveUp);
    return last;
  };

  return {
    has: key => pending.has(key) || places.has(key),
    get(key) {
      const found = places.get(key);
      const record = pending.get(key) ?? (found && readRecord(found.segment.descriptor, found.place));
      if (!record) return undefined;
      const facts = decodeRecord(record, key);
      if (facts !== undefined) return facts;
      places.delete(key);
      return undefined;
    },
    put(key, facts) {
      if (persistent && !pending.has(key) && !places.has(key)) pending.set(key, encodeRecord(key, facts));
    },
    flush: () => exclusively(write),
    get size() {
      return places.size + pending.size;
    },
    manifest: rootFolder => readManifest(manifestFile(folder, rootFolder)),
    saveManifest: (rootFolder, manifest) =>
      exclusively(async () => {
        if (persistent) await writeManifest(manifestFile(folder, rootFolder), manifest);
      }),
    compact: () => exclusively(compact),
    clear: () =>
      exclusively(async () => {
        await letGo();
        for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
      }),
    close: () =>
      exclusively(async () => {
        try {
          await write();
        } finally {
          await letGo();
        }
      }),
  };
}

async function deleteOtherVersions(parent: string, current: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const folder = join(parent, name);
    if (!name.startsWith(FOLDER_PREFIX) || folder === current) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
