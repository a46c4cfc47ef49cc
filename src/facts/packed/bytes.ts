/** Grows as numbers are appended. Integers are LEB128: seven bits a byte, the lowest first. */
export class ByteWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** An integer from 0 to 2³² - 1. */
  unsigned(value: number): void {
    if (this.#length + 5 > this.#bytes.length) this.#grow(5);
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** An integer of 32 bits, small ones of either sign in few bytes. */
  signed(value: number): void {
    this.unsigned((value << 1) ^ (value >> 31));
  }

  bytes(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends the text as Latin-1 if it is, else as UTF-16 (any text, unpaired surrogates too); says whether it is wide. */
  text(text: string): boolean {
    const { length } = text;
    if (this.#length + 2 * length > this.#bytes.length) this.#grow(2 * length);
    const start = this.#length;
    const bytes = this.#bytes;
    let seen = 0;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      bytes[start + i] = code;
      seen |= code;
    }
    const wide = seen > 0xff;
    if (wide) {
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(i);
        bytes[start + 2 * i] = code;
        bytes[start + 2 * i + 1] = code >> 8;
      }
    }
    this.#length += wide ? 2 * length : length;
    return wide;
  }

  /** What was written; valid until more is. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(room: number): void {
    const larger = new Uint8Array(2 * this.#bytes.length + room);
    larger.set(this.written());
    this.#bytes = larger;
  }
}

/** Reads what a {@link ByteWriter} wrote. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  /** Offset of the next byte. */
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @throws RangeError past the last byte */
  unsigned(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let shift = 7; ; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** @throws RangeError past the last byte */
  signed(): number {
    const value = this.unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new RangeError('Packed facts end too early');
    return byte;
  }
}
