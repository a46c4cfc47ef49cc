import { type FilePath, pathKey } from '../base/paths.ts';
import { type Analysis, exportedSymbol, type WorkspaceState } from './analysis.ts';
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
  const usingFiles = once(() => {
    const reverse = new Map<FileId, FileId[]>();
    for (const { id } of state.files) {
      const targets = new Set(
        analysis()
          .references(id)
          .map(edge => fileOf(edge.to)),
      );
      for (const target of targets) append(reverse, target, id);
    }
    return reverse;
  });
  const uses = new Map<FileId, ReadonlyMap<SymbolId, readonly ReferenceEdge[]>>();
  const usesOf = (file: FileId): ReadonlyMap<SymbolId, readonly ReferenceEdge[]> => {
    let known = uses.get(file);
    if (!known) {
      const lists = new Map<SymbolId, ReferenceEdge[]>();
      for (const user of usingFiles().get(file) ?? []) {
        const edges = analysis()
          .references(user)
          .filter(edge => fileOf(edge.to) === file);
        for (const edge of edges.sort((a, b) => a.line - b.line)) append(lists, edge.to, edge);
      }
      known = lists;
      uses.set(file, known);
    }
    return known;
  };
  const subclasses = once(() => {
    const reverse = new Map<SymbolId, SymbolId[]>();
    for (const { id, facts } of state.files) {
      facts.symbols.forEach((symbol, index) => {
        if (!symbol.bases?.length) return;
        for (const base of basesOf(symbolId(id, index))) append(reverse, base, symbolId(id, index));
      });
    }
    return reverse;
  });
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
    uses: symbol => usesOf(fileOf(symbol)).get(symbol) ?? [],
    exported: (file, name) => exportedSymbol(analysis(), file, name),
    bases: basesOf,
    subclasses: symbol => subclasses().get(symbol) ?? [],
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

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}
