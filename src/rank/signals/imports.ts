import { type FileId, fileOf, indexOf, type Snapshot, type SymbolId } from '../../index/snapshot.ts';
import { type CursorContext, cursorContext } from '../cursorContext.ts';
import { exportsOf, membersOf, nameOf } from '../members.ts';
import { distanceTo, editedRegions, lineWeight, wordsOf } from '../queryTerms.ts';
import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';
import { suitability } from '../suitability.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = {
  imported: 0.5,
  usedNear: 0.4,
  importer: 0.4,
  second: 0.1,
  export: 0.5,
  member: 0.5,
  ally: 0.3,
};
/** A module that more files import says little about those files. */
const MAX_IMPORTERS = 100;
const MAX_SECOND = 200;

/**
 * The module graph one step around the edited file: what it imports, with the exported names and the members of exported
 * classes; who imports it; and who imports the same.
 */
export function signalImports(query: EditQuery): SignalResult {
  const { snapshot, file } = query;
  const board = createScoreBoard('imports');
  const targets = importTargets(query);
  const context = query.task === 'completion' ? cursorContext(query.text, query.cursor) : undefined;
  for (const [target, { near, definitions }] of targets) {
    const reason = 'is imported by the edited file';
    board.addFile(target, STRENGTH.imported + STRENGTH.usedNear * near, reason);
    addExports(snapshot, target, definitions, context, board);
  }
  const importers = snapshot.importers(file);
  for (const importer of importers) {
    board.addFile(importer, STRENGTH.importer / Math.sqrt(1 + importers.length / 10), 'imports the edited file');
  }
  addSecond(snapshot, file, targets, board);
  addAllies(snapshot, file, targets, board);
  return board.result();
}

interface Target {
  /** Weight of the nearest line that names something imported from it. */
  near: number;
  definitions: Set<SymbolId>;
}

/** Files that the edited file imports, in the order of its import lines. */
function importTargets(query: EditQuery): Map<FileId, Target> {
  const { snapshot, file } = query;
  const near = nearest(query);
  const targets = new Map<FileId, Target>();
  const add = (id: FileId, definition: SymbolId | undefined, weight: number) => {
    if (id === file) return;
    const target = targets.get(id) ?? { near: 0, definitions: new Set() };
    target.near = Math.max(target.near, weight);
    if (definition !== undefined) target.definitions.add(definition);
    targets.set(id, target);
  };
  for (const { fact, target, definitions } of snapshot.imports(file)) {
    if (target.kind === 'file') add(target.file, undefined, 0);
    definitions.forEach((definition, index) => {
      if (definition !== undefined) add(fileOf(definition), definition, near.get(fact.names[index]?.local ?? '') ?? 0);
    });
  }
  return targets;
}

function nearest(query: EditQuery): ReadonlyMap<string, number> {
  const regions = editedRegions(query);
  const weights = new Map<string, number>();
  query.text.split('\n').forEach((line, number) => {
    const weight = lineWeight(distanceTo(regions, number));
    if (weight > 0) for (const word of wordsOf(line)) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
  });
  return weights;
}

function addExports(
  snapshot: Snapshot,
  target: FileId,
  definitions: ReadonlySet<SymbolId>,
  context: CursorContext | undefined,
  board: ScoreBoard,
): void {
  const path = snapshot.file(target)?.source.path.relative ?? '';
  const exported = exportsOf(snapshot, target);
  // The more a module offers, the less likely is each.
  const each = 1 / Math.sqrt(Math.max(1, exported.length));
  for (const symbol of exported)
    board.addSymbol(
      symbol,
      STRENGTH.export * each * suitability(snapshot.symbol(symbol), context),
      `exported by ${path}, which is imported here`,
    );
  const classes = new Set([...definitions, ...exported]);
  for (const type of classes) {
    if (indexOf(type) < 0) continue;
    const members = membersOf(snapshot, type);
    const chance = (definitions.has(type) ? 1 : each) / Math.sqrt(Math.max(1, members.length));
    const score = STRENGTH.member * chance;
    const reason = `member of ${nameOf(snapshot, type)} of ${path}, which is imported here`;
    for (const { symbol } of members)
      board.addSymbol(symbol, score * suitability(snapshot.symbol(symbol), context), reason);
  }
}

/** What the imported files import. */
function addSecond(snapshot: Snapshot, file: FileId, targets: ReadonlyMap<FileId, Target>, board: ScoreBoard): void {
  const second = new Map<FileId, FileId>();
  for (const first of targets.keys()) {
    for (const { target } of snapshot.imports(first)) {
      if (target.kind !== 'file' || target.file === file || targets.has(target.file)) continue;
      if (!second.has(target.file) && second.size < MAX_SECOND) second.set(target.file, first);
    }
  }
  for (const [id, through] of second) {
    board.addFile(
      id,
      STRENGTH.second,
      `is imported by ${snapshot.file(through)?.source.path.relative}, which is imported here`,
    );
  }
}

/** Files that import what the edited file imports, rare modules counting more. */
function addAllies(snapshot: Snapshot, file: FileId, targets: ReadonlyMap<FileId, Target>, board: ScoreBoard): void {
  const similarity = new Map<FileId, number>();
  for (const target of targets.keys()) {
    const importers = snapshot.importers(target);
    if (importers.length > MAX_IMPORTERS) continue;
    const weight = 1 / Math.log2(2 + importers.length);
    for (const ally of importers) if (ally !== file) similarity.set(ally, (similarity.get(ally) ?? 0) + weight);
  }
  const best = Math.max(...similarity.values());
  for (const [ally, weight] of similarity) {
    board.addFile(ally, (STRENGTH.ally * weight) / best, 'imports the same modules as the edited file');
  }
}
