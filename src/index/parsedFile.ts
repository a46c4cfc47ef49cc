import type { FileFacts } from '../facts/fileFacts.ts';
import { type PackedFacts, packFacts } from '../facts/packedFacts.ts';
import { digestOf } from './digest.ts';

/** What comes of parsing a text, as bytes. */
export interface ParsedFile {
  readonly facts: PackedFacts;
  /** See `readDigest`. */
  readonly digest: Uint8Array;
}

export function parsedFile(facts: FileFacts): ParsedFile {
  return { facts: packFacts(facts), digest: digestOf(facts) };
}
