import type { SymbolFact } from '../../facts/fileFacts.ts';
import { fileOf, indexOf, type ReferenceEdge, type Snapshot, type SymbolId, symbolId } from '../../index/snapshot.ts';
import { type CursorContext, cursorContext } from '../cursorContext.ts';
import { addExpected } from '../expected.ts';
import { membersOf, nameOf, owner, placeOf } from '../members.ts';
import { distanceTo, editedRegions, wordsOf } from '../queryTerms.ts';
import type { RankIndex } from '../rankIndex.ts';
import type { EditQuery, SignalResult, Task } from '../ranking.ts';
import { receiverCandidates } from '../receivers.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';
import { suitability } from '../suitability.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = {
  member: 0.95,
  receiverType: 0.5,
  localType: 0.4,
};
/**
 * What comes next at a cursor is mostly what was imported for it and not used yet; an edit of what stands there needs
 * first what it uses, wherever that is defined.
 */
const STRENGTH_BY_TASK: Readonly<Record<Task, { imported: number; near: number; scope: number }>> = {
  completion: { imported: 0.9, near: 0.6, scope: 0.2 },
  edit: { imported: 0.35, near: 0.95, scope: 0.5 },
};
/** A definition whose use already stands in the file is less needed: the use shows what it looks like. */
const ALREADY_USED = 0.6;
/** Members that only the class itself may name. */
const HIDDEN_MEMBER = 0.3;
/** What is called before there is an instance, or by the language itself. */
const IMPLICIT = 0.3;
/** The type of a receiver that is surer than this is taken for it. */
const SURE = 0.6;
/** Lines at which a resolved identifier counts half. */
const HALF_LIFE = 8;
const MAX_LOCALS = 12;
/** Share of what stands near where the syntax asks for something else. */
const BESIDE = 0.5;

/**
 * Identifiers nearest the edit, resolved to their definitions: members of the type of `x` at `x.`, imported names, what
 * the surrounding lines refer to, and the types of the local names in scope.
 */
export function signalIdentifiers(query: EditQuery, index: RankIndex): SignalResult {
  const board = createScoreBoard('identifiers');
  const edited = query.snapshot.file(query.file);
  if (edited === undefined) return board.result();
  const context =
    query.task === 'completion' ? cursorContext(query.text, query.cursor, edited.facts.language) : undefined;
  const seen = usedNames(query);
  const only = context !== undefined && addMeant(query, index, context, seen, board);
  addImported(query, context, seen, board, only ? BESIDE : 1);
  addNear(query, board, only ? BESIDE : 1);
  addLocals(query, board);
  return board.result();
}

/** What the syntax asks for; whether nothing else is likely there. */
function addMeant(
  query: EditQuery,
  index: RankIndex,
  context: CursorContext,
  seen: ReadonlySet<string>,
  board: ScoreBoard,
): boolean {
  if (context.receiver === undefined) return addExpected(query, context, board);
  return addMembers(query, index, context.receiver, context, seen, board);
}

/** Words of the buffer outside its import statements. */
function usedNames(query: EditQuery): ReadonlySet<string> {
  const imports = query.snapshot.file(query.file)?.facts.imports ?? [];
  const importLines = new Set<number>();
  for (const { span } of imports) for (let line = span[0]; line <= span[2]; line++) importLines.add(line);
  const seen = new Set<string>();
  query.text.split('\n').forEach((line, number) => {
    if (!importLines.has(number)) for (const word of wordsOf(line)) seen.add(word);
  });
  return seen;
}

function addMembers(
  query: EditQuery,
  index: RankIndex,
  receiver: string,
  context: CursorContext,
  seen: ReadonlySet<string>,
  board: ScoreBoard,
): boolean {
  const { snapshot } = query;
  const candidates = receiverCandidates(query, index, receiver);
  const own = /^(?:this|self|cls|super\(\))$/.test(receiver);
  for (const { type, access, confidence } of candidates) {
    const typeName = nameOf(snapshot, type);
    const said = `\`${shorten(receiver)}\` is ${access === 'instance' ? 'an instance of ' : ''}${typeName} (${placeOf(snapshot, type)})`;
    if (fileOf(type) !== query.file) {
      board.addSymbol(type, STRENGTH.receiverType * confidence, said);
      board.addFile(fileOf(type), confidence, said);
    }
    for (const { symbol, depth } of membersOf(snapshot, type)) {
      const fact = snapshot.symbol(symbol);
      if (fact === undefined || fileOf(symbol) === query.file) continue;
      let score = STRENGTH.member * confidence * 0.9 ** depth;
      // A module's own names are its members.
      if (indexOf(type) >= 0) score *= suitability(fact, context);
      if (!own && !fact.exported) score *= HIDDEN_MEMBER;
      if (access === 'instance' && isImplicit(fact)) score *= IMPLICIT;
      if (seen.has(fact.name)) score *= ALREADY_USED;
      if (indexOf(type) >= 0 && (access === 'static') !== (fact.static === true || fact.kind === 'enumMember'))
        score *= 0.6;
      board.addSymbol(symbol, score, `member of ${typeName}: ${said}`);
      if (depth > 0) board.addFile(fileOf(symbol), score / 2, `member of a base of ${typeName}: ${said}`);
    }
  }
  return candidates.some(({ confidence }) => confidence > SURE);
}

function isImplicit({ kind, name }: SymbolFact): boolean {
  return kind === 'constructor' || /^__\w+__$/.test(name);
}

/** Import lines name what the code below them is going to use. */
function addImported(
  query: EditQuery,
  context: CursorContext | undefined,
  seen: ReadonlySet<string>,
  board: ScoreBoard,
  share: number,
): void {
  for (const { fact, definitions } of query.snapshot.imports(query.file)) {
    definitions.forEach((definition, index) => {
      const name = fact.names[index];
      if (definition === undefined || name === undefined || fileOf(definition) === query.file) return;
      const used = seen.has(name.local);
      const score = share * STRENGTH_BY_TASK[query.task].imported * (used ? ALREADY_USED : 1);
      const reason = `\`${name.local || name.name}\` is imported here${used ? '' : ' and not used yet'}`;
      board.addSymbol(definition, score * suitability(query.snapshot.symbol(definition), context), reason);
      board.addFile(fileOf(definition), score / 2, reason);
    });
  }
}

/** What the lines around the edit refer to. */
function addNear(query: EditQuery, board: ScoreBoard, share: number): void {
  const { snapshot } = query;
  const regions = editedRegions(query);
  const scopes = enclosingSymbols(snapshot, query);
  for (const edge of snapshot.references(query.file)) {
    const own = fileOf(edge.to) === query.file;
    // The text before the cursor of a completion shows the file's own definitions.
    if (own && (query.task === 'completion' || holdsCursor(query, edge.to))) continue;
    const score = share * edge.confidence * nearness(query, edge, regions, scopes);
    if (score < 0.02) continue;
    const reason = `\`${nameOf(snapshot, edge.to)}\` is used on line ${edge.line + 1}`;
    board.addSymbol(edge.to, score, reason);
    const made = edge.kind === 'call' ? constructorOf(snapshot, edge.to) : undefined;
    if (made !== undefined) board.addSymbol(made, score, reason);
    if (own) continue;
    board.addFile(fileOf(edge.to), score, reason);
    const parent = owner(snapshot, edge.to);
    if (parent !== undefined) board.addSymbol(parent, score / 2, reason);
  }
}

function holdsCursor({ snapshot, cursor }: EditQuery, symbol: SymbolId): boolean {
  const span = snapshot.symbol(symbol)?.span;
  return span !== undefined && span[0] <= cursor.line && cursor.line <= span[2];
}

/** The constructor of a class that is called: it says what the call takes. */
function constructorOf(snapshot: Snapshot, type: SymbolId): SymbolId | undefined {
  const symbols = snapshot.file(fileOf(type))?.facts.symbols ?? [];
  const index = symbols.findIndex(({ kind, parent }) => kind === 'constructor' && parent === indexOf(type));
  return index < 0 || indexOf(type) < 0 ? undefined : symbolId(fileOf(type), index);
}

function nearness(
  { task }: EditQuery,
  edge: ReferenceEdge,
  regions: readonly (readonly [number, number])[],
  scopes: ReadonlySet<SymbolId>,
): number {
  const strength = STRENGTH_BY_TASK[task];
  const near = strength.near * 0.5 ** (distanceTo(regions, edge.line) / HALF_LIFE);
  return scopes.has(edge.from) ? Math.max(near, strength.scope) : near;
}

/** Symbols of the edited file whose lines hold the cursor; of a method not its class, most of which is far away. */
function enclosingSymbols(snapshot: Snapshot, query: EditQuery): ReadonlySet<SymbolId> {
  const symbols = snapshot.file(query.file)?.facts.symbols ?? [];
  const around = symbols.flatMap(({ span }, index) =>
    span[0] <= query.cursor.line && query.cursor.line <= span[2] ? [index] : [],
  );
  const callable = around.filter(index => symbols[index]?.bodySpan && !isContainer(symbols[index]));
  return new Set((callable.length > 0 ? callable : around).map(index => symbolId(query.file, index)));
}

function isContainer(symbol: SymbolFact | undefined): boolean {
  return symbol !== undefined && /^(?:class|interface|enum|namespace)$/.test(symbol.kind);
}

/** Types of the local names in scope, nearest first. */
function addLocals(query: EditQuery, board: ScoreBoard): void {
  const { snapshot, cursor } = query;
  const bindings = snapshot.file(query.file)?.facts.bindings ?? [];
  const inScope = bindings
    .filter(({ line, scope }) => line <= cursor.line && scope[0] <= cursor.line && cursor.line <= scope[1])
    .sort((a, b) => b.line - a.line)
    .slice(0, MAX_LOCALS);
  for (const { name, line } of inScope) {
    const found = snapshot.typeOf(query.file, name, cursor.line);
    if (found === undefined || fileOf(found.type) === query.file || indexOf(found.type) < 0) continue;
    const score = STRENGTH.localType * found.confidence * 0.5 ** ((cursor.line - line) / (4 * HALF_LIFE));
    const reason = `local \`${name}\` is a ${nameOf(snapshot, found.type)}`;
    board.addSymbol(found.type, score, reason);
    board.addFile(fileOf(found.type), score, reason);
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `…${text.slice(-39)}` : text;
}
