import { fileOf, indexOf, type Snapshot } from '../../index/snapshot.ts';
import { cursorContext } from '../cursorContext.ts';
import { nearWords, queryTerms } from '../queryTerms.ts';
import type { RankIndex } from '../rankIndex.ts';
import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';
import { suitability } from '../suitability.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = { definition: 0.6, namedLike: 0.5 };
const MAX_NAMED_LIKE = 60;
const MAX_WORDS = 60;
/** A name with more definitions than this says nothing about which is meant. */
const MAX_DEFINITIONS = 4;

/** What names say: definitions of the words near the edit, and files whose path or symbols share words with it. */
export function signalNames(query: EditQuery, index: RankIndex): SignalResult {
  const board = createScoreBoard('names');
  addDefinitions(query, board);
  const matches = index.names.search(queryTerms(query), query.file, MAX_NAMED_LIKE, index.orderOf);
  const best = matches[0]?.score ?? 1;
  for (const match of matches) {
    const words = match.terms.map(term => `\`${term}\``).join(', ');
    const reason = `its path or its symbols are named with ${words}, as the text near the edit`;
    board.addFile(match.file, (STRENGTH.namedLike * match.score) / best, reason);
  }
  return board.result();
}

/** A file that defines a word beats the many that only use it. */
function addDefinitions(query: EditQuery, board: ScoreBoard): void {
  const { snapshot } = query;
  const context = query.task === 'completion' ? cursorContext(query.text, query.cursor) : undefined;
  for (const { word, weight } of nearWords(query, MAX_WORDS)) {
    if (word.length < 3) continue;
    const definitions = snapshot.named(word).filter(id => fileOf(id) !== query.file && isVisible(snapshot, id));
    if (definitions.length === 0 || definitions.length > MAX_DEFINITIONS) continue;
    const score = (STRENGTH.definition * weight) / definitions.length;
    for (const id of definitions) {
      const reason = `defines \`${word}\`, a word near the edit`;
      board.addSymbol(id, score * suitability(snapshot.symbol(id), context), reason);
      board.addFile(fileOf(id), score, reason);
    }
  }
}

function isVisible(snapshot: Snapshot, id: number): boolean {
  return snapshot.file(fileOf(id))?.facts.symbols[indexOf(id)]?.exported ?? false;
}
