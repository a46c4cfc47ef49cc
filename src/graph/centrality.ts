import type { Adjacency } from './adjacency.ts';

const DAMPING = 0.85;
/** Sweeps over all edges: what is left to move after twenty is under a thousandth of the first node's rank. */
const SWEEPS = 20;

/**
 * PageRank of each node by power iteration (Page et al. 1999), rank flowing along the edges; the ranks sum to 1.
 * A node without edges spreads its rank evenly. Edges weigh 1: counts reward long files, not important ones.
 * Bounded: a fixed number of sweeps; figures in test/bench/graphs.md.
 */
export function pageRank(graph: Adjacency<unknown>): Float64Array {
  const { size, starts, targets } = graph;
  let ranks = new Float64Array(size).fill(1 / size);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const next = new Float64Array(size);
    let idle = 0;
    for (let node = 0; node < size; node++) {
      const [first, end, rank] = [starts[node] ?? 0, starts[node + 1] ?? 0, ranks[node] ?? 0];
      if (first === end) idle += rank;
      const share = rank / (end - first);
      for (let edge = first; edge < end; edge++) next[targets[edge] ?? 0] = (next[targets[edge] ?? 0] ?? 0) + share;
    }
    const base = (1 - DAMPING + DAMPING * idle) / size;
    for (let node = 0; node < size; node++) next[node] = base + DAMPING * (next[node] ?? 0);
    ranks = next;
  }
  return ranks;
}
