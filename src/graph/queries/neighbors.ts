import type { FileId, SymbolId } from '../../index/snapshot.ts';
import type { Direction } from '../adjacency.ts';
import type { FileGraph } from '../fileGraph.ts';
import type { FileEdge } from '../fileTargets.ts';
import type { SymbolEdge, SymbolGraph } from '../symbolGraph.ts';
import { type Reached, shortestPath, walk } from './walk.ts';

/** A file or symbol near another, and the edge that leads there; `through` stands one step nearer to the start. */
export interface Neighbor<Id, Edge> {
  readonly id: Id;
  readonly distance: number;
  readonly through: Id;
  readonly edge: Edge;
}

export type FileNeighbor = Neighbor<FileId, FileEdge>;
export type SymbolNeighbor = Neighbor<SymbolId, SymbolEdge>;

/** Files within `depth` edges: what `file` depends on (`out`), or what depends on it (`in`); nearest first, then by path. */
export function fileNeighbors(
  graph: FileGraph,
  file: FileId,
  direction: Direction,
  depth: number,
): readonly FileNeighbor[] {
  const fileAt = (node: number): FileId => graph.files[node] ?? -1;
  const reached = walk(graph, [graph.nodeOf(file)], direction, { depth, preference: edge => edge.confidence });
  return reached.flatMap(each => neighbor(each, fileAt, graph.edges));
}

/** Symbols within `depth` edges: what `symbol` uses (`out`), or what uses it (`in`); nearest first, then by path and position. */
export function symbolNeighbors(
  graph: SymbolGraph,
  symbol: SymbolId,
  direction: Direction,
  depth: number,
): readonly SymbolNeighbor[] {
  const reached = walk(graph, [graph.nodeOf(symbol)], direction, { depth, preference: edge => edge.confidence });
  return reached.flatMap(each => neighbor(each, graph.symbolOf, graph.edges));
}

function neighbor<Id, Edge>(
  { distance, edge, node, through }: Reached,
  idOf: (node: number) => Id,
  edges: readonly Edge[],
): readonly Neighbor<Id, Edge>[] {
  const fact = edges[edge];
  return fact === undefined ? [] : [{ id: idOf(node), distance, through: idOf(through), edge: fact }];
}

/** One edge of a path. */
export interface Step<Id, Edge> {
  readonly from: Id;
  readonly to: Id;
  readonly edge: Edge;
}

/** A shortest chain of dependencies from one file to another; empty from a file to itself, `undefined` when there is none. */
export function filePath(graph: FileGraph, from: FileId, to: FileId): readonly Step<FileId, FileEdge>[] | undefined {
  const fileAt = (node: number): FileId => graph.files[node] ?? -1;
  return steps(graph, shortestPath(graph, graph.nodeOf(from), graph.nodeOf(to)), fileAt);
}

/** A shortest chain of calls (or uses, by the graph) from one symbol to another; like {@link filePath}. */
export function symbolPath(
  graph: SymbolGraph,
  from: SymbolId,
  to: SymbolId,
): readonly Step<SymbolId, SymbolEdge>[] | undefined {
  return steps(graph, shortestPath(graph, graph.nodeOf(from), graph.nodeOf(to)), graph.symbolOf);
}

function steps<Id, Edge>(
  graph: { readonly sources: Uint32Array; readonly targets: Uint32Array; readonly edges: readonly Edge[] },
  path: readonly number[] | undefined,
  idOf: (node: number) => Id,
): readonly Step<Id, Edge>[] | undefined {
  return path?.map(edge => ({
    from: idOf(graph.sources[edge] ?? 0),
    to: idOf(graph.targets[edge] ?? 0),
    edge: graph.edges[edge] as Edge,
  }));
}
