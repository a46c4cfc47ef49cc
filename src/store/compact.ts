import type { Places } from './places.ts';
import { isIntact, type RecordPlace, readBytes } from './segment.ts';
import {
  adopt,
  createSegment,
  type EncodedRecord,
  isAbandoned,
  type LoadedSegment,
  type Segment,
} from './segmentFile.ts';

export interface CompactLimits {
  /** Bytes on disk above which records are dropped: first those that no manifest names, and of them the oldest. */
  readonly maxBytes: number;
  /** Number of abandoned segments above which they are merged. */
  readonly maxSegments: number;
  /** Milliseconds without a sign of life after which a dead process's segment may be merged. */
  readonly abandonedAfter: number;
}

/** What compaction made of the store: `merged` replaces the segments in `gone`, which are deleted. */
export interface Compaction {
  readonly merged: LoadedSegment;
  readonly gone: ReadonlySet<Segment>;
}

export interface CompactParts {
  readonly folder: string;
  readonly segments: readonly Segment[];
  /** Where each key is read: other copies of its record are dropped. */
  readonly places: Places;
  /** Bytes of the segment to which this process writes. */
  readonly ownBytes: number;
  readonly limits: CompactLimits;
  /** Fingerprints of the keys that a manifest names. */
  readonly named: () => Promise<ReadonlySet<number>>;
  readonly log: { info(message: string): void };
}

/**
 * Merges the segments of dead processes into a new one when they are too many or the store is over its bound.
 * The new segment is on disk before any old one goes, so a crash in between only leaves records twice.
 * @throws the file system's error
 */
export async function compactSegments(parts: CompactParts): Promise<Compaction | undefined> {
  const { folder, segments, limits, log } = parts;
  const abandoned: Segment[] = [];
  for (const segment of segments) if (await isAbandoned(segment.file, limits.abandonedAfter)) abandoned.push(segment);
  const total = parts.ownBytes + sumBytes(segments);
  const tooLarge = total > limits.maxBytes;
  if (abandoned.length === 0 || (!tooLarge && abandoned.length <= limits.maxSegments)) return undefined;
  const writer = await createSegment(folder);
  const adopted = new Map<Segment, LoadedSegment>();
  let merged: LoadedSegment | undefined;
  try {
    for (const segment of abandoned) {
      const taken = await adopt(segment, log);
      if (taken) adopted.set(segment, taken);
    }
    const taken = [...adopted.values()].map(({ segment }) => segment);
    const candidates = currentRecords(adopted, parts.places);
    // A quarter of room, so that the next few writes do not make it necessary again.
    const room = limits.maxBytes * 0.75 - (total - sumBytes(taken));
    const records = await writer.append(readAll(tooLarge ? newest(candidates, await parts.named(), room) : candidates));
    if (!records) return undefined;
    merged = { segment: writer.segment, records };
    for (const segment of taken) await segment.remove();
    return { merged, gone: new Set(adopted.keys()) };
  } finally {
    for (const { segment } of adopted.values()) segment.close();
    await writer.finish();
    if (!merged) await writer.segment.remove();
  }
}

interface Candidate {
  readonly segment: Segment;
  readonly place: RecordPlace;
}

/** Each key's record once, oldest first. @param adopted by the segment as it was opened */
function currentRecords(adopted: ReadonlyMap<Segment, LoadedSegment>, places: Places): readonly Candidate[] {
  const current = new Map<number, Candidate>();
  for (const [before, { segment, records }] of adopted) {
    for (const place of records) {
      const known = places.get(place.fingerprint)?.segment;
      // A key that is not known was written after this process had opened the segment, or is damaged.
      if (known === undefined || known === before) current.set(place.fingerprint, { segment, place });
    }
  }
  return [...current.values()];
}

/** What fits into `room` bytes, oldest first: of the named records the newest, then of the others. */
function newest(candidates: readonly Candidate[], named: ReadonlySet<number>, room: number): readonly Candidate[] {
  const isNamed = ({ place }: Candidate) => named.has(place.fingerprint);
  const byWorth = [...candidates.filter(each => !isNamed(each)), ...candidates.filter(isNamed)].reverse();
  const kept = new Set<Candidate>();
  let left = room;
  for (const candidate of byWorth) {
    left -= candidate.place.length;
    if (left < 0) break;
    kept.add(candidate);
  }
  return candidates.filter(each => kept.has(each));
}

/** Reads one record at a time: a full store would not fit into memory comfortably. */
function* readAll(chosen: readonly Candidate[]): Generator<EncodedRecord> {
  for (const { segment, place } of chosen) {
    const record = readBytes(segment.descriptor, place.offset, place.length);
    if (isIntact(record)) yield [place.fingerprint, record];
  }
}

function sumBytes(segments: readonly Segment[]): number {
  return segments.reduce((sum, { bytes }) => sum + bytes, 0);
}
