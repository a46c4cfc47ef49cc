import type { ImportFact, SymbolFact } from '../facts/fileFacts.ts';
import {
  type FileId,
  fileOf,
  indexOf,
  type ReferenceEdge,
  type ReferenceRule,
  type ResolvedImport,
  type Snapshot,
} from '../index/snapshot.ts';
import { IMPORT_EDGE } from './confidence.ts';

/**
 * Why one file depends on another: the form of the import; `dynamic`: also an import inside a function, which runs only
 * when that is called; `through`: a name reached by way of a barrel;
 * `reference`: a use of a symbol that no import names (a member found by its receiver's type).
 */
export type FileEdgeKind = 'import' | 'type' | 'reexport' | 'require' | 'dynamic' | 'through' | 'reference';

export interface FileEdge {
  /** How often each kind occurs. */
  readonly kinds: Readonly<Partial<Record<FileEdgeKind, number>>>;
  /** Sum of `kinds`. */
  readonly count: number;
  /** An import statement of the source names the target itself. */
  readonly direct: boolean;
  /** 0 … 1, of the surest reason, and its rule: 1 and `import` for an import statement. */
  readonly confidence: number;
  readonly rule: ReferenceRule;
  /** 0-based line of the first reason in the source. */
  readonly line: number;
}

/** The files that a file depends on, in the order of the first reason; never itself. */
export type FileTargets = ReadonlyMap<FileId, FileEdge>;

/** Targets by a file's resolved references: the index hands out the same list as long as it holds, so the answer holds too. */
const known = new WeakMap<readonly ReferenceEdge[], Kept>();

interface Kept {
  readonly imports: readonly ResolvedImport[];
  readonly minimum: number;
  readonly targets: FileTargets;
}

/**
 * What `file` depends on; references under `minimum` (0 … 1) make no edge. Kept from snapshot to snapshot for files whose
 * imports and references did not change; figures in test/bench/graphs.md.
 */
export function fileTargets(snapshot: Snapshot, file: FileId, minimum: number): FileTargets {
  const [imports, references] = [snapshot.imports(file), snapshot.references(file)];
  const before = known.get(references);
  if (before?.imports === imports && before.minimum === minimum) return before.targets;
  const targets = findTargets(snapshot, file, imports, references, minimum);
  known.set(references, { imports, minimum, targets });
  return targets;
}

interface EdgeDraft {
  kinds: Partial<Record<FileEdgeKind, number>>;
  count: number;
  direct: boolean;
  confidence: number;
  rule: ReferenceRule;
  line: number;
}

interface Reason {
  readonly kind: FileEdgeKind;
  readonly confidence: number;
  readonly rule: ReferenceRule;
  readonly line: number;
}

function findTargets(
  snapshot: Snapshot,
  file: FileId,
  imports: readonly ResolvedImport[],
  references: readonly ReferenceEdge[],
  minimum: number,
): FileTargets {
  const targets = new Map<FileId, EdgeDraft>();
  const add = (target: FileId, reason: Reason): void => {
    if (target !== file) addReason(targets, target, reason);
  };
  const symbols = snapshot.file(file)?.facts.symbols ?? [];
  for (const resolved of imports) addImport(snapshot, resolved, symbols, add);
  for (const { to, confidence, rule, line } of references) {
    const target = fileOf(to);
    if (confidence >= minimum && !targets.get(target)?.direct)
      add(target, { kind: 'reference', confidence, rule, line });
  }
  return targets;
}

function addReason(targets: Map<FileId, EdgeDraft>, target: FileId, { kind, confidence, rule, line }: Reason): void {
  const edge = targets.get(target) ?? { kinds: {}, count: 0, direct: false, confidence: 0, rule, line };
  edge.kinds[kind] = (edge.kinds[kind] ?? 0) + 1;
  edge.count += 1;
  edge.direct ||= kind !== 'through' && kind !== 'reference';
  edge.line = Math.min(edge.line, line);
  if (confidence > edge.confidence) {
    edge.confidence = confidence;
    edge.rule = rule;
  }
  targets.set(target, edge);
}

function addImport(
  snapshot: Snapshot,
  resolved: ResolvedImport,
  symbols: readonly SymbolFact[],
  add: (target: FileId, reason: Reason) => void,
): void {
  const { definitions, fact, target } = resolved;
  const reason = (kind: FileEdgeKind): Reason => ({ ...IMPORT_EDGE, kind, line: fact.span[0] });
  const kind = edgeKind(fact, symbols);
  const imported = target.kind === 'file' ? target.file : undefined;
  const submodules = namedSubmodules(snapshot, resolved);
  if (imported !== undefined && submodules.length === 0) add(imported, reason(kind));
  for (const submodule of submodules) add(submodule, reason(kind));
  if (submodules.length > 0) return;
  for (const definition of definitions) {
    if (definition === undefined || fileOf(definition) === imported) continue;
    // A package of several files is imported by naming it: what is taken from it is imported directly.
    const inPackage = target.kind !== 'file' && target.kind !== 'unresolved';
    add(fileOf(definition), reason(inPackage ? kind : 'through'));
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

function edgeKind(fact: ImportFact, symbols: readonly SymbolFact[]): FileEdgeKind {
  if (fact.typeOnly === true && fact.kind === 'import') return 'type';
  // A class body runs where it stands, a function's only when it is called.
  for (let symbol = symbols[fact.enclosing]; symbol !== undefined; symbol = symbols[symbol.parent]) {
    if (symbol.parameters !== undefined) return 'dynamic';
  }
  return fact.kind;
}
