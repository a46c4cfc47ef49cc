import type { FileFacts } from '../facts/fileFacts.ts';
import { createFileScope, type FileScope } from './resolve/fileScope.ts';

/** Decoded facts of one file. */
export interface DecodedFacts {
  readonly facts: FileFacts;
  readonly scope: FileScope;
}

/** Decodes facts when they are asked, and forgets those that were not asked for longest. */
export interface FactsCache {
  /** A place for one file's facts, which take about `weight` bytes when decoded. */
  slot(weight: number, load: () => FileFacts): () => DecodedFacts;
}

/** Part of the capacity that is kept when there is too much: rare sweeps cost less than an order by use. */
const KEPT_SHARE = 0.7;

interface Slot {
  readonly weight: number;
  decoded: Decoded | undefined;
  /** When it was last asked, in questions. */
  used: number;
}

class Decoded implements DecodedFacts {
  readonly facts: FileFacts;
  #scope: FileScope | undefined;

  constructor(facts: FileFacts) {
    this.facts = facts;
  }

  get scope(): FileScope {
    this.#scope ??= createFileScope(this.facts);
    return this.#scope;
  }
}

/** @param capacity bytes of decoded facts that are kept; whoever holds an answer keeps it alive beyond that */
export function createFactsCache(capacity: number): FactsCache {
  let clock = 0;
  let size = 0;
  let filled: Slot[] = [];

  function sweep(latest: Slot): void {
    filled.sort((a, b) => b.used - a.used);
    const kept: Slot[] = [];
    size = 0;
    for (const slot of filled) {
      // The one that was just asked is kept even when it alone is too large: asking again is likely.
      if (slot === latest || size + slot.weight <= capacity * KEPT_SHARE) {
        kept.push(slot);
        size += slot.weight;
      } else slot.decoded = undefined;
    }
    filled = kept;
  }

  return {
    slot(weight, load) {
      const slot: Slot = { weight, decoded: undefined, used: 0 };
      return () => {
        slot.used = ++clock;
        if (slot.decoded) return slot.decoded;
        const decoded = new Decoded(load());
        slot.decoded = decoded;
        filled.push(slot);
        size += weight;
        if (size > capacity) sweep(slot);
        return decoded;
      };
    },
  };
}
