import { packFacts } from '../../../src/facts/packedFacts.ts';

/** For workers that stand in for the real one: packed facts that can be told by their language. */
export function packedFor(language: string): Uint8Array {
  return packFacts({
    language,
    lines: 1,
    parseErrors: 0,
    symbols: [],
    imports: [],
    exports: [],
    references: [],
    bindings: [],
    blocks: [],
    terms: [],
    termCounts: [],
  });
}
