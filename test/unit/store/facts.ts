import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { packFacts } from '../../../src/facts/packedFacts.ts';

/** Facts that differ for each name, of a size that depends on it. */
export function factsFor(name: string): FileFacts {
  const terms = Array.from({ length: name.length * 40 }, (_, i) => `${name}${i}`);
  return {
    language: 'python',
    lines: name.length,
    parseErrors: 0,
    symbols: [],
    imports: [],
    exports: [],
    references: [],
    bindings: [],
    blocks: [[1, 2]],
    terms,
    termCounts: terms.map((_, i) => i),
  };
}

/** Packed, in a form that compares equal whatever buffer it lies in. */
export function packedFor(name: string): Uint8Array {
  return packFacts(factsFor(name));
}

/** Byte by byte: the general comparison takes ten milliseconds for facts of this size. */
export function isPackedFor(name: string, found: Uint8Array | undefined): boolean {
  return found !== undefined && Buffer.compare(found, packedFor(name)) === 0;
}
