import { type FileId, fileOf, indexOf, type Snapshot, type SymbolId, type TypeOfReceiver } from '../index/snapshot.ts';
import type { CursorContext } from './cursorContext.ts';
import { type CursorSlot, cursorSlot } from './cursorSlot.ts';
import { exportsOf, membersOf, nameOf, owner, placeOf } from './members.ts';
import type { EditQuery } from './ranking.ts';
import type { ScoreBoard } from './scoreBoard.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = { type: 0.95, member: 0.93, imported: 0.95, entered: 0.6 };
/** Of more members than this none is likely. */
const MANY = 12;
const MAX_SUBTYPES = 8;
const MAX_SHOWN = 40;
/** Classes whose attributes are the cases of an enumeration. */
const ENUM_BASE = /(?:^|\.)\w*(?:Enum|Flag)$/;

/**
 * What the syntax at the cursor expects, beside members after a dot: the type of an argument, of a component's
 * properties, of the value of a declaration and of what is matched, with those members that make or name such a value;
 * what is called there; what the module of an import statement offers; what can be entered by `with`.
 *
 * @returns whether nothing else is likely there
 */
export function addExpected(query: EditQuery, context: CursorContext, board: ScoreBoard): boolean {
  const { snapshot, file, text, cursor } = query;
  if (context.expects === 'import') return addModule(query, board);
  const slot = cursorSlot(text, cursor, snapshot.file(file)?.facts.language ?? '');
  if (slot === undefined) return false;
  if (slot.kind === 'entered') return addEntered(query, board);
  if (slot.kind === 'argument') addCallee(query, slot.callee, board);
  const expected = expectedBy(query, slot);
  if (expected === undefined) return slot.kind === 'argument' && slot.open;
  const { type, confidence } = expected;
  const said = `${nameOf(snapshot, type)} is expected here (${placeOf(snapshot, type)})`;
  addValue(query, type, STRENGTH.type * confidence, said, board);
  for (const part of partsOf(snapshot, type, slot, context))
    addValue(query, part, STRENGTH.member * confidence, `makes or names a value: ${said}`, board);
  return slot.kind === 'argument' ? slot.open : slot.kind === 'case' || context.expects === 'construction';
}

/** What is called, and the constructor of a class. */
function addCallee(query: EditQuery, callee: string, board: ScoreBoard): void {
  const { snapshot, file, cursor } = query;
  const called = snapshot.called(file, callee, cursor.line);
  if (called === undefined) return;
  const said = `\`${callee.slice(-MAX_SHOWN)}\` is called here (${placeOf(snapshot, called.type)})`;
  addValue(query, called.type, STRENGTH.type * called.confidence, said, board);
  const isConstructor = (symbol: SymbolId): boolean => snapshot.symbol(symbol)?.kind === 'constructor';
  for (const member of called.access === 'static' ? snapshot.members(called.type).filter(isConstructor) : [])
    addValue(query, member, STRENGTH.member * called.confidence, said, board);
}

function partsOf(snapshot: Snapshot, type: SymbolId, slot: CursorSlot, context: CursorContext): readonly SymbolId[] {
  if (slot.kind === 'argument' && slot.open) return fieldsOf(snapshot, type);
  const makers = makersOf(snapshot, type);
  // `new` calls a constructor.
  return context.expects === 'construction' ? makers.filter(symbol => !snapshot.symbol(symbol)?.static) : makers;
}

function expectedBy({ snapshot, file, cursor }: EditQuery, slot: CursorSlot): TypeOfReceiver | undefined {
  const { line } = cursor;
  switch (slot.kind) {
    case 'argument':
      return snapshot.expectedType(file, slot, line);
    case 'case':
      return snapshot.typeOf(file, slot.subject, line);
    case 'value':
      return typeNamed(snapshot, file, slot.type, line);
    case 'entered':
      return undefined;
  }
}

/** The first type of the workspace that the text of a type names. */
function typeNamed(snapshot: Snapshot, file: FileId, type: string, line: number): TypeOfReceiver | undefined {
  for (const [name] of type.matchAll(/[\p{L}_$][\p{L}\p{N}_$.]*/gu)) {
    const found = snapshot.typeOf(file, name, line);
    if (found && indexOf(found.type) >= 0) return found;
  }
  return undefined;
}

function addValue(
  { snapshot, file }: EditQuery,
  symbol: SymbolId,
  score: number,
  said: string,
  board: ScoreBoard,
): void {
  // The buffer shows its own definitions.
  if (fileOf(symbol) === file || indexOf(symbol) < 0) return;
  board.addSymbol(symbol, score, said);
  if (owner(snapshot, symbol) === undefined) board.addFile(fileOf(symbol), score / 2, said);
}

/** What an object of the type consists of. */
function fieldsOf(snapshot: Snapshot, type: SymbolId): SymbolId[] {
  const members = membersOf(snapshot, type).map(({ symbol }) => symbol);
  return members.filter(symbol => snapshot.symbol(symbol)?.kind !== 'constructor');
}

/** Members of an enum; constructors and static members of a class that give one; the types derived from it, and their constructors. */
function makersOf(snapshot: Snapshot, type: SymbolId): SymbolId[] {
  const members = snapshot.members(type);
  const isEnum = snapshot.symbol(type)?.bases?.some(base => ENUM_BASE.test(base)) ?? false;
  const cases = members.filter(symbol => {
    const kind = snapshot.symbol(symbol)?.kind;
    return kind === 'enumMember' || (isEnum && kind === 'property');
  });
  if (cases.length > 0) return cases.slice(0, 4 * MANY);
  const derived = snapshot.subclasses(type).slice(0, MAX_SUBTYPES);
  const name = snapshot.symbol(type)?.name;
  const makes = (symbol: SymbolId): boolean => {
    const fact = snapshot.symbol(symbol);
    return fact?.kind === 'constructor' || (fact?.static === true && fact.exported && fact.type === name);
  };
  const makers = [type, ...derived].flatMap(each => snapshot.members(each).filter(makes));
  return [...derived, ...makers.slice(0, MANY)];
}

/** The statement's module, whether its names stand before it or behind it. */
function addModule(query: EditQuery, board: ScoreBoard): boolean {
  const { snapshot, file, text, cursor } = query;
  const target = moduleAt(snapshot, file, text.split('\n')[cursor.line] ?? '', cursor.line);
  if (target === undefined || target === file) return false;
  const said = `${pathOf(snapshot, target)} is what this statement imports`;
  board.addFile(target, STRENGTH.imported, said);
  for (const symbol of exportsOf(snapshot, target)) board.addSymbol(symbol, STRENGTH.imported, said);
  return true;
}

function moduleAt(snapshot: Snapshot, file: FileId, statement: string, line: number): FileId | undefined {
  for (const { fact, target } of snapshot.imports(file)) {
    if (fact.span[0] <= line && line <= fact.span[2] && target.kind === 'file') return target.file;
  }
  // A statement that is cut off may be none to the parser.
  const specifier = /\bfrom\s+["']?([^"'\s]+)/.exec(statement)?.[1];
  const target = specifier === undefined ? undefined : snapshot.resolve(file, specifier);
  return target?.kind === 'file' ? target.file : undefined;
}

/** Imported names that give a context manager, and its class. */
function addEntered(query: EditQuery, board: ScoreBoard): boolean {
  const { snapshot, file, cursor } = query;
  let found = false;
  for (const { fact, definitions } of snapshot.imports(file)) {
    fact.names.forEach(({ local }, index) => {
      const definition = definitions[index];
      if (definition === undefined || indexOf(definition) < 0) return;
      const given = snapshot.typeOf(file, `${local}()`, cursor.line);
      if (given === undefined || snapshot.member(given.type, '__enter__') === undefined) return;
      const said = `\`${local}\` gives a context manager (${placeOf(snapshot, given.type)})`;
      addValue(query, definition, STRENGTH.entered, said, board);
      addValue(query, given.type, STRENGTH.type, said, board);
      found = true;
    });
  }
  return found;
}

function pathOf(snapshot: Snapshot, file: FileId): string {
  return snapshot.file(file)?.source.path.relative ?? '';
}
