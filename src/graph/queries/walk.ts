import { type Adjacency, type Direction, eachEdge } from '../adjacency.ts';

/** One node that a walk came to, and the edge by which it came; -1 for where it started. */
export interface Reached {
  readonly node: number;
  /** Edges from the nearest start. */
  readonly distance: number;
  readonly edge: number;
  /** The node on the way one step nearer to the start; -1 for a start. */
  readonly through: number;
}

export interface WalkOptions<Edge> {
  /** Edges from a start at most. */
  readonly depth: number;
  /** Edges that may be taken; all unless said. */
  readonly admits?: (edge: Edge) => boolean;
  /** Where several edges lead to a node at the same distance, the one with the highest value is kept, then the first. */
  readonly preference?: (edge: Edge) => number;
}

/**
 * Breadth-first from `starts` (each once, in their order): every node within reach, nearest first, at one distance in
 * the order of their numbers. Cost: the edges of the nodes within reach.
 */
export function walk<Edge>(
  graph: Adjacency<Edge>,
  starts: readonly number[],
  direction: Direction,
  options: WalkOptions<Edge>,
): readonly Reached[] {
  const { admits = () => true, preference = () => 0, depth } = options;
  const order: Reached[] = [];
  const seen = new Set<number>();
  for (const node of starts) {
    if (node < 0 || seen.has(node)) continue;
    seen.add(node);
    order.push({ node, distance: 0, edge: -1, through: -1 });
  }
  let layer: readonly Reached[] = order.slice();
  for (let distance = 1; distance <= depth && layer.length > 0; distance++) {
    const next = new Map<number, Reached & { readonly value: number }>();
    for (const { node: through } of layer) {
      eachEdge(graph, through, direction, (node, edge) => {
        const fact = graph.edges[edge] as Edge;
        if (seen.has(node) || !admits(fact)) return;
        const value = preference(fact);
        const before = next.get(node);
        if (before === undefined || value > before.value) next.set(node, { node, distance, edge, through, value });
      });
    }
    layer = [...next.values()].sort((a, b) => a.node - b.node);
    for (const reached of layer) {
      seen.add(reached.node);
      order.push(reached);
    }
  }
  return order;
}

/**
 * The edges of one shortest path, in order; empty when both ends are the same, `undefined` when there is none. Of equally
 * short paths the one whose nodes come first. Cost: at most all edges within the path's length.
 */
export function shortestPath<Edge>(
  graph: Adjacency<Edge>,
  from: number,
  to: number,
  admits: (edge: Edge) => boolean = () => true,
): readonly number[] | undefined {
  if (from < 0 || to < 0) return undefined;
  if (from === to) return [];
  const arrived = new Map<number, number>();
  let layer = [from];
  while (layer.length > 0 && !arrived.has(to)) {
    const next: number[] = [];
    for (const node of layer) {
      eachEdge(graph, node, 'out', (other, edge) => {
        if (other === from || arrived.has(other) || !admits(graph.edges[edge] as Edge)) return;
        arrived.set(other, edge);
        next.push(other);
      });
    }
    layer = next;
  }
  if (!arrived.has(to)) return undefined;
  const path: number[] = [];
  for (let node = to; node !== from; ) {
    const edge = arrived.get(node) ?? 0;
    path.unshift(edge);
    node = graph.sources[edge] ?? 0;
  }
  return path;
}
