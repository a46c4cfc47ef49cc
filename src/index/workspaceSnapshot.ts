import { once } from '../base/once.ts';
import { type FilePath, pathKey } from '../base/paths.ts';
import type { SymbolFact } from '../facts/fileFacts.ts';
import { type Analysis, exportedSymbol } from './analysis.ts';
import type { FileRecord } from './fileRecord.ts';
import { extendedType, membersOf } from './resolve/hierarchy.ts';
import { isCallable } from './resolve/program.ts';
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
import type { WorkspaceState } from './workspaceState.ts';

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
  const keys = once(() => new Map(state.files.map(file => [pathKey(file.source.path), file])));
  const order = once(() => new Map(state.files.map((file, index) => [file.id, index])));
  const byPath = (a: FileId, b: FileId): number => (order().get(a) ?? 0) - (order().get(b) ?? 0);

  const importers = once(() => {
    const reverse = new Map<FileId, FileId[]>();
    for (const { id } of state.files) {
      for (const target of importedFiles(analysis(), id)) if (target !== id) append(reverse, target, id);
    }
    return reverse;
  });
  const aliases = once(() => {
    // What `module.exports =` gives is imported as the whole module or as its default.
    const lists = new Map([['=', new Set(['*', 'default'])]]);
    for (const file of state.files) {
      for (const [name, alias] of file.aliases()) {
        const known = lists.get(name);
        if (known) known.add(alias);
        else lists.set(name, new Set([alias]));
      }
    }
    return lists;
  });
  const uses = new Map<SymbolId, readonly ReferenceEdge[]>();
  /** Resolves only the files that mention a name of the symbol: an edit must not cost the whole workspace. */
  const usesOf = (symbol: SymbolId): readonly ReferenceEdge[] => {
    let known = uses.get(symbol);
    if (!known) {
      const fact = state.byId.get(fileOf(symbol))?.facts.symbols[indexOf(symbol)];
      const names = fact ? namesFor(fact, aliases()) : new Set<string>();
      const precise = analysis().precise.users(symbol);
      known = state.files
        .filter(file => mentionsAny(file, names) || precise.has(file.id))
        .flatMap(file => usesIn(analysis().references(file.id), symbol));
      uses.set(symbol, known);
    }
    return known;
  };
  const subclasses = once(() => {
    const reverse = new Map<SymbolId, SymbolId[]>();
    for (const { id, facts } of state.files) {
      facts.symbols.forEach((symbol, index) => {
        if (!symbol.bases?.length) return;
        const subclass = symbol.kind === 'extension' ? extended(symbolId(id, index)) : symbolId(id, index);
        if (subclass === undefined) return;
        for (const base of basesOf(symbolId(id, index))) append(reverse, base, subclass);
      });
    }
    return reverse;
  });
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
    find: (path: FilePath) => keys().get(pathKey(path)),
    symbol: id => state.byId.get(fileOf(id))?.facts.symbols[indexOf(id)],
    named: name => analysis().names.get(name) ?? [],
    imports: file => analysis().imports(file),
    importers: file => [...(importers().get(file) ?? [])].sort(byPath),
    references: file => analysis().references(file),
    precision: file => analysis().precise.standing(file),
    uses: usesOf,
    exported: (file, name) => exportedSymbol(analysis(), file, name),
    bases: basesOf,
    subclasses: symbol => subclasses().get(symbol) ?? [],
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
    typeOf: (file, receiver, line) => typeOf(analysis(), file, receiver, line),
  };
}

function typeOf(analysis: Analysis, file: FileId, receiver: string, line: number): TypeOfReceiver | undefined {
  const { program, inference, hinted } = analysis;
  const scope = program.scope(file);
  if (!scope) return undefined;
  const place = { file, line, enclosing: scope.enclosing(line) };
  for (const by of [inference, hinted]) {
    const value = program.queries.ask(() => by.chain(place, receiver));
    if (value?.type === undefined) continue;
    const symbol = program.scope(fileOf(value.type))?.facts.symbols[indexOf(value.type)];
    if (symbol && isCallable(symbol) && value.access === 'static') continue;
    return { type: value.type, access: value.access, rule: value.rule, confidence: CONFIDENCE[value.rule] };
  }
  return undefined;
}

/** Files that a file's imports lead to: their modules, and modules imported out of packages. */
function importedFiles(analysis: Analysis, file: FileId): ReadonlySet<FileId> {
  const files = new Set<FileId>();
  for (const { target, definitions } of analysis.imports(file)) {
    if (target.kind === 'file') files.add(target.file);
    for (const definition of definitions) {
      if (definition !== undefined && indexOf(definition) < 0) files.add(fileOf(definition));
    }
  }
  return files;
}

/** The names by which a symbol may be called elsewhere: its own, what it is imported or exported as, `super` for a base. */
function namesFor(symbol: SymbolFact, aliases: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const names = new Set([symbol.name]);
  if (symbol.kind === 'class') names.add('super');
  for (const known of names) for (const alias of aliases.get(known) ?? []) names.add(alias);
  return names;
}

function mentionsAny(file: FileRecord, names: ReadonlySet<string>): boolean {
  const mentions = file.mentions();
  for (const name of names) if (mentions.has(name)) return true;
  return false;
}

function usesIn(edges: readonly ReferenceEdge[], symbol: SymbolId): readonly ReferenceEdge[] {
  return edges.filter(edge => edge.to === symbol).sort((a, b) => a.line - b.line);
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}
