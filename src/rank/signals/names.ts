import type { FileId, IndexedFile, Snapshot } from '../../index/snapshot.ts';
import { fileOf, indexOf } from '../../index/snapshot.ts';
import { roleOf } from '../fileRole.ts';
import { nearWords, queryTerms } from '../queryTerms.ts';
import type { RankIndex } from '../rankIndex.ts';
import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = { testPair: 0.9, definition: 0.6, namedLike: 0.5, near: 0.4 };
const MAX_NAMED_LIKE = 60;
const MAX_WORDS = 60;
/** A name with more definitions than this says nothing about which is meant. */
const MAX_DEFINITIONS = 4;
/** Folder steps, up and down, beyond which nearness says nothing. */
const MAX_STEPS = 5;
/** So many files before and behind the edited one, in order of path, are near it by that alone. */
const AROUND = 1000;

/**
 * What names say: definitions of the words near the edit, files and symbols whose names share words with it, the test of
 * a source file and the source of a test, and how near the files around it and those `found` by others are in the tree.
 */
export function signalNames(query: EditQuery, index: RankIndex, found: ReadonlySet<FileId>): SignalResult {
  const { snapshot } = query;
  const board = createScoreBoard('names');
  const edited = snapshot.file(query.file);
  if (edited === undefined) return board.result();
  addDefinitions(query, board);
  const matches = index.names.search(queryTerms(query), query.file, MAX_NAMED_LIKE, index.orderOf);
  const best = matches[0]?.score ?? 1;
  for (const match of matches) {
    const words = match.terms.map(term => `\`${term}\``).join(', ');
    const reason = `its path or its symbols are named with ${words}, as the text near the edit`;
    board.addFile(match.file, (STRENGTH.namedLike * match.score) / best, reason);
  }
  const own = board.result();
  addPlaces(query, index, edited, new Set([...found, ...own.files.keys()]), board);
  return board.result();
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

/** Nearness of the files around the edited one in order of path and of those in `found`; tests and what they test. */
function addPlaces(
  { snapshot }: EditQuery,
  index: RankIndex,
  edited: IndexedFile,
  found: ReadonlySet<FileId>,
  board: ScoreBoard,
): void {
  const { root, relative } = edited.source.path;
  const folders = relative.split('/').slice(0, -1);
  const place = index.orderOf(edited.id);
  const around = index.files.slice(Math.max(0, place - AROUND), place + AROUND).map(({ id }) => id);
  const own = roleOf(edited);
  const pairs = new Set(index.filesAbout(own.subject));
  const places = [...new Set([...around, ...found, ...pairs])].sort((a, b) => index.orderOf(a) - index.orderOf(b));
  for (const id of places) {
    const file = snapshot.file(id);
    if (file === undefined || file === edited || file.source.path.root !== root) continue;
    const steps = stepsBetween(folders, file.source.path.relative);
    if (steps <= MAX_STEPS) {
      const reason = steps === 0 ? 'is in the same folder' : `is ${steps} folder step${steps > 1 ? 's' : ''} away`;
      board.addFile(id, STRENGTH.near / (1 + steps), reason);
    }
    if (!pairs.has(id)) continue;
    const role = roleOf(file);
    if (role.subject !== own.subject || role.test === own.test) continue;
    const reason = own.test ? 'is what the edited test tests, by its name' : 'tests the edited file, by its name';
    board.addFile(id, STRENGTH.testPair / (1 + steps / MAX_STEPS), reason);
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
