/**
 * Two independent 32-bit polynomial hashes of a text's UTF-16 units, together one of 64 bits. Of a text that follows
 * another one the hash can be made from the hashes of both, see {@link continued}.
 */
export interface TextHash {
  /** Unsigned. */
  readonly low: number;
  /** Unsigned. */
  readonly high: number;
}

const LOW = 0x9e3779b1;
const HIGH = 0x85ebca6b;
const SEED = 0x811c9dc5;

/** The lower half of {@link textHash} alone. */
export function lowHash(text: string): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, LOW) + text.charCodeAt(i)) | 0;
  return hash >>> 0;
}

export function textHash(text: string): TextHash {
  return both(text, SEED);
}

/** What {@link continued} needs of the second text. */
export function suffixHash(text: string): TextHash {
  return both(text, 0);
}

/** `textHash(a + b)` from `textHash(a)`, `suffixHash(b)`, and `b.length`. */
export function continued(first: TextHash, suffixLow: number, suffixHigh: number, length: number): TextHash {
  return {
    low: (Math.imul(first.low, power(LOW, length)) + suffixLow) >>> 0,
    high: (Math.imul(first.high, power(HIGH, length)) + suffixHigh) >>> 0,
  };
}

/** Spreads a hash over all 32 bits (the finaliser of MurmurHash3); unsigned, one to one. */
export function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function both(text: string, seed: number): TextHash {
  let low = seed;
  let high = seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = (Math.imul(low, LOW) + unit) | 0;
    high = (Math.imul(high, HIGH) + unit) | 0;
  }
  return { low: low >>> 0, high: high >>> 0 };
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>>= 1) {
    if (rest & 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}
