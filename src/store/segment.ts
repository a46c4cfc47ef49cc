import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/**
 * A segment is a file of items, only ever appended to by the one process whose id its name bears:
 *
 *     8 bytes   magic
 *     items:    u32 length of what follows the checksum · u32 CRC-32 of it · and one of
 *       record:   u16 key length · key · value
 *       index:    u16 0xffff · u32 end of the index before (0: none) · for each record since: f64 fingerprint, u32 length
 *                 · u32 length of this whole item
 *
 * Numbers are little-endian. Every flush ends with an index, so a segment that was not torn is opened from its end,
 * without its values being read; any other is read from its start, up to the first item that fails its checksum.
 */
export const SEGMENT_MAGIC = Buffer.from('CairnF2\n', 'latin1');

/** Where a record lies in its segment. */
export interface RecordPlace {
  readonly fingerprint: number;
  /** Of the whole record, from the segment's start. */
  readonly offset: number;
  readonly length: number;
}

export interface SegmentContent {
  /** In the order in which they were written. */
  readonly records: readonly RecordPlace[];
  /** Bytes up to the end of the last good item. */
  readonly goodBytes: number;
}

const PREFIX = 8;
const HEADER = PREFIX + 2;
const INDEX = 0xffff;
const INDEX_HEADER = HEADER + 4;
const ENTRY = 12;
const TRAILER = 4;

/**
 * A number for a key, the same in every process: 53 bits, so that ten million keys share one with a chance of one in two
 * hundred. Records bear their key, so keys that share a number cost each other their facts, and never give wrong ones.
 */
export function fingerprintOf(key: string): number {
  let high = 0x2c1b3c6d;
  let low = 0x297a2d39;
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 15;
    low = Math.imul(low ^ code, 0xc2b2ae35);
    low ^= low >>> 13;
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}

/** One record for these bytes. */
export function encodeRecord(key: string, value: Uint8Array): Buffer {
  const keyBytes = Buffer.from(key, 'utf8');
  const record = Buffer.allocUnsafe(HEADER + keyBytes.length + value.length);
  record.writeUInt16LE(keyBytes.length, PREFIX);
  keyBytes.copy(record, HEADER);
  record.set(value, HEADER + keyBytes.length);
  return sealed(record);
}

/** The value of a record, a part of its bytes; `undefined` when the record is damaged or belongs to another key. */
export function decodeRecord(record: Buffer, key: string): Uint8Array | undefined {
  if (!isIntact(record)) return undefined;
  const keyEnd = HEADER + record.readUInt16LE(PREFIX);
  return record.toString('utf8', HEADER, keyEnd) === key ? record.subarray(keyEnd) : undefined;
}

/** Whether these bytes are exactly one item that passes its checksum. */
export function isIntact(item: Buffer): boolean {
  if (item.length < HEADER || item.length !== PREFIX + item.readUInt32LE(0)) return false;
  if (crc32(item.subarray(PREFIX)) !== item.readUInt32LE(4)) return false;
  return isIndex(item) || HEADER + item.readUInt16LE(PREFIX) <= item.length;
}

/** @param before offset of the end of the index before, 0 for none */
export function encodeIndex(before: number, records: readonly RecordPlace[]): Buffer {
  const index = Buffer.allocUnsafe(INDEX_HEADER + ENTRY * records.length + TRAILER);
  index.writeUInt16LE(INDEX, PREFIX);
  index.writeUInt32LE(before, HEADER);
  let at = INDEX_HEADER;
  for (const { fingerprint, length } of records) {
    at = index.writeDoubleLE(fingerprint, at);
    at = index.writeUInt32LE(length, at);
  }
  index.writeUInt32LE(index.length, at);
  return sealed(index);
}

/** The records of a segment of `size` bytes, without reading them; `undefined` when the segment does not end with an index. */
export function readIndexes(descriptor: number, size: number): readonly RecordPlace[] | undefined {
  const indexes: (readonly RecordPlace[])[] = [];
  let end = size;
  while (end > SEGMENT_MAGIC.length) {
    const found = readIndex(descriptor, end);
    if (!found) return undefined;
    indexes.push(found.records);
    end = found.start;
  }
  const magic = readBytes(descriptor, 0, SEGMENT_MAGIC.length);
  return magic.equals(SEGMENT_MAGIC) ? indexes.reverse().flat() : undefined;
}

/** Finds the records of a segment's bytes, checking every one. */
export function scanSegment(bytes: Buffer): SegmentContent {
  const records: RecordPlace[] = [];
  if (!bytes.subarray(0, SEGMENT_MAGIC.length).equals(SEGMENT_MAGIC)) return { records, goodBytes: 0 };
  let offset = SEGMENT_MAGIC.length;
  while (offset + HEADER <= bytes.length) {
    const length = PREFIX + bytes.readUInt32LE(offset);
    const item = bytes.subarray(offset, offset + length);
    if (!isIntact(item)) break;
    if (!isIndex(item)) {
      const key = item.toString('utf8', HEADER, HEADER + item.readUInt16LE(PREFIX));
      records.push({ fingerprint: fingerprintOf(key), offset, length });
    }
    offset += length;
  }
  return { records, goodBytes: offset };
}

/** Bytes of a file; fewer or none when the file is not what it was. */
export function readBytes(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
  } catch {
    return Buffer.alloc(0);
  }
}

/** The records that the index which ends at `end` names, and where the first of them starts. */
function readIndex(
  descriptor: number,
  end: number,
): { readonly start: number; readonly records: readonly RecordPlace[] } | undefined {
  const trailer = readBytes(descriptor, end - TRAILER, TRAILER);
  if (trailer.length < TRAILER) return undefined;
  const size = trailer.readUInt32LE(0);
  if (size < INDEX_HEADER + TRAILER || size > end - SEGMENT_MAGIC.length) return undefined;
  const index = readBytes(descriptor, end - size, size);
  if (!isIntact(index) || !isIndex(index)) return undefined;
  const start = index.readUInt32LE(HEADER) || SEGMENT_MAGIC.length;
  const records: RecordPlace[] = [];
  let offset = start;
  for (let at = INDEX_HEADER; at + ENTRY <= size - TRAILER; at += ENTRY) {
    const length = index.readUInt32LE(at + 8);
    records.push({ fingerprint: index.readDoubleLE(at), offset, length });
    offset += length;
  }
  return offset === end - size ? { start, records } : undefined;
}

function isIndex(item: Buffer): boolean {
  return item.readUInt16LE(PREFIX) === INDEX;
}

function sealed(item: Buffer): Buffer {
  item.writeUInt32LE(item.length - PREFIX, 0);
  item.writeUInt32LE(crc32(item.subarray(PREFIX)), 4);
  return item;
}
