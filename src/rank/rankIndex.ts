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
  /**
   * Brings it to exactly these files, in order of path. Cost: the words of files that are another object than before.
   * Stops when `isLate` says so; false then, and nothing may be asked before the same call has ended with true.
   */
  update(files: readonly IndexedFile[], isLate?: () => boolean): boolean;
}

/** Parameters of the search by names: every name counts once, and a file with many names is not worth less for it. */
const NAMES = { k1: 0.5, b: 0.3 };
const CONTENT = { k1: 1.2, b: 0.75 };
/** Files whose words are kept, because those that were edited last are edited next. */
const KEPT_WORDS = 16;
/** When more files change at once, going through all lists is cheaper than reading what they said before. */
const BURST = KEPT_WORDS;

/** @param wordsOf must be pure: the same file object gives the same words at any time */
export function createRankIndex(wordsOf: (file: IndexedFile) => FileWords = wordsOfFile): GrowingRankIndex {
  const content = createTextIndex(CONTENT);
  const names = createTextIndex(NAMES);
  const receivers = new Postings();
  const subjects = new Postings();
  const types = createTypeNames();
  const kept = new LruCache<IndexedFile, FileWords>(KEPT_WORDS);
  /** The files whose words are held, by id; and the files as last told, `undefined` for one that is gone. */
  const held: (IndexedFile | undefined)[] = [];
  const pending = new Map<FileId, IndexedFile | undefined>();
  let files: readonly IndexedFile[] = [];
  let orders = new Int32Array(64);

  function update(next: readonly IndexedFile[], isLate: () => boolean = () => false): boolean {
    if (next !== files) note(next);
    forgetBefore();
    for (const [file, after] of pending) {
      if (isLate()) return false;
      const before = held[file];
      replace(file, before && kept.get(before), after && wordsOf(after), before, after);
      pending.delete(file);
    }
    return true;
  }

  /** Finds what changed, without reading it. */
  function note(next: readonly IndexedFile[]): void {
    const { from, end, nextEnd } = changedRange(files, next);
    for (let i = from; i < end; i++) pending.set(files[i]?.id ?? 0, undefined);
    for (let i = from; i < nextEnd; i++) {
      const file = next[i];
      if (file) pending.set(file.id, file);
    }
    for (const [file, after] of pending) if (held[file] === after) pending.delete(file);
    const last = files.length === next.length ? nextEnd : next.length;
    for (let i = from; i < last; i++) setOrder(next[i]?.id ?? 0, i);
    files = next;
  }

  /** Makes sure that what changed files said before is known, or is out of the index. */
  function forgetBefore(): void {
    const before = [...pending.keys()].flatMap(file => held[file] ?? []);
    const unknown = before.length > BURST ? before : before.filter(file => !recall(file));
    if (unknown.length === 0) return;
    const gone = new Set(unknown.map(({ id }) => id));
    for (const index of [content, names]) index.forget(gone);
    for (const lists of [receivers, subjects]) lists.deleteFiles(gone);
    types.forget(gone);
    for (const file of unknown) {
      kept.delete(file);
      held[file.id] = undefined;
    }
  }

  /** Stored facts of a former version may be gone; then it has other words than those that it was indexed with. */
  function recall(file: IndexedFile): boolean {
    if (kept.get(file)) return true;
    const words = wordsOf(file);
    if (!content.isLike(file.id, words.content) || !names.isLike(file.id, words.names)) return false;
    kept.set(file, words);
    return kept.get(file) !== undefined;
  }

  function replace(
    file: FileId,
    old: FileWords | undefined,
    words: FileWords | undefined,
    before: IndexedFile | undefined,
    after: IndexedFile | undefined,
  ): void {
    content.replace(file, old?.content, words?.content);
    names.replace(file, old?.names, words?.names);
    for (const name of old?.receivers ?? []) receivers.delete(name, file);
    for (const name of words?.receivers ?? []) receivers.set(name, file, 0);
    types.replace(file, old?.types, words?.types);
    if (before) subjects.delete(roleOf(before).subject, file);
    if (after) subjects.set(roleOf(after).subject, file, 0);
    held[file] = after;
    // A file that comes is likely one of many; one that changes is likely to change again.
    if (before) kept.delete(before);
    if (before && after && words) kept.set(after, words);
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
    forget(files: ReadonlySet<FileId>): void {
      for (const [term, list] of lists) {
        const rest = list.filter(entry => !files.has(fileOf(Math.floor(entry / MOST_TERMS))));
        if (rest.length === 0) lists.delete(term);
        else if (rest.length < list.length) lists.set(term, rest);
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
