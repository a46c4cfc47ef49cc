import { once } from '../base/once.ts';
import type { ImportFact, ReferenceFact } from '../facts/fileFacts.ts';
import { asNumber, nameDependency, TREE } from './dependencies.ts';
import { createKeptAnswers, type KeptAnswers } from './keptAnswers.ts';
import { createKeptRelation, type KeptRelation, type Row } from './keptRelation.ts';
import { createMentionIndex, type MentionIndex } from './mentionIndex.ts';
import { createNameIndex, type NameIndex } from './nameIndex.ts';
import { fullNameKey, packageKey } from './nameKeys.ts';
import type { Postings } from './postings.ts';
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
  indexOf,
  type ReferenceEdge,
  type ResolvedImport,
  type SymbolId,
  symbolId,
} from './snapshot.ts';
import {
  leadElsewhere,
  type Resolvers,
  resolverFor,
  resolveTargets,
  type Targets,
  toTarget,
  UNRESOLVED,
} from './targets.ts';
import { absolutePath, differences, type WorkspaceState } from './workspaceState.ts';

/** Everything that is worked out about one state, when it is asked. Takes over from the previous one's what still holds. */
export interface Analysis {
  readonly state: WorkspaceState;
  readonly names: NameIndex;
  readonly program: Program;
  readonly inference: Inference;
  readonly hinted: Inference;
  readonly precise: PreciseView;
  imports(file: FileId): readonly ResolvedImport[];
  references(file: FileId): readonly ReferenceEdge[];
  /** Those of the file's edges that may end at a symbol with one of these names (low hashes); some that do not are among them. */
  referencesNamed(file: FileId, names: ReadonlySet<number>): readonly ReferenceEdge[];
  mentions(): MentionIndex;
  /** Files by the id of a file that they import; no order. */
  importers(): Postings['find'];
  /** Types, as file and index + 1, by file and index + 1 of what they extend, see `SymbolFact.bases`; no order. */
  extenders(): Postings['find'];
  /** For the next analysis, which alters it: this one starts anew when it is asked further. */
  release(): Kept;
}

interface Kept {
  readonly resolvers: Resolvers;
  readonly targets: Map<FileId, Targets>;
  readonly imports: KeptAnswers<readonly ResolvedImport[]>;
  readonly references: KeptAnswers<readonly ReferenceEdge[]>;
  readonly importers: KeptRelation;
  readonly extenders: KeptRelation;
  /** The last index and the files that changed since. */
  mentions: { readonly index: MentionIndex | undefined; readonly changed: readonly FileId[] };
}

/** Kept answers, in imports and edges: some tens of megabytes. */
const KEPT_IMPORTS = 50_000;
const KEPT_EDGES = 400_000;
/**
 * Remembered answers to the questions below references: past this number they are forgotten all at once. Eight times as
 * many take 6 % more processor time, for the garbage collector has more to look at.
 */
const REMEMBERED = 50_000;

/** Analyses a state, taking over from `previous` all that its changes cannot have touched. */
export function analyse(state: WorkspaceState, previous: Analysis | undefined): Analysis {
  const precise = createPreciseView(state, previous?.precise);
  const others = previous ? differences(previous.state.byId, state.byId) : [];
  const isNews = (id: FileId): boolean => previous?.state.byId.get(id)?.fingerprint !== state.byId.get(id)?.fingerprint;
  const changed = others.filter(isNews);
  const names = createNameIndex(state, previous?.names, changed);
  let kept = previous ? renewed(previous, state, others, changed, precise.stale) : emptyKept(new Map());
  let core = createCore(state, () => kept, names);
  const track = <T>(compute: () => T): Tracked<T> => {
    if (core.program.queries.size > REMEMBERED) core = createCore(state, () => kept, names);
    return core.program.queries.track(compute);
  };
  const imports = (file: FileId): readonly ResolvedImport[] =>
    kept.imports.ask(file, () => track(() => resolveImports(core.program, file)));
  const references = (file: FileId): readonly ReferenceEdge[] =>
    kept.references.ask(file, () =>
      track(() => {
        const { program, inference, hinted } = core;
        const guess = (fact: ReferenceFact) => resolveReference(program, inference, hinted, file, fact);
        return precise.references(program, file, guess) ?? resolveReferences(program, inference, hinted, file);
      }),
    );
  return {
    state,
    names,
    get program() {
      return core.program;
    },
    get inference() {
      return core.inference;
    },
    get hinted() {
      return core.hinted;
    },
    precise,
    imports,
    references,
    referencesNamed(file, names) {
      const known = kept.references.known(file);
      if (known) return known;
      if (precise.standing(file)) return references(file);
      return track(() => resolveReferences(core.program, core.inference, core.hinted, file, names)).value;
    },
    mentions: once(() => {
      const index = createMentionIndex(state, kept.mentions.index, kept.mentions.changed);
      kept.mentions = { index, changed: [] };
      return index;
    }),
    importers: once(() => kept.importers.of(state, file => track(() => importRows(core.program, file)))),
    extenders: once(() => kept.extenders.of(state, file => track(() => baseRows(state, core, file)))),
    release() {
      const released = kept;
      kept = emptyKept(released.resolvers);
      return released;
    },
  };
}

function emptyKept(resolvers: Resolvers): Kept {
  return {
    resolvers,
    targets: new Map(),
    imports: createKeptAnswers(KEPT_IMPORTS, imports => imports.length),
    references: createKeptAnswers(KEPT_EDGES, edges => edges.length),
    importers: createKeptRelation(),
    extenders: createKeptRelation(),
    mentions: { index: undefined, changed: [] },
  };
}

/**
 * @param others files whose records are not the same, or that came or went
 * @param changed those of them whose interface differs
 */
function renewed(
  previous: Analysis,
  state: WorkspaceState,
  others: readonly FileId[],
  changed: readonly FileId[],
  alsoStale: ReadonlySet<Dependency>,
): Kept {
  const before = previous.release();
  const sameTree = previous.state.table === state.table;
  const kept = sameTree ? before : { ...before, resolvers: new Map() };
  const stale = new Set([...alsoStale].map(asNumber));
  for (const id of changed) {
    stale.add(id);
    kept.targets.delete(id);
    for (const record of [previous.state.byId.get(id), state.byId.get(id)])
      record?.forEachKey(low => stale.add(nameDependency(low)));
  }
  if (!sameTree) {
    for (const [id, targets] of kept.targets) {
      const file = state.byId.get(id);
      if (file && !leadElsewhere(state, kept.resolvers, file, targets)) continue;
      kept.targets.delete(id);
      stale.add(id);
    }
    // A symbol's place in path order decides between equals, so a moved file counts; and so does any file that came.
    if (previous.state.files.length !== 0) stale.add(TREE);
  }
  const records = new Set(others);
  kept.imports.renew(records, stale);
  kept.references.renew(records, stale);
  kept.importers.renew(records, stale);
  kept.extenders.renew(records, stale);
  const { index, changed: since } = kept.mentions;
  kept.mentions = { index, changed: index ? [...new Set([...since, ...others])] : [] };
  return kept;
}

interface Core {
  readonly program: Program;
  readonly inference: Inference;
  readonly hinted: Inference;
}

function createCore(state: WorkspaceState, kept: () => Kept, names: NameIndex): Core {
  const program = createProgram(state, kept, names);
  const inference = createInference(program);
  return { program, inference, hinted: createHintedInference(program, inference) };
}

function createProgram(state: WorkspaceState, kept: () => Kept, names: NameIndex): Program {
  const queries = createQueries();
  const targetsOf = (file: FileId): Targets | undefined => {
    const { targets, resolvers } = kept();
    const known = targets.get(file);
    const record = known ? undefined : state.byId.get(file);
    if (!record) return known;
    const found = resolveTargets(state, resolvers, record);
    targets.set(file, found);
    return found;
  };
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
      return targetsOf(file)?.get(specifier) ?? UNRESOLVED;
    },
    submodule(parent, name) {
      queries.consult(TREE);
      const family = typeof parent === 'number' ? state.byId.get(parent)?.family : parent.family;
      const path = typeof parent === 'number' ? absolutePath(state, parent) : parent.key;
      const resolver = family && resolverFor(state, kept().resolvers, family);
      return resolver && path !== undefined ? toTarget(state, family, resolver.submodule(path, name)) : UNRESOLVED;
    },
    named(name) {
      const { symbols, dependency } = names.named(name);
      queries.consult(dependency);
      return symbols;
    },
    lacks(name) {
      const { symbols, dependency } = names.named(name);
      if (symbols.length > 0) return false;
      queries.consult(dependency);
      return true;
    },
  };
}

/** The files that a file's imports lead to: their modules, and modules imported out of packages. */
function importRows(program: Program, file: FileId): readonly Row[] {
  const files = new Set<FileId>();
  for (const { target, definitions } of resolveImports(program, file)) {
    if (target.kind === 'file') files.add(target.file);
    for (const definition of definitions) {
      if (definition !== undefined && indexOf(definition) < 0) files.add(fileOf(definition));
    }
  }
  files.delete(file);
  return [...files].map(target => [target, 0, 0]);
}

function baseRows(state: WorkspaceState, { program, inference }: Core, file: FileId): readonly Row[] {
  const record = state.byId.get(file);
  if (!record?.digest.hasBases) return [];
  return record.facts.symbols.flatMap((symbol, index) => {
    if (!symbol.bases?.length) return [];
    const bases = program.queries.ask(() => inference.bases(symbolId(file, index))) ?? [];
    return bases.map((base): Row => [fileOf(base), indexOf(base) + 1, index + 1]);
  });
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
