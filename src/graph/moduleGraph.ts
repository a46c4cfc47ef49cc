import { DirectedGraph } from 'graphology';
import { type FilePath, pathKey } from '../base/paths.ts';
import type { ImportFact } from '../facts/fileFacts.ts';
import { type FileId, fileOf, indexOf, type ResolvedImport, type Snapshot } from '../index/snapshot.ts';

/**
 * Why one file depends on another: the form of the import; `through`: a name reached by way of a barrel;
 * `reference`: a use of a symbol that no import names (a member found by its receiver's type).
 */
export type FileEdgeKind = 'import' | 'type' | 'reexport' | 'require' | 'dynamic' | 'through' | 'reference';

export interface FileNode {
  readonly file: FileId;
  readonly path: FilePath;
}

export interface FileEdge {
  /** How often each kind occurs. */
  readonly kinds: Readonly<Partial<Record<FileEdgeKind, number>>>;
  /** Sum of `kinds`. */
  readonly count: number;
  /** An import statement of the source names the target itself. */
  readonly direct: boolean;
}

/** Files as nodes, keyed by {@link pathKey}; an edge says that its source depends on its target. */
export type ModuleGraph = DirectedGraph<FileNode, FileEdge>;

export interface ModuleGraphOptions {
  /** References under this confidence make no edge; 0 … 1. */
  readonly minimumConfidence?: number;
}

const DEFAULT_CONFIDENCE = 0.75;

/** Builds the file → file graph from resolved imports and references. No self loops; order follows `snapshot.files`. */
export function buildModuleGraph(snapshot: Snapshot, options: ModuleGraphOptions = {}): ModuleGraph {
  const minimum = options.minimumConfidence ?? DEFAULT_CONFIDENCE;
  const graph: ModuleGraph = new DirectedGraph({ allowSelfLoops: false });
  for (const { id, source } of snapshot.files) graph.addNode(pathKey(source.path), { file: id, path: source.path });
  for (const { id, source } of snapshot.files) {
    const targets = fileTargets(snapshot, id, minimum);
    for (const [target, edge] of targets) {
      const targetPath = snapshot.file(target)?.source.path;
      if (targetPath !== undefined) graph.addEdge(pathKey(source.path), pathKey(targetPath), edge);
    }
  }
  return graph;
}

interface EdgeDraft {
  kinds: Partial<Record<FileEdgeKind, number>>;
  count: number;
  direct: boolean;
}

function fileTargets(snapshot: Snapshot, file: FileId, minimum: number): ReadonlyMap<FileId, EdgeDraft> {
  const targets = new Map<FileId, EdgeDraft>();
  const add = (target: FileId, kind: FileEdgeKind): void => {
    if (target === file) return;
    const edge = targets.get(target) ?? { kinds: {}, count: 0, direct: false };
    edge.kinds[kind] = (edge.kinds[kind] ?? 0) + 1;
    edge.count += 1;
    edge.direct ||= kind !== 'through' && kind !== 'reference';
    targets.set(target, edge);
  };
  for (const resolved of snapshot.imports(file)) addImport(snapshot, resolved, add);
  for (const reference of snapshot.references(file)) {
    const target = fileOf(reference.to);
    if (reference.confidence >= minimum && !targets.get(target)?.direct) add(target, 'reference');
  }
  return targets;
}

function addImport(
  snapshot: Snapshot,
  resolved: ResolvedImport,
  add: (target: FileId, kind: FileEdgeKind) => void,
): void {
  const { definitions, fact, target } = resolved;
  const imported = target.kind === 'file' ? target.file : undefined;
  const submodules = namedSubmodules(snapshot, resolved);
  if (imported !== undefined && submodules.length === 0) add(imported, edgeKind(fact));
  for (const submodule of submodules) add(submodule, edgeKind(fact));
  if (submodules.length > 0) return;
  for (const definition of definitions) {
    if (definition !== undefined && fileOf(definition) !== imported) add(fileOf(definition), 'through');
  }
}

/** `from . import a, b` depends on the modules a and b, not on the package that holds them: unless it names more than modules. */
function namedSubmodules(snapshot: Snapshot, { definitions, fact, target }: ResolvedImport): readonly FileId[] {
  const imported = target.kind === 'file' ? snapshot.file(target.file)?.source.path.relative : '__init__.py';
  if (imported === undefined || !/(^|\/)__init__\.pyi?$/.test(imported)) return [];
  const modules = definitions.flatMap(each => (each !== undefined && indexOf(each) === -1 ? [fileOf(each)] : []));
  const inside = modules.filter(module => target.kind !== 'file' || module !== target.file);
  return inside.length === fact.names.length ? inside : [];
}

function edgeKind(fact: ImportFact): FileEdgeKind {
  return fact.typeOnly === true && fact.kind === 'import' ? 'type' : fact.kind;
}
