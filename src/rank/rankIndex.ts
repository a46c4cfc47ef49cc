import { LruCache } from '../base/lru.ts';
import { type FileId, fileOf, type IndexedFile, type SymbolId, symbolId } from '../index/snapshot.ts';
import { roleOf } from './fileRole.ts';
import { type FileWords, wordsOfFile } from './fileWords.ts';
import { fileOfEntry, type PostingList, Postings } from './postings.ts';
import { createTextIndex, type TextIndex } from './textIndex.ts';

/** What ranking looks up in all files of one snapshot, so that no question goes through all of them. */
export interface RankIndex {
  /** Files by the subtokens of their words, and of their own and their symbols' names. */
  readonly content: TextIndex;
  readonly names: TextIndex;
  /** The snapshot's files, and the place of one among them. */
  readonly files: readonly IndexedFile[];
  orderOf(file: FileId): number;
  /** The first `limit` files in the snapshot's order but `except` that access members of something called `name`. */
  filesUsing(name: string, except: FileId, limit: number): FileId[];
  /** Types with members whose names have one of these subtokens. */
  typesNamed(terms: Iterable<string>): TypeMatch[];
  /** Files that may have this `subject` in their role, in the snapshot's order. */
  filesAbout(subject: string): FileId[];
  /** Bytes that it takes, about. */
  readonly bytes: number;
}

export interface TypeMatch {
  readonly type: SymbolId;
  /** Subtokens of its name, and those of them that were asked for. */
  readonly terms: number;
  readonly common: number;
}

/** A {@link RankIndex} that follows the snapshots. */
export interface GrowingRankIndex extends RankIndex {
  /** Brings it to exactly these files, in order of path. Cost: the words of files that are another object than before. */
  update(files: readonly IndexedFile[]): void;
}

/** Parameters of the search by names: every name counts once, and a file with many names is not worth less for it. */
const NAMES = { k1: 0.5, b: 0.3 };
const CONTENT = { k1: 1.2, b: 0.75 };
/** Files whose words are kept, because those that were edited last are edited next. */
const KEPT_WORDS = 8;

/** @param wordsOf must be pure: the same file object gives the same words at any time */
export function createRankIndex(wordsOf: (file: IndexedFile) => FileWords = wordsOfFile): GrowingRankIndex {
  const content = createTextIndex(CONTENT);
  const names = createTextIndex(NAMES);
  const receivers = new Postings();
  const subjects = new Postings();
  const types = createTypeNames();
  const kept = new LruCache<IndexedFile, FileWords>(KEPT_WORDS);
  let files: readonly IndexedFile[] = [];
  let orders = new Int32Array(64);

  function replace(before: IndexedFile | undefined, after: IndexedFile | undefined): void {
    const file = (after ?? before)?.id ?? 0;
    const old = before && (kept.get(before) ?? wordsOf(before));
    const words = after && wordsOf(after);
    if (before) kept.delete(before);
    // A file that comes is likely one of many; only one that changes is likely to change again.
    if (after && words && before) kept.set(after, words);
    content.replace(file, old?.content, words?.content);
    names.replace(file, old?.names, words?.names);
    for (const name of old?.receivers ?? []) receivers.delete(name, file);
    for (const name of words?.receivers ?? []) receivers.set(name, file, 0);
    types.replace(file, old?.types, words?.types);
    if (before) subjects.delete(roleOf(before).subject, file);
    if (after) subjects.set(roleOf(after).subject, file, 0);
  }

  function update(next: readonly IndexedFile[]): void {
    if (next === files) return;
    const { from, end, nextEnd } = changedRange(files, next);
    const before = new Map<FileId, IndexedFile>();
    for (let i = from; i < end; i++) {
      const file = files[i];
      if (file) before.set(file.id, file);
    }
    for (let i = from; i < nextEnd; i++) {
      const after = next[i];
      if (!after) continue;
      const old = before.get(after.id);
      before.delete(after.id);
      if (old !== after) replace(old, after);
    }
    for (const gone of before.values()) replace(gone, undefined);
    const last = files.length === next.length ? nextEnd : next.length;
    for (let i = from; i < last; i++) setOrder(next[i]?.id ?? 0, i);
    files = next;
  }

  function setOrder(file: FileId, order: number): void {
    if (file >= orders.length) {
      const longer = new Int32Array(Math.max(file + 1, Math.ceil(1.5 * orders.length)));
      longer.set(orders);
      orders = longer;
    }
    orders[file] = order;
  }

  const orderOf = (file: FileId): number => orders[file] ?? 0;
  const inOrder = (list: PostingList): FileId[] => filesOf(list).sort((a, b) => orderOf(a) - orderOf(b));

  return {
    content,
    names,
    get files() {
      return files;
    },
    orderOf,
    filesUsing: (name, except, limit) =>
      inOrder(receivers.find(name))
        .filter(file => file !== except)
        .slice(0, limit),
    typesNamed: types.find,
    filesAbout: subject => inOrder(subjects.find(subject)),
    get bytes() {
      return content.bytes + names.bytes + receivers.bytes + subjects.bytes + types.bytes + orders.byteLength;
    },
    update,
  };
}

/** What lies between the files that both lists have at their beginnings and at their ends. */
function changedRange(
  before: readonly IndexedFile[],
  after: readonly IndexedFile[],
): { from: number; end: number; nextEnd: number } {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let end = before.length;
  let nextEnd = after.length;
  while (end > from && nextEnd > from && before[end - 1] === after[nextEnd - 1]) {
    end--;
    nextEnd--;
  }
  return { from, end, nextEnd };
}

function filesOf({ entries, start, size }: PostingList): FileId[] {
  const files: FileId[] = [];
  for (let i = start; i < start + size; i++) files.push(fileOfEntry(entries[i] ?? 0));
  return files;
}

/** Types by the subtokens of their names. */
function createTypeNames() {
  /** For each subtoken the types, each with the number of its subtokens (at most {@link MOST_TERMS}). */
  const lists = new Map<string, number[]>();
  return {
    replace(file: FileId, before: FileWords['types'] = [], after: FileWords['types'] = []): void {
      for (const term of new Set(before.flatMap(({ terms }) => terms))) {
        const rest = (lists.get(term) ?? []).filter(entry => fileOf(Math.floor(entry / MOST_TERMS)) !== file);
        if (rest.length > 0) lists.set(term, rest);
        else lists.delete(term);
      }
      for (const { symbol, terms } of after) {
        const entry = symbolId(file, symbol) * MOST_TERMS + Math.min(terms.length, MOST_TERMS - 1);
        for (const term of terms) {
          const list = lists.get(term);
          if (list) list.push(entry);
          else lists.set(term, [entry]);
        }
      }
    },
    find(terms: Iterable<string>): TypeMatch[] {
      const common = new Map<number, number>();
      for (const term of new Set(terms)) {
        for (const entry of lists.get(term) ?? []) common.set(entry, (common.get(entry) ?? 0) + 1);
      }
      return [...common].map(([entry, count]) => ({
        type: Math.floor(entry / MOST_TERMS),
        terms: entry % MOST_TERMS,
        common: count,
      }));
    },
    /** Measured: about 100 bytes for a term and 8 for a type in its list. */
    get bytes() {
      let entries = 0;
      for (const list of lists.values()) entries += list.length;
      return 100 * lists.size + 8 * entries;
    },
  };
}

const MOST_TERMS = 64;
