import { pathKey } from '../base/paths.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { plainFacts } from '../facts/packedFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import { digestOf, readDigest } from '../index/digest.ts';
import type { StoredFacts } from '../index/storedFacts.ts';
import type { MemoryStatus } from './api.ts';

/**
 * How much of a file's facts the index keeps. `symbols`: what it defines, imports and says, not what it refers to.
 * `words`: only its words, as of a file in a language that no grammar knows.
 */
export type FactsLevel = 'full' | 'symbols' | 'words';

/** Keeps the index within its memory budget: no file is left out, but the later ones are known less well. */
export interface MemoryLevels {
  /** The level at which a file that is read now is kept; `near` files are always kept whole. */
  level(near: boolean): FactsLevel;
  /** The facts at this level; remembers which files are not whole. */
  keep(source: SourceFile, facts: StoredFacts, level: FactsLevel): StoredFacts;
  /** Whether the file is in the index with less than all its facts. */
  isReduced(key: string): boolean;
  forget(key: string): void;
  /** Begins anew, with an empty index. */
  clear(): void;
  status(): MemoryStatus;
}

/** Shares of the budget from which on only symbols, and only words, are kept: the rest is for answering. */
const SYMBOLS_FROM = 0.7;
const WORDS_FROM = 0.85;
const MEGABYTE = 1024 * 1024;

/**
 * @param budget bytes
 * @param used bytes that the process takes now
 */
export function createMemoryLevels(budget: number, used: () => number): MemoryLevels {
  const reduced = new Map<string, FactsLevel>();
  return {
    level(near) {
      const share = near ? 0 : used() / budget;
      return share < SYMBOLS_FROM ? 'full' : share < WORDS_FROM ? 'symbols' : 'words';
    },
    keep({ path }, facts, level) {
      const key = pathKey(path);
      const less = level === 'full' || facts.digest.language === 'text' ? undefined : reducedFacts(facts, level);
      if (!less) {
        reduced.delete(key);
        return facts;
      }
      reduced.set(key, level);
      return less;
    },
    isReduced: key => reduced.has(key),
    forget: key => void reduced.delete(key),
    clear: () => reduced.clear(),
    status() {
      const files = { symbols: 0, words: 0 };
      for (const level of reduced.values()) if (level !== 'full') files[level] += 1;
      return { budget: Math.round(budget / MEGABYTE), used: Math.round(used() / MEGABYTE), ...files };
    },
  };
}

/** What the index holds of every file is the digest: the less the facts say, the smaller it is. */
function reducedFacts(stored: StoredFacts, level: Exclude<FactsLevel, 'full'>): StoredFacts | undefined {
  const reduce = level === 'symbols' ? symbolsOf : wordsOf;
  const facts = stored.load();
  const digest = facts && readDigest(digestOf(reduce(facts)));
  if (!digest) return undefined;
  const load = (): FileFacts | undefined => {
    const whole = stored.load();
    return whole && reduce(whole);
  };
  return { digest, load };
}

function symbolsOf(facts: FileFacts): FileFacts {
  return { ...plainFacts(facts), references: [], bindings: [], blocks: [] };
}

function wordsOf(facts: FileFacts): FileFacts {
  return { ...symbolsOf(facts), symbols: [], imports: [], exports: [] };
}
