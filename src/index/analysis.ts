import type { ImportFact } from '../facts/fileFacts.ts';
import type { FileRecord } from './fileRecord.ts';
import { buildNameIndex, type NameIndex } from './nameIndex.ts';
import { fullNameKey, packageKey } from './nameKeys.ts';
import { createHintedInference, createInference } from './resolve/inference.ts';
import { importedDefinition, memberOfModule, moduleDefinition } from './resolve/modules.ts';
import type { Inference, ModuleTarget, Program } from './resolve/program.ts';
import { createQueries, type Dependency, type Tracked } from './resolve/queries.ts';
import { resolveReference, resolveReferences } from './resolve/references.ts';
import { createTypeParser } from './resolve/typeExpression.ts';
import { createPreciseView, type PreciseView } from './scip/preciseView.ts';
import {
  type FileId,
  fileOf,
  type ImportTarget,
  type ReferenceEdge,
  type ResolvedImport,
  type SymbolId,
} from './snapshot.ts';
import { type Resolvers, resolverFor, resolveTargets, type Targets, toTarget, UNRESOLVED } from './targets.ts';
import { absolutePath, type WorkspaceState } from './workspaceState.ts';

/** Everything that was worked out about one state. Built from the previous one's where that still holds. */
export interface Analysis {
  readonly state: WorkspaceState;
  readonly names: NameIndex;
  readonly program: Program;
  readonly inference: Inference;
  readonly hinted: Inference;
  readonly precise: PreciseView;
  imports(file: FileId): readonly ResolvedImport[];
  references(file: FileId): readonly ReferenceEdge[];
  /** For the next analysis. */
  readonly kept: Kept;
}

interface Kept {
  readonly resolvers: Resolvers;
  readonly targets: ReadonlyMap<FileId, Targets>;
  readonly imports: Map<FileId, Tracked<readonly ResolvedImport[]>>;
  readonly references: Map<FileId, Tracked<readonly ReferenceEdge[]>>;
}

/** Consulted by whatever asked which files exist beyond a file's own imports. */
const TREE: Dependency = 'tree';

/** Analyses a state, taking over from `previous` all that its changes cannot have touched. */
export function analyse(state: WorkspaceState, previous: Analysis | undefined): Analysis {
  const sameTree = previous?.state.table === state.table;
  const resolvers: Resolvers = sameTree && previous ? previous.kept.resolvers : new Map();
  const targets = new Map<FileId, Targets>();
  for (const file of state.files) {
    const before = sameTree ? previous?.kept.targets.get(file.id) : undefined;
    const same = before && previous?.state.byId.get(file.id)?.fingerprint === file.fingerprint;
    targets.set(file.id, same ? before : resolveTargets(state, resolvers, file));
  }
  const changed = changedFiles(state, targets, previous);
  const names = buildNameIndex(state.files, previous?.names, changed);
  const kept: Kept = { resolvers, targets, imports: new Map(), references: new Map() };
  const precise = createPreciseView(state, previous?.precise);
  const stale = previous && [...staleDependencies(previous, state, changed, sameTree), ...precise.stale];
  if (previous) keepValid(previous, state, new Set(stale), kept);
  const program = createProgram(state, kept, names);
  const inference = createInference(program);
  const hinted = createHintedInference(program, inference);
  const resolved = <T>(cache: Map<FileId, Tracked<T>>, file: FileId, compute: () => T): T => {
    let entry = cache.get(file);
    if (!entry) {
      entry = program.queries.track(compute);
      cache.set(file, entry);
    }
    return entry.value;
  };
  return {
    state,
    names,
    program,
    inference,
    hinted,
    precise,
    kept,
    imports: file => resolved(kept.imports, file, () => resolveImports(program, file)),
    references: file =>
      resolved(
        kept.references,
        file,
        () =>
          precise.references(program, file, fact => resolveReference(program, inference, hinted, file, fact)) ??
          resolveReferences(program, inference, hinted, file),
      ),
  };
}

/** Files whose interface or import targets differ from before, with their former records. */
function changedFiles(
  state: WorkspaceState,
  targets: ReadonlyMap<FileId, Targets>,
  previous: Analysis | undefined,
): ReadonlyMap<FileId, FileRecord | undefined> {
  const changed = new Map<FileId, FileRecord | undefined>();
  for (const file of state.files) {
    const before = previous?.state.byId.get(file.id);
    const same =
      before?.fingerprint === file.fingerprint &&
      previous?.kept.targets.get(file.id)?.text === targets.get(file.id)?.text;
    if (!same) changed.set(file.id, before);
  }
  for (const file of previous?.state.files ?? []) if (!state.byId.has(file.id)) changed.set(file.id, file);
  return changed;
}

function staleDependencies(
  previous: Analysis,
  state: WorkspaceState,
  changed: ReadonlyMap<FileId, FileRecord | undefined>,
  sameTree: boolean,
): ReadonlySet<Dependency> {
  const stale = new Set<Dependency>(changed.keys());
  for (const [id, before] of changed) {
    for (const name of before?.names() ?? []) stale.add(name);
    for (const name of state.byId.get(id)?.names() ?? []) stale.add(name);
  }
  // A symbol's place in path order decides between equals, so a moved file counts; and so does any file that came.
  if (!sameTree && previous.state.files.length !== 0) stale.add(TREE);
  return stale;
}

function keepValid(previous: Analysis, state: WorkspaceState, stale: ReadonlySet<Dependency>, into: Kept): void {
  const isValid = ({ dependencies }: Tracked<unknown>): boolean => {
    if (stale.size === 0) return true;
    if (stale.size < dependencies.size) {
      for (const dependency of stale) if (dependencies.has(dependency)) return false;
    } else {
      for (const dependency of dependencies) if (stale.has(dependency)) return false;
    }
    return true;
  };
  const copy = <T>(from: ReadonlyMap<FileId, Tracked<T>>, to: Map<FileId, Tracked<T>>): void => {
    for (const [id, entry] of from) {
      // The file's own body may have changed without its interface: the record itself must be the same.
      if (state.byId.get(id) === previous.state.byId.get(id) && isValid(entry)) to.set(id, entry);
    }
  };
  copy(previous.kept.imports, into.imports);
  copy(previous.kept.references, into.references);
}

function createProgram(state: WorkspaceState, kept: Kept, names: NameIndex): Program {
  const queries = createQueries();
  return {
    queries,
    parseType: createTypeParser(),
    scope(file) {
      queries.consult(file);
      return state.byId.get(file)?.scope;
    },
    family: file => state.byId.get(file)?.family,
    moduleName(file) {
      queries.consult(file);
      return state.byId.get(file)?.moduleName;
    },
    path: file => absolutePath(state, file),
    target(file, specifier) {
      queries.consult(file);
      return kept.targets.get(file)?.bySpecifier.get(specifier) ?? UNRESOLVED;
    },
    submodule(parent, name) {
      queries.consult(TREE);
      const family = typeof parent === 'number' ? state.byId.get(parent)?.family : parent.family;
      const path = typeof parent === 'number' ? absolutePath(state, parent) : parent.key;
      const resolver = family && resolverFor(state, kept.resolvers, family);
      return resolver && path !== undefined ? toTarget(state, family, resolver.submodule(path, name)) : UNRESOLVED;
    },
    named(name) {
      queries.consult(name);
      return names.get(name) ?? [];
    },
    lacks(name) {
      if (names.has(name)) return false;
      queries.consult(name);
      return true;
    },
  };
}

function resolveImports(program: Program, file: FileId): readonly ResolvedImport[] {
  const facts = program.scope(file)?.facts;
  return (facts?.imports ?? []).map((fact, index) => {
    const target = program.target(file, fact.specifier);
    const definitions = fact.names.map((_, name) => {
      const found = program.queries.ask(() => importedDefinition(program, file, index, name));
      return found && 'symbol' in found ? found.symbol : undefined;
    });
    return { fact, target: importTarget(program, file, fact, target, definitions), definitions };
  });
}

/** A package without a file of its own leads to the file of what is taken from it; as a whole it is itself. */
function importTarget(
  program: Program,
  file: FileId,
  fact: ImportFact,
  target: ModuleTarget,
  definitions: readonly (SymbolId | undefined)[],
): ImportTarget {
  if (target.kind === 'file') return { kind: 'file', file: target.file };
  if (target.kind !== 'package') return target;
  const first = definitions.find(definition => definition !== undefined);
  if (first !== undefined) return { kind: 'file', file: fileOf(first) };
  const { family, key } = target;
  if (family.moduleName && program.named(packageKey(key)).length === 0 && program.named(fullNameKey(key)).length === 0)
    return { kind: 'external', package: key };
  if (fact.names.every(({ name }) => name === '*')) return { kind: 'package', name: key };
  return family.isOutside?.(program, file, fact) ? { kind: 'external', package: key } : { kind: 'unresolved' };
}

/** What a module offers under `name`, as an importer sees it. */
export function exportedSymbol({ program }: Analysis, file: FileId, name: string): SymbolId | undefined {
  const target: ModuleTarget = { kind: 'file', file };
  const found = program.queries.ask(() =>
    name === '*' ? moduleDefinition(target) : memberOfModule(program, target, name),
  );
  return found && 'symbol' in found ? found.symbol : undefined;
}
