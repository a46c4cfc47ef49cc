import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** A regular file as it was when it was opened. */
export interface RegularFile {
  readonly info: Stats;
  /** Absent when the file has more bytes than were asked for. */
  readonly bytes?: Buffer;
}

/**
 * Reads a regular file of at most `limit` bytes; `undefined` when it is gone, cannot be read, or is something else.
 * Synchronous: the promises of Node take ten times the processor time for a small file. Opening never waits, even where a
 * pipe has taken the file's place.
 */
export function readRegularFile(absolute: string, limit: number): RegularFile | undefined {
  let handle: number;
  try {
    handle = openSync(absolute, FLAGS);
  } catch {
    return undefined;
  }
  try {
    const info = fstatSync(handle);
    if (!info.isFile()) return undefined;
    const bytes = info.size > limit ? undefined : readAll(handle, info.size, limit);
    return { info, ...(bytes && { bytes }) };
  } catch {
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Windows has no such flag, and no pipes in folders. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** To the end of the file, which may have grown or shrunk since it was looked at; `undefined` past the limit. */
function readAll(handle: number, size: number, limit: number): Buffer | undefined {
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(handle, buffer, length, buffer.length - length, null);
    length += count;
    if (length > limit) return undefined;
    // A read that does not fill the buffer is the last one.
    if (length < buffer.length) return buffer.subarray(0, length);
    buffer = Buffer.concat([buffer], length * 2 + 1);
  }
}
