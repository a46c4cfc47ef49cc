import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compareStrings } from '../base/paths.ts';
import { encodeIndex, type RecordPlace, readIndexes, SEGMENT_MAGIC, scanSegment } from './segment.ts';

/** A segment that can be read. Its descriptor stays valid when another process renames or deletes the file. */
export interface Segment {
  /** Where it lies; another name after {@link adopt}. */
  readonly file: string;
  readonly descriptor: number;
  readonly bytes: number;
  close(): void;
  /** Closes and deletes it. */
  remove(): Promise<void>;
}

/** The segment to which this process appends. */
export interface SegmentWriter {
  readonly segment: Segment;
  /**
   * Appends encoded records and waits until the disk has them. `undefined` when another process has taken the segment,
   * or it is gone or changed: these records are not kept then, and it takes no more.
   * @throws the file system's error; what was written of `records` is cut off again
   */
  append(records: Iterable<EncodedRecord>): Promise<readonly RecordPlace[] | undefined>;
  /** Ends writing; the segment can still be read. */
  finish(): Promise<void>;
}

export type EncodedRecord = readonly [fingerprint: number, record: Buffer];

export interface LoadedSegment {
  readonly segment: Segment;
  readonly records: readonly RecordPlace[];
}

const NAME = /^(\d{13})-(\d+)-[0-9a-f]{8}\.segment$/;
const HEARTBEAT = 30_000;
/** A live process touches its segment far more often: its id has passed to another process then, or it sleeps. */
const SURELY_ABANDONED = 3_600_000;
/** Bytes that are handed to the system at once. */
const BATCH_BYTES = 4 * 1024 * 1024;

interface SegmentLog {
  info(message: string): void;
}

/** Opens all segments of a folder, oldest first. */
export async function loadSegments(folder: string, log: SegmentLog): Promise<readonly LoadedSegment[]> {
  const loaded: LoadedSegment[] = [];
  for (const file of await segmentFiles(folder)) {
    try {
      const segment = openSegment(file);
      loaded.push({ segment, records: await loadRecords(segment, log) });
    } catch {
      // Another process has merged it in the meantime: a cache may miss.
    }
  }
  return loaded;
}

/** Paths of a folder's segments, oldest first. */
export async function segmentFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(name => NAME.test(name))
    .sort(compareStrings)
    .map(name => join(folder, name));
}

/** Creates a new segment of this process, and shows that the process lives for as long as it is not finished. */
export async function createSegment(folder: string): Promise<SegmentWriter> {
  const file = join(folder, segmentName(Date.now()));
  const handle = await open(file, 'ax');
  const discard = async (error: unknown): Promise<never> => {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  };
  await handle.appendFile(SEGMENT_MAGIC).catch(discard);
  let bytes = SEGMENT_MAGIC.length;
  let lastIndex = 0;
  const { ino } = await handle.stat();
  const segment = openSegment(file, () => bytes);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT);
  heartbeat.unref();

  /** Whoever takes a segment renames it first and reads it then: what was there before the renaming is not lost. */
  const isOurs = async (size: number) => {
    if ((await handle.stat()).size !== size) return false;
    const named = await stat(file).catch(() => undefined);
    // Some network drives give a file another number at each look.
    return named !== undefined && (named.ino === ino || named.size === size);
  };

  return {
    segment,
    async append(records) {
      if (!(await isOurs(bytes))) return undefined;
      const places: RecordPlace[] = [];
      let end = bytes;
      let batch: Buffer[] = [];
      let batchBytes = 0;
      const add = async (item: Buffer, last: boolean) => {
        end += item.length;
        batch.push(item);
        batchBytes += item.length;
        if (!last && batchBytes < BATCH_BYTES) return;
        await handle.appendFile(Buffer.concat(batch));
        batch = [];
        batchBytes = 0;
      };
      try {
        for (const [fingerprint, record] of records) {
          places.push({ fingerprint, offset: end, length: record.length });
          await add(record, false);
        }
        await add(encodeIndex(lastIndex, places), true);
        await handle.datasync();
      } catch (error) {
        await handle.truncate(bytes).catch(() => undefined);
        throw error;
      }
      if (!(await isOurs(end))) return undefined;
      bytes = end;
      lastIndex = end;
      return places;
    },
    async finish() {
      clearInterval(heartbeat);
      await handle.close().catch(() => undefined);
    },
  };
}

/** Whether the process that wrote a segment is gone: its id is free and the segment was not touched for `after` ms. */
export async function isAbandoned(file: string, after: number): Promise<boolean> {
  const info = await stat(file).catch(() => undefined);
  if (!info) return false;
  // A time in the future was written by a clock that has been set back since.
  const age = Math.abs(Date.now() - info.mtimeMs);
  return age > SURELY_ABANDONED || (age >= after && !isAlive(Number(NAME.exec(basename(file))?.[2])));
}

/**
 * Takes a segment over, whoever wrote it: it bears this process's id then, and no one appends to it any more.
 * Gives all its records; `undefined` when another process was faster.
 */
export async function adopt(segment: Segment, log: SegmentLog): Promise<LoadedSegment | undefined> {
  const stamp = Number(NAME.exec(basename(segment.file))?.[1]);
  const file = join(dirname(segment.file), segmentName(stamp));
  try {
    await rename(segment.file, file);
    const now = new Date();
    await utimes(file, now, now);
    const adopted = openSegment(file);
    return { segment: adopted, records: await loadRecords(adopted, log) };
  } catch {
    return undefined;
  }
}

/** Whether a process with this id runs here. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function loadRecords({ file, descriptor, bytes }: Segment, log: SegmentLog): Promise<readonly RecordPlace[]> {
  const indexed = readIndexes(descriptor, bytes);
  if (indexed) return indexed;
  const content = await readFile(file);
  const { records, goodBytes } = scanSegment(content);
  const bad = content.length - goodBytes;
  if (bad > 0) log.info(`${basename(file)}: ${bad} bytes at its end are not readable`);
  return records;
}

function segmentName(stamp: number): string {
  return `${String(stamp).padStart(13, '0')}-${process.pid}-${randomBytes(4).toString('hex')}.segment`;
}

/** @param size for the segment that grows: its bytes now */
function openSegment(file: string, size?: () => number): Segment {
  const descriptor = openSync(file, 'r');
  const length = fstatSync(descriptor).size;
  let open = true;
  const close = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  return {
    file,
    descriptor,
    get bytes() {
      return size?.() ?? length;
    },
    close,
    async remove() {
      close();
      await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
