import { isAscii, isUtf8 } from 'node:buffer';

/** How much of a text is looked at to tell its encoding. */
const HEAD_BYTES = 4096;

/**
 * Text of a file's bytes; never throws. A byte-order mark is dropped, line ends stay as they are.
 * UTF-16 is known by its mark or by NULs in every other byte; bytes that are not valid UTF-8 are read as Latin-1.
 */
export function decode(bytes: Uint8Array): string {
  const order = utf16Order(bytes);
  if (order) return new TextDecoder(order).decode(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer) || !isUtf8(buffer)) return buffer.toString('latin1');
  return buffer.toString('utf8', hasUtf8Mark(buffer) ? 3 : 0);
}

/** Which UTF-16 the bytes are, if any. */
export function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, HEAD_BYTES) & ~1;
  if (length < 4 || !bytes.subarray(0, length).includes(0)) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  // Mostly Latin letters: one byte of nearly every pair is NUL, the other never.
  const most = length * 0.35;
  if (even === 0 && odd > most) return 'utf-16le';
  if (odd === 0 && even > most) return 'utf-16be';
  return undefined;
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
