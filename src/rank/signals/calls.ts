import { fileOf, type Snapshot, type SymbolId, symbolId } from '../../index/snapshot.ts';
import { nameOf, owner } from '../members.ts';
import { editedRegions } from '../queryTerms.ts';
import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = {
  caller: 0.6,
  user: 0.4,
  callee: 0.6,
  overridden: 0.8,
  base: 0.6,
  overriding: 0.6,
  subclass: 0.5,
};
const MAX_SYMBOLS = 20;
const MAX_USES = 60;
/** So many files are looked into for the uses of one symbol: a name like `get` stands in half of a repository. */
const MAX_FILES = 40;

/** The call graph and the class hierarchy one step around the edited symbols. */
export function signalCalls(query: EditQuery): SignalResult {
  const { snapshot } = query;
  const board = createScoreBoard('calls');
  for (const symbol of editedSymbols(query)) {
    addUses(query, symbol, board);
    addHierarchy(snapshot, symbol, board);
  }
  const edited = new Set(editedSymbols(query));
  for (const { from, to, kind, confidence } of snapshot.references(query.file)) {
    if (kind !== 'call' || !edited.has(from) || fileOf(to) === query.file) continue;
    add(board, to, STRENGTH.callee * confidence, `is called by \`${nameOf(snapshot, from)}\``);
  }
  return board.result();
}

/** Symbols that an edited region touches, innermost last, in source order. */
function editedSymbols(query: EditQuery): SymbolId[] {
  const symbols = query.snapshot.file(query.file)?.facts.symbols ?? [];
  const regions = editedRegions(query);
  const found: SymbolId[] = [];
  symbols.forEach(({ span }, index) => {
    const touched = regions.some(([first, last]) => first <= span[2] && span[0] <= last);
    if (touched && found.length < MAX_SYMBOLS) found.push(symbolId(query.file, index));
  });
  return found;
}

/** The more users, the less is known about each. */
function addUses(query: EditQuery, symbol: SymbolId, board: ScoreBoard): void {
  const { snapshot, file } = query;
  const uses = snapshot
    .uses(symbol, MAX_FILES)
    .filter(({ from }) => fileOf(from) !== file)
    .slice(0, MAX_USES);
  const each = 1 / Math.sqrt(Math.max(1, uses.length));
  for (const { from, kind, confidence } of uses) {
    const verb = kind === 'call' ? 'calls' : 'uses';
    const strength = kind === 'call' ? STRENGTH.caller : STRENGTH.user;
    add(board, from, strength * confidence * each, `${verb} \`${nameOf(snapshot, symbol)}\``);
  }
}

function addHierarchy(snapshot: Snapshot, symbol: SymbolId, board: ScoreBoard): void {
  for (const base of snapshot.bases(symbol)) {
    add(board, base, STRENGTH.base, `is a base of \`${nameOf(snapshot, symbol)}\``);
  }
  const subclasses = snapshot.subclasses(symbol);
  const each = 1 / Math.sqrt(Math.max(1, subclasses.length));
  for (const subclass of subclasses) {
    add(board, subclass, STRENGTH.subclass * each, `is derived from \`${nameOf(snapshot, symbol)}\``);
  }
  const type = owner(snapshot, symbol);
  const name = snapshot.symbol(symbol)?.name;
  if (type === undefined || name === undefined) return;
  for (const base of snapshot.bases(type)) {
    const overridden = snapshot.member(base, name);
    if (overridden !== undefined)
      add(board, overridden, STRENGTH.overridden, `is overridden by \`${nameOf(snapshot, symbol)}\``);
  }
  for (const subclass of snapshot.subclasses(type)) {
    const overriding = snapshot.member(subclass, name);
    if (overriding === undefined || overriding === symbol) continue;
    add(board, overriding, STRENGTH.overriding, `overrides \`${nameOf(snapshot, symbol)}\``);
  }
}

function add(board: ScoreBoard, symbol: SymbolId, score: number, reason: string): void {
  board.addSymbol(symbol, score, reason);
  board.addFile(fileOf(symbol), score, reason);
}
