import { isIntact, type RecordPlace, readRecord } from './segment.ts';
import { createSegment, isAbandoned, type LoadedSegment, type Segment } from './segmentFile.ts';

export interface CompactLimits {
  /** Bytes on disk above which old records are dropped. */
  readonly maxBytes: number;
  /** Number of abandoned segments above which they are merged. */
  readonly maxSegments: number;
  /** Milliseconds without a sign of life after which a dead process's segment may be merged. */
  readonly abandonedAfter: number;
}

/** What compaction made of the store: `merged` replaces the segments in `gone`, which are not deleted yet. */
export interface Compaction {
  readonly merged: LoadedSegment;
  readonly gone: ReadonlySet<Segment>;
}

/**
 * Merges the segments of dead processes into a new one when they are too many or the store is over its bound.
 * The new segment is on disk before any old one may go, so a crash in between only leaves records twice.
 * @param current the segment from which each key is read: other copies of a record are dropped
 * @throws the file system's error
 */
export async function compactSegments(
  folder: string,
  segments: readonly LoadedSegment[],
  current: ReadonlyMap<string, { readonly segment: Segment }>,
  ownBytes: number,
  limits: CompactLimits,
): Promise<Compaction | undefined> {
  const abandoned: LoadedSegment[] = [];
  for (const loaded of segments) if (await isAbandoned(loaded.segment, limits.abandonedAfter)) abandoned.push(loaded);
  const total = ownBytes + sumBytes(segments);
  const tooLarge = total > limits.maxBytes;
  if (abandoned.length === 0 || (!tooLarge && abandoned.length <= limits.maxSegments)) return undefined;
  // A quarter of room, so that the next few writes do not make it necessary again.
  const room = tooLarge ? limits.maxBytes * 0.75 - (total - sumBytes(abandoned)) : Number.POSITIVE_INFINITY;
  const writer = await createSegment(folder);
  try {
    const records = await writer.append(readAll(newest(abandoned, current, room)));
    return { merged: { segment: writer.segment, records }, gone: new Set(abandoned.map(({ segment }) => segment)) };
  } finally {
    await writer.finish();
  }
}

interface Chosen {
  readonly segment: Segment;
  readonly place: RecordPlace;
}

/** The newest records that fit into `room` bytes, oldest first. */
function newest(
  segments: readonly LoadedSegment[],
  current: ReadonlyMap<string, { readonly segment: Segment }>,
  room: number,
): readonly Chosen[] {
  const chosen: Chosen[] = [];
  let left = room;
  for (const { segment, records } of [...segments].reverse()) {
    for (const place of [...records].reverse()) {
      if (current.get(place.key)?.segment !== segment) continue;
      left -= place.length;
      if (left < 0) return chosen.reverse();
      chosen.push({ segment, place });
    }
  }
  return chosen.reverse();
}

/** Reads one record at a time: a full store would not fit into memory comfortably. */
function* readAll(chosen: readonly Chosen[]): Generator<readonly [key: string, record: Buffer]> {
  for (const { segment, place } of chosen) {
    const record = readRecord(segment.descriptor, place);
    if (isIntact(record)) yield [place.key, record];
  }
}

function sumBytes(segments: readonly LoadedSegment[]): number {
  return segments.reduce((sum, { segment }) => sum + segment.bytes, 0);
}
