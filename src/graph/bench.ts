import { fileOf, indexOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import { CONFIDENCE_LEVELS } from './confidence.ts';
import { createFileGraph } from './fileGraph.ts';
import { createSymbolGraph } from './symbolGraph.ts';

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

/**
 * Figures of one root's snapshot; paths are relative to it. Edges under `minimum` (0 … 1) are left out, `medium` unless
 * said: none that a bare name alone suggests. Calls end where they point, never in overrides.
 */
export function benchGraph(snapshot: Snapshot, minimum: number = CONFIDENCE_LEVELS.medium): BenchGraph {
  const files = createFileGraph(snapshot, minimum);
  const path = (node: number): string => snapshot.file(files.files[node] ?? -1)?.source.path.relative ?? '';
  const fileEdges = files.edges.flatMap((edge, index): [string, string][] =>
    edge.confidence < minimum ? [] : [[path(files.sources[index] ?? 0), path(files.targets[index] ?? 0)]],
  );
  return { fileEdges, callEdges: callEdges(snapshot, minimum) };
}

function callEdges(snapshot: Snapshot, minimumConfidence: number): readonly (readonly [BenchEnd, BenchEnd])[] {
  const calls = createSymbolGraph(snapshot, { of: 'calls', minimumConfidence });
  return calls.edges.flatMap((_, index): [BenchEnd, BenchEnd][] => {
    const caller = end(snapshot, calls.symbolOf(calls.sources[index] ?? 0));
    const callee = end(snapshot, calls.symbolOf(calls.targets[index] ?? 0));
    return caller === undefined || callee === undefined || callee.name === null ? [] : [[caller, callee]];
  });
}

function end(snapshot: Snapshot, id: SymbolId): BenchEnd | undefined {
  const file = snapshot.file(fileOf(id))?.source.path.relative;
  if (file === undefined) return undefined;
  if (indexOf(id) < 0) return { file, name: null, line: 0 };
  const symbol = snapshot.symbol(id);
  return symbol && { file, name: symbol.qualifiedName, line: symbol.nameSpan[0] + 1 };
}
