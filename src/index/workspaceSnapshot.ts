import { comparePaths, type FilePath, folderSteps } from '../base/paths.ts';
import { lowHash } from '../base/textHash.ts';
import type { SymbolFact } from '../facts/fileFacts.ts';
import { type Analysis, exportedSymbol } from './analysis.ts';
import { argumentValue } from './resolve/expected.ts';
import { extendedType, membersOf } from './resolve/hierarchy.ts';
import { type Inference, isCallable, type Place, type Program, type Value } from './resolve/program.ts';
import { CONFIDENCE } from './resolve/rules.ts';
import {
  type FileId,
  fileOf,
  indexOf,
  type ReferenceEdge,
  type Snapshot,
  type SymbolId,
  symbolId,
  type TypeOfReceiver,
} from './snapshot.ts';
import { findFile, type WorkspaceState } from './workspaceState.ts';

/** The view of one state. `analyse` is called at most once, when the first question needs it. */
export function createSnapshot(
  state: WorkspaceState,
  version: number,
  complete: boolean,
  analyse: () => Analysis,
): Snapshot {
  let analysed: Analysis | undefined;
  const analysis = (): Analysis => {
    analysed ??= analyse();
    return analysed;
  };
  const byPath = (a: FileId, b: FileId): number => {
    const [first, second] = [state.byId.get(a), state.byId.get(b)];
    return first && second ? comparePaths(first.source.path, second.source.path) : 0;
  };
  const symbolOf = (id: SymbolId): SymbolFact | undefined => state.byId.get(fileOf(id))?.facts.symbols[indexOf(id)];

  /** The files that mention a name of the symbol, its own file first, and those names. */
  const usersOf = (symbol: SymbolId): { readonly users: Set<FileId>; readonly names: ReadonlySet<number> } => {
    const fact = symbolOf(symbol);
    const mentions = analysis().mentions();
    const family = analysis().program.family(fileOf(symbol));
    const names = fact ? mentions.namesFor(fact, family) : new Set<number>();
    // Its own file may call it by a word like `self`, and nothing else.
    const users = new Set([fileOf(symbol), ...analysis().precise.users(symbol)]);
    mentions.filesThatMention(names, file => users.add(file));
    return { users, names };
  };
  const nearest = (files: Iterable<FileId>, to: FileId, most: number): FileId[] => {
    const folders = state.byId.get(to)?.source.path.relative.split('/').slice(0, -1) ?? [];
    const steps = (id: FileId): number => folderSteps(folders, state.byId.get(id)?.source.path.relative ?? '');
    const ranked = [...files].map(id => [steps(id), id] as const);
    ranked.sort((a, b) => a[0] - b[0] || byPath(a[1], b[1]));
    return ranked.slice(0, most).map(([, id]) => id);
  };
  const uses = new Map<string, readonly ReferenceEdge[]>();
  /** Resolves only references by a name of the symbol: an edit must not cost the whole workspace. */
  const usesOf = (symbol: SymbolId, mostFiles = Number.POSITIVE_INFINITY): readonly ReferenceEdge[] => {
    const key = `${symbol} ${mostFiles}`;
    let known = uses.get(key);
    if (!known) {
      const { users, names } = usersOf(symbol);
      const files = users.size > mostFiles ? nearest(users, fileOf(symbol), mostFiles) : [...users];
      known = files.sort(byPath).flatMap(file => usesIn(analysis().referencesNamed(file, names), symbol));
      uses.set(key, known);
    }
    return known;
  };
  const subclassesOf = (symbol: SymbolId): readonly SymbolId[] => {
    const found: SymbolId[] = [];
    analysis().extenders()(fileOf(symbol), indexOf(symbol) + 1, (file, index) => found.push(symbolId(file, index - 1)));
    found.sort((a, b) => byPath(fileOf(a), fileOf(b)) || a - b);
    return found.flatMap(id => (symbolOf(id)?.kind === 'extension' ? (extended(id) ?? []) : [id]));
  };
  const extended = (symbol: SymbolId): SymbolId | undefined => {
    const { program, inference } = analysis();
    return program.queries.ask(() => extendedType(program, inference, symbol));
  };
  const basesOf = (symbol: SymbolId): readonly SymbolId[] => {
    const { program, inference } = analysis();
    return program.queries.ask(() => inference.bases(symbol)) ?? [];
  };

  return {
    version,
    complete,
    files: state.files,
    file: id => state.byId.get(id),
    find: (path: FilePath) => findFile(state.files, path),
    symbol: symbolOf,
    named: name => analysis().names.named(name).symbols,
    mentions(name) {
      const found: FileId[] = [];
      analysis()
        .mentions()
        .filesThatMention(new Set([lowHash(name)]), file => found.push(file));
      return found;
    },
    imports: file => analysis().imports(file),
    importers(file) {
      const found: FileId[] = [];
      analysis().importers()(file, 0, importer => found.push(importer));
      return found.sort(byPath);
    },
    references: file => analysis().references(file),
    precision: file => analysis().precise.standing(file),
    uses: usesOf,
    exported: (file, name) => exportedSymbol(analysis(), file, name),
    bases: basesOf,
    subclasses: subclassesOf,
    members(type) {
      const { program, inference } = analysis();
      return program.queries.ask(() => membersOf(program, inference, type)) ?? [];
    },
    member(type, name) {
      const { program, inference } = analysis();
      const isModule = indexOf(type) < 0;
      if (isModule) return exportedSymbol(analysis(), fileOf(type), name);
      return program.queries.ask(() => inference.inherited(type, name));
    },
    typeOf: (file, receiver, line) =>
      typeAt(analysis(), file, line, (by, place) => notAFunction(analysis().program, by.chain(place, receiver))),
    called: (file, callee, line) => typeAt(analysis(), file, line, (by, place) => by.chain(place, callee)),
    expectedType: (file, argument, line) =>
      typeAt(analysis(), file, line, (by, place) => argumentValue(analysis().program, by, place, argument)),
    resolve: (file, specifier) => analysis().resolve(file, specifier),
  };
}

type ValueAt = (by: Inference, place: Place) => Value | undefined;

/** The first value of a known type; what is only hinted at comes last. */
function typeAt(analysis: Analysis, file: FileId, line: number, valueAt: ValueAt): TypeOfReceiver | undefined {
  const { program, inference, hinted } = analysis;
  const scope = program.scope(file);
  if (!scope) return undefined;
  const place = { file, line, enclosing: scope.enclosing(line) };
  for (const by of [inference, hinted]) {
    const value = program.queries.ask(() => valueAt(by, place));
    if (value?.type === undefined) continue;
    return { type: value.type, access: value.access, rule: value.rule, confidence: CONFIDENCE[value.rule] };
  }
  return undefined;
}

/** A function has no members of its own. */
function notAFunction(program: Program, value: Value | undefined): Value | undefined {
  if (value?.type === undefined || value.access !== 'static') return value;
  const symbol = program.scope(fileOf(value.type))?.facts.symbols[indexOf(value.type)];
  return symbol && isCallable(symbol) ? undefined : value;
}

function usesIn(edges: readonly ReferenceEdge[], symbol: SymbolId): readonly ReferenceEdge[] {
  return edges.filter(edge => edge.to === symbol).sort((a, b) => a.line - b.line);
}
