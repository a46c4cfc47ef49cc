import { ByteReader, ByteWriter } from './bytes.ts';

/** Numbers texts in the order in which they are first met. */
export class TextTable {
  readonly #ids = new Map<string, number>();

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }

  texts(): readonly string[] {
    return [...this.#ids.keys()];
  }
}

/** Count · for each text its length and whether it is wide · all of them, joined. */
export function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  const joined = new ByteWriter();
  writer.unsigned(texts.length);
  for (const text of texts) writer.unsigned(2 * text.length + (joined.text(text) ? 1 : 0));
  writer.bytes(joined.written());
}

/** V8 makes a longer substring a view, which would keep the joined text of the whole file alive. */
const COPIED_BELOW = 13;

/** The texts that {@link writeTexts} wrote, each made when it is first asked for. */
export class Texts {
  readonly #bytes: Buffer;
  /** Twice the length of each, plus 1 if it is wide. */
  readonly #sizes: readonly number[];
  readonly #starts: readonly number[];
  readonly #made: string[];
  /** All bytes as Latin-1: the texts that are no wide ones lie in it at their offsets. */
  readonly #joined: string;

  /** Offset in the bytes behind the last text. */
  readonly end: number;

  constructor(bytes: Buffer, start: number) {
    const reader = new ByteReader(bytes, start);
    const count = reader.unsigned();
    const sizes: number[] = [];
    const starts: number[] = [];
    let offset = 0;
    for (let id = 0; id < count; id++) {
      const size = reader.unsigned();
      sizes.push(size);
      starts.push(offset);
      offset += size & 1 ? size - 1 : size >>> 1;
    }
    this.end = reader.at + offset;
    this.#bytes = bytes.subarray(reader.at, this.end);
    this.#joined = this.#bytes.toString('latin1');
    this.#sizes = sizes;
    this.#starts = starts;
    this.#made = new Array<string>(count);
  }

  get count(): number {
    return this.#sizes.length;
  }

  /** @throws RangeError when there is no such text */
  get(id: number): string {
    const made = this.#made[id];
    if (made !== undefined) return made;
    const text = this.#make(id);
    this.#made[id] = text;
    return text;
  }

  all(): readonly string[] {
    return this.#sizes.map((_, id) => this.get(id));
  }

  #make(id: number): string {
    const size = this.#sizes[id];
    const start = this.#starts[id];
    if (size === undefined || start === undefined) throw new RangeError(`Packed facts have no text ${id}`);
    if (size & 1) return this.#bytes.toString('utf16le', start, start + size - 1);
    const end = start + (size >>> 1);
    return end - start < COPIED_BELOW ? this.#joined.slice(start, end) : this.#bytes.toString('latin1', start, end);
  }
}
