import { fileOf, indexOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import { callerOf } from './callGraph.ts';
import { buildModuleGraph } from './moduleGraph.ts';

/** One end of a call; `name` is null for the module level, `line` is 1-based (0 for the module). */
export interface BenchEnd {
  readonly file: string;
  readonly name: string | null;
  readonly line: number;
}

/** The graphs in the form in which benchmarks compare them with a type checker's. */
export interface BenchGraph {
  /** `[from, to]`: the first file depends on the second. */
  readonly fileEdges: readonly (readonly [from: string, to: string])[];
  /** Caller → callee, each pair once. */
  readonly callEdges: readonly (readonly [caller: BenchEnd, callee: BenchEnd])[];
}

/** Figures of one root's snapshot; paths are relative to it. Edges made by a bare name alone are left out. */
export function benchGraph(snapshot: Snapshot): BenchGraph {
  const modules = buildModuleGraph(snapshot);
  const fileEdges = modules.mapEdges((_, __, ___, ____, source, target): [string, string] => [
    source.path.relative,
    target.path.relative,
  ]);
  return { fileEdges, callEdges: callEdges(snapshot) };
}

function callEdges(snapshot: Snapshot): readonly (readonly [BenchEnd, BenchEnd])[] {
  const edges: [BenchEnd, BenchEnd][] = [];
  const seen = new Set<string>();
  for (const file of snapshot.files) {
    for (const edge of snapshot.references(file.id)) {
      if (edge.kind !== 'call' || edge.rule === 'guess' || edge.rule === 'unique') continue;
      const from = callerOf(snapshot, edge.from);
      const key = `${from}>${edge.to}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const [caller, callee] = [end(snapshot, from), end(snapshot, edge.to)];
      if (caller !== undefined && callee !== undefined && callee.name !== null) edges.push([caller, callee]);
    }
  }
  return edges;
}

function end(snapshot: Snapshot, id: SymbolId): BenchEnd | undefined {
  const file = snapshot.file(fileOf(id))?.source.path.relative;
  if (file === undefined) return undefined;
  if (indexOf(id) < 0) return { file, name: null, line: 0 };
  const symbol = snapshot.symbol(id);
  return symbol && { file, name: symbol.qualifiedName, line: symbol.nameSpan[0] + 1 };
}
