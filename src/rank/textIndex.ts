import type { FileId, IndexedFile } from '../index/snapshot.ts';

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

/**
 * An inverted index over files, kept in step with a snapshot by comparing facts by identity:
 * a keystroke touches the postings of one file.
 */
export interface TextIndex {
  /** Brings the index to exactly these files. */
  update(files: readonly IndexedFile[]): void;
  /**
   * BM25 (Robertson and Zaragoza 2009, with the never-negative idf of Lucene) of all files but `seed`.
   * At most `limit` matches, best first, ties in the order of `files` as last passed to `update`.
   */
  search(query: readonly QueryTerm[], seed: FileId, limit: number, parameters: Bm25Parameters): TextMatch[];
}

export interface Bm25Parameters {
  /** Saturation of the term's frequency in a document. */
  readonly k1: number;
  /** 0: length is ignored; 1: scores are per word. */
  readonly b: number;
}

/** Terms that a match reports. */
const REPORTED_TERMS = 3;

interface Slot {
  file: IndexedFile;
  list: TermList;
  /** Words of the document, repetitions counted. */
  length: number;
  /** Position in the snapshot: the tie-break. */
  order: number;
  generation: number;
}

/** `termsOf` must be pure: the same facts and path give the same list. */
export function createTextIndex(termsOf: (file: IndexedFile) => TermList): TextIndex {
  const termIds = new Map<string, number>();
  const postings: Postings[] = [];
  const slots: (Slot | undefined)[] = [];
  const slotOf = new Map<FileId, number>();
  const freeSlots: number[] = [];
  let generation = 0;
  let totalLength = 0;

  function insert(file: IndexedFile, slotNumber: number): void {
    const list = termsOf(file);
    let length = 0;
    for (let i = 0; i < list.terms.length; i++) {
      const term = list.terms[i] ?? '';
      const count = list.counts[i] ?? 0;
      length += count;
      let id = termIds.get(term);
      if (id === undefined) {
        id = postings.length;
        termIds.set(term, id);
        postings.push(emptyPostings());
      }
      append(postings[id], slotNumber, count);
    }
    totalLength += length;
    slots[slotNumber] = { file, list, length, order: 0, generation };
    slotOf.set(file.id, slotNumber);
  }

  function remove(slot: Slot, slotNumber: number): void {
    for (const term of slot.list.terms) {
      const id = termIds.get(term);
      if (id !== undefined) removeFrom(postings[id], slotNumber);
    }
    totalLength -= slot.length;
    slots[slotNumber] = undefined;
    slotOf.delete(slot.file.id);
  }

  function update(files: readonly IndexedFile[]): void {
    generation++;
    for (let order = 0; order < files.length; order++) {
      const file = files[order];
      if (file === undefined) continue;
      let slotNumber = slotOf.get(file.id);
      let slot = slotNumber === undefined ? undefined : slots[slotNumber];
      if (slot !== undefined && slotNumber !== undefined && slot.file.facts !== file.facts) {
        remove(slot, slotNumber);
        slot = undefined;
      }
      slotNumber ??= freeSlots.pop() ?? slots.length;
      if (slot === undefined) insert(file, slotNumber);
      slot = slots[slotNumber];
      if (slot === undefined) continue;
      slot.order = order;
      slot.generation = generation;
    }
    for (let slotNumber = 0; slotNumber < slots.length; slotNumber++) {
      const slot = slots[slotNumber];
      if (slot === undefined || slot.generation === generation) continue;
      remove(slot, slotNumber);
      freeSlots.push(slotNumber);
    }
  }

  function search(query: readonly QueryTerm[], seed: FileId, limit: number, { k1, b }: Bm25Parameters): TextMatch[] {
    const documents = slotOf.size;
    if (documents === 0) return [];
    const seedSlot = slotOf.get(seed) ?? -1;
    const average = totalLength / documents || 1;
    const scores = new Float64Array(slots.length);
    const norms = new Float64Array(slots.length);
    for (let i = 0; i < slots.length; i++) norms[i] = k1 * (1 - b + (b * (slots[i]?.length ?? 0)) / average);

    const weighted: { term: string; list: Postings; weight: number }[] = [];
    for (const { term, weight } of query) {
      const id = termIds.get(term);
      const list = id === undefined ? undefined : postings[id];
      if (list === undefined) continue;
      const frequency = list.size - (holds(list, seedSlot) ? 1 : 0);
      if (frequency <= 0) continue;
      const idf = Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
      weighted.push({ term, list, weight: weight * idf * (k1 + 1) });
    }
    for (const { list, weight } of weighted) {
      for (let i = 0; i < list.size; i++) {
        const slot = list.entries[2 * i] ?? 0;
        const count = list.entries[2 * i + 1] ?? 0;
        scores[slot] = (scores[slot] ?? 0) + (weight * count) / (count + (norms[slot] ?? 0));
      }
    }

    const best: number[] = [];
    for (let i = 0; i < scores.length; i++) if (i !== seedSlot && (scores[i] ?? 0) > 0) best.push(i);
    best.sort((x, y) => (scores[y] ?? 0) - (scores[x] ?? 0) || (slots[x]?.order ?? 0) - (slots[y]?.order ?? 0));
    best.length = Math.min(best.length, limit);
    const reported = topTerms(best, weighted, norms, slots.length);
    return best.map((slot, i) => ({
      file: slots[slot]?.file.id ?? -1,
      score: scores[slot] ?? 0,
      terms: reported[i] ?? [],
    }));
  }

  return { update, search };
}

/** For each of `best` the terms that gave it most. */
function topTerms(
  best: readonly number[],
  weighted: readonly { term: string; list: Postings; weight: number }[],
  norms: Float64Array,
  slots: number,
): string[][] {
  const rankOf = new Int32Array(slots).fill(-1);
  best.forEach((slot, rank) => {
    rankOf[slot] = rank;
  });
  const found: { term: string; share: number }[][] = best.map(() => []);
  for (const { term, list, weight } of weighted) {
    for (let i = 0; i < list.size; i++) {
      const slot = list.entries[2 * i] ?? 0;
      const terms = found[rankOf[slot] ?? -1];
      if (terms === undefined) continue;
      const count = list.entries[2 * i + 1] ?? 0;
      const share = (weight * count) / (count + (norms[slot] ?? 0));
      let at = terms.length;
      while (at > 0 && (terms[at - 1]?.share ?? 0) < share) at--;
      if (at >= REPORTED_TERMS) continue;
      terms.splice(at, 0, { term, share });
      if (terms.length > REPORTED_TERMS) terms.pop();
    }
  }
  return found.map(terms => terms.map(({ term }) => term));
}

/** Pairs `slot, count` in a typed array that doubles; order means nothing. */
interface Postings {
  entries: Int32Array;
  size: number;
}

function emptyPostings(): Postings {
  return { entries: new Int32Array(4), size: 0 };
}

function append(list: Postings | undefined, slot: number, count: number): void {
  if (list === undefined) return;
  if (2 * list.size === list.entries.length) {
    const longer = new Int32Array(2 * list.entries.length);
    longer.set(list.entries);
    list.entries = longer;
  }
  list.entries[2 * list.size] = slot;
  list.entries[2 * list.size + 1] = count;
  list.size++;
}

function removeFrom(list: Postings | undefined, slot: number): void {
  if (list === undefined) return;
  for (let i = 0; i < list.size; i++) {
    if (list.entries[2 * i] !== slot) continue;
    list.size--;
    list.entries[2 * i] = list.entries[2 * list.size] ?? 0;
    list.entries[2 * i + 1] = list.entries[2 * list.size + 1] ?? 0;
    return;
  }
}

function holds(list: Postings, slot: number): boolean {
  for (let i = 0; i < list.size; i++) if (list.entries[2 * i] === slot) return true;
  return false;
}
