import type { FileFacts } from '../facts/fileFacts.ts';
import { type Digest, digestOf, readDigest } from './digest.ts';

/** A file's facts, kept elsewhere. */
export interface StoredFacts {
  readonly digest: Digest;
  /** Decodes the facts anew; `undefined` when they are lost. Synchronous, never throws. */
  readonly load: () => FileFacts | undefined;
}

/** Facts that are held in memory for as long as the answer is: for small workspaces and for tests. */
export function heldFacts(facts: FileFacts): StoredFacts {
  const digest = readDigest(digestOf(facts));
  if (!digest) throw new Error('A digest that was just made cannot be read');
  return { digest, load: () => facts };
}
