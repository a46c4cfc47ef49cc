import type { RecordPlace } from './segment.ts';
import type { LoadedSegment, Segment } from './segmentFile.ts';

/** Where the record of each key lies. About 80 bytes a key, whatever the key's length. */
export class Places {
  readonly #slots = new Map<number, number>();
  readonly #segments: (Segment | undefined)[] = [];
  readonly #offsets: number[] = [];
  readonly #lengths: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  has(fingerprint: number): boolean {
    return this.#slots.has(fingerprint);
  }

  get(
    fingerprint: number,
  ): { readonly segment: Segment; readonly offset: number; readonly length: number } | undefined {
    const slot = this.#slots.get(fingerprint);
    if (slot === undefined) return undefined;
    const segment = this.#segments[slot];
    return segment && { segment, offset: this.#offsets[slot] ?? 0, length: this.#lengths[slot] ?? 0 };
  }

  /** The segment's records take the place of earlier ones of the same keys. */
  add({ segment, records }: LoadedSegment): void {
    for (const record of records) this.#set(segment, record);
  }

  delete(fingerprint: number): void {
    const slot = this.#slots.get(fingerprint);
    if (slot !== undefined) this.#segments[slot] = undefined;
    this.#slots.delete(fingerprint);
  }

  /** Forgets all records of some segments. */
  deleteSegments(gone: ReadonlySet<Segment>): void {
    for (const [fingerprint, slot] of this.#slots) {
      const segment = this.#segments[slot];
      if (segment && gone.has(segment)) this.delete(fingerprint);
    }
  }

  clear(): void {
    this.#slots.clear();
    this.#segments.length = 0;
    this.#offsets.length = 0;
    this.#lengths.length = 0;
  }

  #set(segment: Segment, { fingerprint, offset, length }: RecordPlace): void {
    const slot = this.#slots.get(fingerprint) ?? this.#segments.length;
    this.#slots.set(fingerprint, slot);
    this.#segments[slot] = segment;
    this.#offsets[slot] = offset;
    this.#lengths[slot] = length;
  }
}
