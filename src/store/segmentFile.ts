import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareStrings } from '../base/paths.ts';
import { type RecordPlace, SEGMENT_MAGIC, scanSegment } from './segment.ts';

/** A segment that can be read. Its descriptor stays valid when another process deletes the file. */
export interface Segment {
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
   * Appends encoded records and waits until the disk has them.
   * @throws the file system's error; what was written of `records` is cut off again
   */
  append(records: Iterable<readonly [key: string, record: Buffer]>): Promise<readonly RecordPlace[]>;
  /** Ends writing; the segment can still be read. */
  finish(): Promise<void>;
}

export interface LoadedSegment {
  readonly segment: Segment;
  readonly records: readonly RecordPlace[];
}

const NAME = /^(\d{13})-(\d+)-[0-9a-f]{8}\.segment$/;
const HEARTBEAT = 30_000;
/** A live process touches its segment far more often: its id has passed to another process then. */
const SURELY_ABANDONED = 3_600_000;
/** Bytes that are handed to the system at once. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Opens all segments of a folder, oldest first. */
export async function loadSegments(
  folder: string,
  log: { info(message: string): void },
): Promise<readonly LoadedSegment[]> {
  const names = (await readdir(folder).catch(() => [])).filter(name => NAME.test(name)).sort(compareStrings);
  const loaded: LoadedSegment[] = [];
  for (const name of names) {
    const file = join(folder, name);
    try {
      const bytes = await readFile(file);
      const { records, goodBytes } = scanSegment(bytes);
      if (goodBytes < bytes.length) log.info(`${name}: ${bytes.length - goodBytes} bytes at its end are not readable`);
      loaded.push({ segment: openSegment(file, () => bytes.length), records });
    } catch {
      // Another process has merged it in the meantime: a cache may miss.
    }
  }
  return loaded;
}

/** Creates a new segment of this process, and shows that the process lives for as long as it is not finished. */
export async function createSegment(folder: string): Promise<SegmentWriter> {
  const file = join(folder, `${Date.now()}-${process.pid}-${randomBytes(4).toString('hex')}.segment`);
  const handle = await open(file, 'ax');
  await handle.appendFile(SEGMENT_MAGIC);
  let bytes = SEGMENT_MAGIC.length;
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT);
  heartbeat.unref();

  return {
    segment: openSegment(file, () => bytes),
    async append(records) {
      const places: RecordPlace[] = [];
      let end = bytes;
      let batch: Buffer[] = [];
      let batchBytes = 0;
      const write = async () => {
        await handle.appendFile(Buffer.concat(batch));
        batch = [];
        batchBytes = 0;
      };
      try {
        for (const [key, record] of records) {
          places.push({ key, offset: end, length: record.length });
          end += record.length;
          batch.push(record);
          batchBytes += record.length;
          if (batchBytes >= BATCH_BYTES) await write();
        }
        await write();
        await handle.datasync();
      } catch (error) {
        await handle.truncate(bytes).catch(() => undefined);
        throw error;
      }
      bytes = end;
      return places;
    },
    async finish() {
      clearInterval(heartbeat);
      await handle.close().catch(() => undefined);
    },
  };
}

/** Whether the process that wrote the segment is gone: its id is free and the segment was not touched for `after` ms. */
export async function isAbandoned(segment: Segment, after: number): Promise<boolean> {
  const pid = Number(NAME.exec(basename(segment.file))?.[2]);
  const info = await stat(segment.file).catch(() => undefined);
  if (!info) return false;
  const age = Date.now() - info.mtimeMs;
  return age > SURELY_ABANDONED || (age >= after && !isAlive(pid));
}

function openSegment(file: string, size: () => number): Segment {
  const descriptor = openSync(file, 'r');
  let open = true;
  const close = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  return {
    file,
    descriptor,
    get bytes() {
      return size();
    },
    close,
    async remove() {
      close();
      await rm(file, { force: true }).catch(() => undefined);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
