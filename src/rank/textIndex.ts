import type { FileId } from '../index/snapshot.ts';
import { byteIn, byteOfEntry, fileOfEntry, type PostingList, Postings } from './postings.ts';

/** The words of one document: sorted terms and how often each occurs, parallel arrays. */
export interface TermList {
  readonly terms: readonly string[];
  readonly counts: readonly number[];
}

export interface QueryTerm {
  readonly term: string;
  /** Weight of the term in the query, already saturated; more is more important. */
  readonly weight: number;
}

/** One document that matches, and the query terms that contributed most, the best first. */
export interface TextMatch {
  readonly file: FileId;
  readonly score: number;
  readonly terms: readonly string[];
}

/** An inverted index over files. A keystroke touches the postings of the words that it changes. */
export interface TextIndex {
  /** Takes the words `after` in place of `before`, which are those given last; absent: the file was not or is not there. */
  replace(file: FileId, before: TermList | undefined, after: TermList | undefined): void;
  /** Takes out files whose words are not known any more; goes through everything once. */
  forget(files: ReadonlySet<FileId>): void;
  /** Whether `words` may be what was given for this file: their number is that of then. */
  isLike(file: FileId, words: TermList): boolean;
  /**
   * BM25 (Robertson and Zaragoza 2009, with the never-negative idf of Lucene) of all files but `seed`.
   * At most `limit` matches, best first, ties by `orderOf`.
   */
  search(query: readonly QueryTerm[], seed: FileId, limit: number, orderOf: (file: FileId) => number): TextMatch[];
  /** Bytes that it takes. */
  readonly bytes: number;
}

export interface Bm25Parameters {
  /** Saturation of the term's frequency in a document. */
  readonly k1: number;
  /** 0: length is ignored; 1: scores are per word. */
  readonly b: number;
}

/** Terms that a match reports. */
const REPORTED_TERMS = 3;

interface WeightedTerm {
  readonly term: string;
  readonly list: PostingList;
  readonly weight: number;
}

interface Share {
  readonly term: string;
  readonly share: number;
}

/** In a list that is longer than this many times the documents to look up, they are searched; others are read through. */
const LONG = 10;
/** A list of fewer documents is read faster than it is weighed whether to. */
const SHORT = 1000;
/** The bar is looked at again when so much of what was left is left. */
const CHECK_AGAIN = 0.8;
/** Sums may be off by as much as they are rounded. */
const ROUNDING = 1 - 1e-9;

export function createTextIndex({ k1, b }: Bm25Parameters): TextIndex {
  const postings = new Postings();
  /** Words of each document, repetitions counted. */
  let lengths = new Uint32Array(64);
  let norms = new Float64Array(0);
  let scores = new Float64Array(0);
  let documents = 0;
  let totalLength = 0;

  function replace(file: FileId, before: TermList | undefined, after: TermList | undefined): void {
    const { terms: old = [], counts: oldCounts = [] } = before ?? {};
    const { terms = [], counts = [] } = after ?? {};
    for (let i = 0, j = 0; i < old.length || j < terms.length; ) {
      const gone = old[i];
      const come = terms[j];
      if (come === undefined || (gone !== undefined && gone < come)) {
        postings.delete(gone ?? '', file);
        i++;
        continue;
      }
      const same = gone === come;
      if (!same || oldCounts[i] !== counts[j]) postings.set(come, file, byteOfCount(counts[j] ?? 0));
      if (same) i++;
      j++;
    }
    if (file >= lengths.length) lengths = grown(lengths, file + 1);
    totalLength -= lengths[file] ?? 0;
    lengths[file] = sum(counts);
    totalLength += lengths[file] ?? 0;
    documents += (after ? 1 : 0) - (before ? 1 : 0);
    norms = new Float64Array(0);
  }

  function forget(files: ReadonlySet<FileId>): void {
    postings.deleteFiles(files);
    for (const file of files) {
      totalLength -= lengths[file] ?? 0;
      lengths[file] = 0;
    }
    documents -= files.size;
    norms = new Float64Array(0);
  }

  function search(
    query: readonly QueryTerm[],
    seed: FileId,
    limit: number,
    orderOf: (file: FileId) => number,
  ): TextMatch[] {
    if (documents === 0) return [];
    prepare();
    const weighted: WeightedTerm[] = [];
    for (const { term, weight } of query) {
      const list = postings.find(term);
      const frequency = list.size - (byteIn(list, seed) === undefined ? 0 : 1);
      if (frequency <= 0) continue;
      const idf = Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
      weighted.push({ term, list, weight: weight * idf * (k1 + 1) });
    }
    const best = bestOf(scoreAll(weighted, seed, limit), scores, limit, orderOf);
    const terms = topTerms(weighted, best);
    return best.map((file, i) => ({ file, score: scores[file] ?? 0, terms: terms[i] ?? [] }));
  }

  function prepare(): void {
    if (norms.length !== lengths.length) {
      const average = totalLength / documents || 1;
      norms = new Float64Array(lengths.length);
      for (let file = 0; file < norms.length; file++) norms[file] = k1 * (1 - b + (b * (lengths[file] ?? 0)) / average);
    }
    if (scores.length === lengths.length) scores.fill(0);
    else scores = new Float64Array(lengths.length);
  }

  /**
   * Adds up the scores and gives the documents that can be among the best `limit`, all if undefined (Turtle and Flood 1995, "max score"):
   * terms that can give most come first, and once what is left cannot lift a new document over the worst of the best so
   * far, only those that are in reach are looked up. Common words, whose lists are longest, give least.
   */
  function scoreAll(weighted: readonly WeightedTerm[], seed: FileId, limit: number): readonly FileId[] | undefined {
    const terms = [...weighted].sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
    let left = terms.reduce((total, { weight }) => total + weight, 0);
    let checkAt = left / 2;
    let inReach: FileId[] | undefined;
    for (const term of terms) {
      if (left < checkAt && term.list.size > SHORT) {
        scores[seed] = 0;
        const bar = lastOfBest(inReach, limit);
        if (bar > left) inReach = reachable(inReach, bar - left);
        checkAt = left * CHECK_AGAIN;
      }
      if (inReach && term.list.size > LONG * inReach.length) for (const file of inReach) addScore(term, file);
      else addScores(term);
      left -= term.weight;
    }
    scores[seed] = 0;
    return inReach;
  }

  /** The score of the last of the best documents; 0 when there are fewer. */
  function lastOfBest(files: readonly FileId[] | undefined, limit: number): number {
    const best = bestOf(files, scores, limit, file => file);
    return best.length < limit ? 0 : (scores[best.at(-1) ?? 0] ?? 0);
  }

  function reachable(files: readonly FileId[] | undefined, least: number): FileId[] {
    const isNear = (file: FileId): boolean => (scores[file] ?? 0) >= least * ROUNDING;
    if (files) return files.filter(isNear);
    const found: FileId[] = [];
    for (let file = 0; file < scores.length; file++) if (isNear(file)) found.push(file);
    return found;
  }

  function addScore({ list, weight }: WeightedTerm, file: FileId): void {
    const byte = byteIn(list, file);
    if (byte === undefined) return;
    const count = COUNTS[byte] ?? 0;
    scores[file] = (scores[file] ?? 0) + (weight * count) / (count + (norms[file] ?? 0));
  }

  function addScores({ list: { entries, start, size }, weight }: WeightedTerm): void {
    for (let i = start; i < start + size; i++) {
      const entry = entries[i] ?? 0;
      const file = fileOfEntry(entry);
      const count = COUNTS[byteOfEntry(entry)] ?? 0;
      scores[file] = (scores[file] ?? 0) + (weight * count) / (count + (norms[file] ?? 0));
    }
  }

  /** For each of `best` the terms that gave it most. */
  function topTerms(weighted: readonly WeightedTerm[], best: readonly FileId[]): string[][] {
    const found = new Map(best.map(file => [file, [] as Share[]]));
    const least = scores[best.at(-1) ?? 0] ?? 0;
    for (const { term, list, weight } of weighted) {
      const add = (file: FileId, byte: number, shares: Share[]): void => {
        const count = COUNTS[byte] ?? 0;
        addShare(shares, { term, share: (weight * count) / (count + (norms[file] ?? 0)) });
      };
      if (list.size > LONG * best.length) {
        for (const [file, shares] of found) {
          const byte = byteIn(list, file);
          if (byte !== undefined) add(file, byte, shares);
        }
        continue;
      }
      for (let i = list.start; i < list.start + list.size; i++) {
        const entry = list.entries[i] ?? 0;
        // Most documents of the list are none of the best: their scores say so faster than the map does.
        if ((scores[fileOfEntry(entry)] ?? 0) < least) continue;
        const shares = found.get(fileOfEntry(entry));
        if (shares) add(fileOfEntry(entry), byteOfEntry(entry), shares);
      }
    }
    return [...found.values()].map(shares => shares.map(({ term }) => term));
  }

  return {
    replace,
    forget,
    isLike: (file, { counts }) => lengths[file] === sum(counts),
    search,
    get bytes() {
      return postings.bytes + lengths.byteLength + norms.byteLength + scores.byteLength;
    },
  };
}

/** Keeps the {@link REPORTED_TERMS} largest shares, the earlier of equal ones first. */
function addShare(shares: Share[], share: Share): void {
  let at = shares.length;
  while (at > 0 && (shares[at - 1]?.share ?? 0) < share.share) at--;
  if (at >= REPORTED_TERMS) return;
  shares.splice(at, 0, share);
  if (shares.length > REPORTED_TERMS) shares.pop();
}

/** Of `files`, or of all, those with the highest positive scores, best first: a heap of the best so far, the worst of them on top. */
function bestOf(
  files: readonly FileId[] | undefined,
  scores: Float64Array,
  limit: number,
  orderOf: (file: FileId) => number,
): FileId[] {
  const isWorse = (a: FileId, b: FileId): boolean => {
    const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
    return difference < 0 || (difference === 0 && orderOf(a) > orderOf(b));
  };
  const heap: FileId[] = [];
  const sink = (file: FileId, size: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && isWorse(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
      if (!isWorse(heap[child] ?? 0, file)) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = file;
  };
  const count = files?.length ?? scores.length;
  for (let i = 0; i < count; i++) {
    const file = files ? (files[i] ?? 0) : i;
    if ((scores[file] ?? 0) <= 0) continue;
    if (heap.length < limit) {
      let at = heap.push(file) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && isWorse(file, heap[parent] ?? 0); parent = (at - 1) >> 1) {
        heap[at] = heap[parent] ?? 0;
        at = parent;
      }
      heap[at] = file;
    } else if (limit > 0 && isWorse(heap[0] ?? 0, file)) sink(file, heap.length);
  }
  return heap.sort((a, b) => (isWorse(a, b) ? 1 : -1));
}

/** Counts up to this are kept as they are, larger ones in steps of a twelfth of an octave: one byte for all. */
const EXACT = 127;
const STEPS = 12;
const COUNTS = Float64Array.from({ length: 256 }, (_, byte) =>
  byte <= EXACT ? byte : (EXACT + 1) * 2 ** ((byte - EXACT - 1) / STEPS),
);

function byteOfCount(count: number): number {
  if (count <= EXACT) return count;
  return Math.min(255, EXACT + 1 + Math.round(STEPS * Math.log2(count / (EXACT + 1))));
}

function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(Math.max(length, Math.ceil(1.5 * array.length)));
  longer.set(array);
  return longer;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
