import { readSync } from 'node:fs';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A segment is a file of records, only ever appended to by the one process whose id its name bears:
 *
 *     8 bytes   magic
 *     records:  u32 length of what follows the checksum · u32 CRC-32 of it · u16 key length · u8 encoding · key · payload
 *
 * Numbers are little-endian. A reader stops at the first record that is torn or fails its checksum.
 */
export const SEGMENT_MAGIC = Buffer.from('CairnF1\n', 'latin1');

/** Where a record lies in its segment. */
export interface RecordPlace {
  readonly key: string;
  /** Of the whole record, from the segment's start. */
  readonly offset: number;
  readonly length: number;
}

export interface SegmentContent {
  readonly records: readonly RecordPlace[];
  /** Bytes up to the end of the last good record. */
  readonly goodBytes: number;
}

const PREFIX = 8;
const HEADER = PREFIX + 3;
const ENCODING = { plain: 0, deflated: 1 };
/** Below this a payload is stored as it is: deflating it costs more than it saves. */
const DEFLATE_FROM = 512;

/** One record for these bytes. */
export function encodeRecord(key: string, value: Uint8Array): Buffer {
  const deflate = value.length >= DEFLATE_FROM;
  const payload = deflate ? deflateRawSync(value, { level: 1 }) : value;
  const keyBytes = Buffer.from(key, 'utf8');
  const record = Buffer.alloc(HEADER + keyBytes.length + payload.length);
  record.writeUInt32LE(record.length - PREFIX, 0);
  record.writeUInt16LE(keyBytes.length, PREFIX);
  record.writeUInt8(deflate ? ENCODING.deflated : ENCODING.plain, PREFIX + 2);
  keyBytes.copy(record, HEADER);
  record.set(payload, HEADER + keyBytes.length);
  record.writeUInt32LE(crc32(record.subarray(PREFIX)), 4);
  return record;
}

/** The value of a record; `undefined` when the record is damaged or belongs to another key. */
export function decodeRecord(record: Buffer, key: string): Uint8Array | undefined {
  if (!isIntact(record)) return undefined;
  const keyEnd = HEADER + record.readUInt16LE(PREFIX);
  if (record.toString('utf8', HEADER, keyEnd) !== key) return undefined;
  const payload = record.subarray(keyEnd);
  try {
    return record[PREFIX + 2] === ENCODING.deflated ? inflateRawSync(payload) : payload;
  } catch {
    return undefined;
  }
}

/** Whether these bytes are exactly one record that passes its checksum. */
export function isIntact(record: Buffer): boolean {
  if (record.length < HEADER || record.length !== PREFIX + record.readUInt32LE(0)) return false;
  if (HEADER + record.readUInt16LE(PREFIX) > record.length) return false;
  return crc32(record.subarray(PREFIX)) === record.readUInt32LE(4);
}

/** Finds the records of a segment's bytes, checking every one. */
export function scanSegment(bytes: Buffer): SegmentContent {
  const records: RecordPlace[] = [];
  if (!bytes.subarray(0, SEGMENT_MAGIC.length).equals(SEGMENT_MAGIC)) return { records, goodBytes: 0 };
  let offset = SEGMENT_MAGIC.length;
  while (offset + HEADER <= bytes.length) {
    const length = PREFIX + bytes.readUInt32LE(offset);
    const record = bytes.subarray(offset, offset + length);
    if (!isIntact(record)) break;
    records.push({ key: record.toString('utf8', HEADER, HEADER + record.readUInt16LE(PREFIX)), offset, length });
    offset += length;
  }
  return { records, goodBytes: offset };
}

/** The bytes of a record; shorter or empty when the file is not what it was. */
export function readRecord(descriptor: number, place: RecordPlace): Buffer {
  const record = Buffer.allocUnsafe(place.length);
  try {
    return record.subarray(0, readSync(descriptor, record, 0, place.length, place.offset));
  } catch {
    return Buffer.alloc(0);
  }
}
