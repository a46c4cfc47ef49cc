import { spread } from '../base/textHash.ts';

/** The files of one word: `size` entries of `entries` from `start`, in the order of their files. See {@link entryOf}. */
export interface PostingList {
  readonly entries: Uint32Array;
  readonly start: number;
  readonly size: number;
}

/** Entries in a page of the pool; longer lists have pages of their own. */
const PAGE = 2 ** 15;
const PAGE_BITS = 15;
const INITIAL_CAPACITY = 2 ** 10;
const MOST_FILLED = 0.8;
const GROWTH = 1.4;
const NONE: PostingList = { entries: new Uint32Array(0), start: 0, size: 0 };

/** A file (0 … 2^24 - 1) with a number of one byte, as a list holds it. */
function entryOf(file: number, byte: number): number {
  return ((file << 8) | byte) >>> 0;
}
export function fileOfEntry(entry: number): number {
  return entry >>> 8;
}
export function byteOfEntry(entry: number): number {
  return entry & 0xff;
}

/** Words of a place in the table: two hashes, where the list is, and its size. */
const WIDTH = 4;
const HIGH = 1;
const START = 2;
const SIZE = 3;

/**
 * Words to lists of files, without an object for either: 16 bytes for a place in the table, 4 for a file that is not a
 * word's only one. Words are known by 63 bits of their hash. Lists live in pages, in chunks of a few sizes that are used
 * again.
 */
export class Postings {
  /**
   * An open hash table. Of a place, the second word is 0 where nothing ever stood, the size is 0 where a list has become
   * empty; the start is the list's address in the pages, or the entry itself of a list of one.
   */
  #table = new Uint32Array(INITIAL_CAPACITY * WIDTH);
  #capacity = INITIAL_CAPACITY;
  #taken = 0;
  readonly #pages: Uint32Array[] = [];
  #pageFill = PAGE;
  #sharedPage = 0;
  /** Addresses of chunks that are free, by the class of their size. */
  readonly #free: number[][] = [];
  #hashLow = 0;
  #hashHigh = 0;

  /** The list of a word; valid until the next change. */
  find(word: string): PostingList {
    const place = this.#placeOf(word);
    const size = this.#table[place + SIZE] ?? 0;
    const start = this.#table[place + START] ?? 0;
    if (size === 0) return NONE;
    if (size === 1) return { entries: Uint32Array.of(start), start: 0, size };
    return { entries: this.#page(start), start: start % PAGE, size };
  }

  /** Sets the byte (0 … 255) of a file in the list of a word. */
  set(word: string, file: number, byte: number): void {
    if (this.#taken > MOST_FILLED * this.#capacity) this.#rehash();
    const place = this.#placeOf(word);
    const entry = entryOf(file, byte);
    const size = this.#table[place + SIZE] ?? 0;
    const only = this.#table[place + START] ?? 0;
    if (size === 0 || (size === 1 && fileOfEntry(only) === file)) {
      if (this.#table[place + HIGH] === 0) this.#take(place);
      this.#table[place + SIZE] = 1;
      this.#table[place + START] = entry;
      return;
    }
    const at = size === 1 ? Number(fileOfEntry(only) < file) : this.#find(place, file);
    if (at < size && size > 1) {
      const entries = this.#page(only);
      const found = (only % PAGE) + at;
      if (fileOfEntry(entries[found] ?? 0) === file) {
        entries[found] = entry;
        return;
      }
    }
    this.#resize(place, size + 1);
    const address = this.#table[place + START] ?? 0;
    const entries = this.#page(address);
    const start = address % PAGE;
    if (at < size) entries.copyWithin(start + at + 1, start + at, start + size);
    entries[start + at] = entry;
  }

  delete(word: string, file: number): void {
    const place = this.#placeOf(word);
    const size = this.#table[place + SIZE] ?? 0;
    const address = this.#table[place + START] ?? 0;
    if (size < 2) {
      if (size === 1 && fileOfEntry(address) === file) this.#table[place + SIZE] = 0;
      return;
    }
    const at = this.#find(place, file);
    const entries = this.#page(address);
    const start = address % PAGE;
    if (at === size || fileOfEntry(entries[start + at] ?? 0) !== file) return;
    entries.copyWithin(start + at, start + at + 1, start + size);
    this.#resize(place, size - 1);
  }

  /** Takes files out of all lists; goes through everything once. */
  deleteFiles(files: ReadonlySet<number>): void {
    for (let place = 0; place < this.#table.length; place += WIDTH) {
      const size = this.#table[place + SIZE] ?? 0;
      const address = this.#table[place + START] ?? 0;
      if (size < 2) {
        if (size === 1 && files.has(fileOfEntry(address))) this.#table[place + SIZE] = 0;
        continue;
      }
      const entries = this.#page(address);
      const start = address % PAGE;
      let kept = 0;
      for (let i = start; i < start + size; i++) {
        const entry = entries[i] ?? 0;
        if (!files.has(fileOfEntry(entry))) entries[start + kept++] = entry;
      }
      if (kept < size) this.#resize(place, kept);
    }
  }

  /** Bytes that the table and the pages take. */
  get bytes(): number {
    return this.#table.byteLength + this.#pages.reduce((sum, page) => sum + page.byteLength, 0);
  }

  /** Where `file` stands or would stand in a list of two or more; most are appended. */
  #find(place: number, file: number): number {
    const size = this.#table[place + SIZE] ?? 0;
    const address = this.#table[place + START] ?? 0;
    const entries = this.#page(address);
    const start = address % PAGE;
    return fileOfEntry(entries[start + size - 1] ?? 0) < file ? size : lowerBound(entries, start, size, file);
  }

  #page(address: number): Uint32Array {
    return this.#pages[address >>> PAGE_BITS] ?? NONE.entries;
  }

  /** Gives the list room for `size` entries, the first of which are those that it has. */
  #resize(place: number, size: number): void {
    const before = this.#table[place + SIZE] ?? 0;
    this.#table[place + SIZE] = size;
    if (classOf(before) === classOf(size)) return;
    const start = this.#table[place + START] ?? 0;
    const old = before < 2 ? Uint32Array.of(start) : this.#page(start);
    const from = before < 2 ? 0 : start % PAGE;
    if (size < 2) this.#table[place + START] = old[from] ?? 0;
    else {
      const address = this.#allocate(size);
      this.#page(address).set(old.subarray(from, from + Math.min(before, size)), address % PAGE);
      this.#table[place + START] = address;
    }
    if (before >= 2) this.#freeOf(before).push(start);
  }

  #allocate(size: number): number {
    const free = this.#freeOf(size).pop();
    if (free !== undefined) return free;
    const capacity = capacityOf(size);
    if (capacity > PAGE) return (this.#pages.push(new Uint32Array(capacity)) - 1) * PAGE;
    if (this.#pageFill + capacity > PAGE) {
      this.#sharedPage = this.#pages.push(new Uint32Array(PAGE)) - 1;
      this.#pageFill = 0;
    }
    const address = this.#sharedPage * PAGE + this.#pageFill;
    this.#pageFill += capacity;
    return address;
  }

  #freeOf(size: number): number[] {
    const chunks = classOf(size);
    const known = this.#free[chunks] ?? [];
    this.#free[chunks] = known;
    return known;
  }

  /** Offset in the table of the word's place, or of the place where it would stand. */
  #placeOf(word: string): number {
    this.#hash(word);
    const table = this.#table;
    for (let place = this.#home(this.#hashLow); ; place = this.#next(place)) {
      const high = table[place + HIGH];
      if (high === 0 || (high === this.#hashHigh && table[place] === this.#hashLow)) return place;
    }
  }

  #home(hash: number): number {
    return WIDTH * Math.floor((hash / 2 ** 32) * this.#capacity);
  }

  #next(place: number): number {
    return place + WIDTH === this.#table.length ? 0 : place + WIDTH;
  }

  #take(place: number): void {
    this.#table[place] = this.#hashLow;
    this.#table[place + HIGH] = this.#hashHigh;
    this.#taken++;
  }

  /** Makes room, and forgets words without files. */
  #rehash(): void {
    const old = this.#table;
    let kept = 0;
    for (let from = SIZE; from < old.length; from += WIDTH) if (old[from] !== 0) kept++;
    this.#capacity = Math.ceil((GROWTH * kept) / MOST_FILLED) + INITIAL_CAPACITY;
    this.#table = new Uint32Array(this.#capacity * WIDTH);
    this.#taken = kept;
    for (let from = 0; from < old.length; from += WIDTH) {
      if (old[from + SIZE] === 0) continue;
      let place = this.#home(old[from] ?? 0);
      while (this.#table[place + HIGH] !== 0) place = this.#next(place);
      for (let word = 0; word < WIDTH; word++) this.#table[place + word] = old[from + word] ?? 0;
    }
  }

  /** Two hashes of a word (FNV-1a and a polynomial), spread by the finaliser of MurmurHash3. */
  #hash(word: string): void {
    let first = 0x811c9dc5;
    let second = 0;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      first = Math.imul(first ^ unit, 0x01000193);
      second = (Math.imul(second, 0x9e3779b1) + unit) | 0;
    }
    this.#hashLow = spread(first);
    this.#hashHigh = (spread(second) | 1) >>> 0;
  }
}

/** Position in the list of the first entry of `file` or a later one. */
function lowerBound(entries: Uint32Array, start: number, size: number, file: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fileOfEntry(entries[start + middle] ?? 0) < file) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The byte of a file in a list; `undefined` when it is not there. */
export function byteIn({ entries, start, size }: PostingList, file: number): number | undefined {
  const at = lowerBound(entries, start, size, file);
  const entry = entries[start + at] ?? 0;
  return at < size && fileOfEntry(entry) === file ? byteOfEntry(entry) : undefined;
}

/** Chunks have room for 2, 3, 4, 6, 8, 12, 16, … entries: 1 and 0 need none. */
function classOf(size: number): number {
  if (size < 2) return 0;
  const bits = 32 - Math.clz32(size - 1);
  return 2 * bits - (bits > 1 && size <= 3 << (bits - 2) ? 1 : 0);
}

function capacityOf(size: number): number {
  const chunks = classOf(size);
  if (chunks === 0) return 0;
  return chunks & 1 ? 3 << (((chunks + 1) >> 1) - 2) : 1 << (chunks >> 1);
}
