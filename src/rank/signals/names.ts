import { termsOfWord } from '../../facts/terms.ts';
import type { IndexedFile, Snapshot } from '../../index/snapshot.ts';
import { fileOf, indexOf } from '../../index/snapshot.ts';
import { roleOf } from '../fileRole.ts';
import { nearWords, queryTerms } from '../queryTerms.ts';
import type { EditQuery, Signal } from '../ranking.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';
import { type Bm25Parameters, createTextIndex, type TermList } from '../textIndex.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = { testPair: 0.9, definition: 0.6, namedLike: 0.5, near: 0.4 };
/** Every name counts once, and a file with many names is not worth less for it. */
const PARAMETERS: Bm25Parameters = { k1: 0.5, b: 0.3 };
const MAX_NAMED_LIKE = 60;
const MAX_WORDS = 60;
/** A name with more definitions than this says nothing about which is meant. */
const MAX_DEFINITIONS = 4;
/** Folder steps, up and down, beyond which nearness says nothing. */
const MAX_STEPS = 5;

/**
 * What names say: definitions of the words near the edit, files and symbols whose names share words with it, the test of
 * a source file and the source of a test, and files nearby in the tree.
 */
export function createNamesSignal(): Signal {
  const index = createTextIndex(nameTerms);
  return query => {
    const { snapshot } = query;
    const board = createScoreBoard('names');
    const edited = snapshot.file(query.file);
    if (edited === undefined) return board.result();
    addDefinitions(query, board);
    index.update(snapshot.files);
    const terms = queryTerms(query);
    const matches = index.search(terms, query.file, MAX_NAMED_LIKE, PARAMETERS);
    const best = matches[0]?.score ?? 1;
    for (const match of matches) {
      const words = match.terms.map(term => `\`${term}\``).join(', ');
      const reason = `its path or its symbols are named with ${words}, as the text near the edit`;
      board.addFile(match.file, (STRENGTH.namedLike * match.score) / best, reason);
    }
    addPlaces(edited, snapshot, board);
    return board.result();
  };
}

const cache = new WeakMap<IndexedFile['facts'], Set<string>>();

function nameTerms(file: IndexedFile): TermList {
  const terms = new Set(symbolTerms(file));
  for (const word of file.source.path.relative.replace(/\.[^./]*$/, '').split(/[/.-]/)) {
    for (const term of termsOfWord(word)) terms.add(term);
  }
  const sorted = [...terms].sort();
  return { terms: sorted, counts: sorted.map(() => 1) };
}

function symbolTerms(file: IndexedFile): ReadonlySet<string> {
  let terms = cache.get(file.facts);
  if (terms === undefined) {
    terms = new Set();
    for (const symbol of file.facts.symbols) for (const term of termsOfWord(symbol.name)) terms.add(term);
    cache.set(file.facts, terms);
  }
  return terms;
}

/** A file that defines a word beats the many that only use it. */
function addDefinitions(query: EditQuery, board: ScoreBoard): void {
  const { snapshot } = query;
  for (const { word, weight } of nearWords(query, MAX_WORDS)) {
    if (word.length < 3) continue;
    const definitions = snapshot.named(word).filter(id => fileOf(id) !== query.file && isVisible(snapshot, id));
    if (definitions.length === 0 || definitions.length > MAX_DEFINITIONS) continue;
    const score = (STRENGTH.definition * weight) / definitions.length;
    for (const id of definitions) {
      const reason = `defines \`${word}\`, a word near the edit`;
      board.addSymbol(id, score, reason);
      board.addFile(fileOf(id), score, reason);
    }
  }
}

function isVisible(snapshot: Snapshot, id: number): boolean {
  return snapshot.file(fileOf(id))?.facts.symbols[indexOf(id)]?.exported ?? false;
}

function addPlaces(edited: IndexedFile, snapshot: Snapshot, board: ScoreBoard): void {
  const { root, relative } = edited.source.path;
  const folders = relative.split('/').slice(0, -1);
  const own = roleOf(edited);
  for (const file of snapshot.files) {
    if (file === edited || file.source.path.root !== root) continue;
    const other = file.source.path.relative;
    const steps = stepsBetween(folders, other);
    if (steps <= MAX_STEPS) {
      const reason = steps === 0 ? 'is in the same folder' : `is ${steps} folder step${steps > 1 ? 's' : ''} away`;
      board.addFile(file.id, STRENGTH.near / (1 + steps), reason);
    }
    const role = roleOf(file);
    if (role.subject !== own.subject || role.test === own.test) continue;
    const reason = own.test ? 'is what the edited test tests, by its name' : 'tests the edited file, by its name';
    board.addFile(file.id, STRENGTH.testPair / (1 + steps / MAX_STEPS), reason);
  }
}

/** Folders to leave and to enter on the way from `folders` to the folder of `other`. */
function stepsBetween(folders: readonly string[], other: string): number {
  let start = 0;
  let shared = 0;
  let depth = 0;
  for (let slash = other.indexOf('/'); slash >= 0; slash = other.indexOf('/', start)) {
    if (shared === depth && folders[depth] === other.slice(start, slash)) shared++;
    depth++;
    start = slash + 1;
  }
  return folders.length + depth - 2 * shared;
}
