import type { ModuleGraph } from './moduleGraph.ts';

const DAMPING = 0.85;
const ROUNDS = 30;

/**
 * PageRank of each node by power iteration (Page et al. 1999), rank flowing from importer to imported; the ranks sum to 1.
 * A file that imports nothing spreads its rank evenly. Edges weigh 1: counts reward long files, not important ones.
 */
export function pageRank(graph: ModuleGraph): ReadonlyMap<string, number> {
  const keys = graph.nodes();
  const position = new Map(keys.map((key, index) => [key, index]));
  const targets = keys.map(key => Uint32Array.from(graph.outNeighbors(key), neighbor => position.get(neighbor) ?? 0));
  let ranks = new Float64Array(keys.length).fill(1 / keys.length);
  for (let round = 0; round < ROUNDS; round++) ranks = spread(ranks, targets);
  return new Map(keys.map((key, index) => [key, ranks[index] ?? 0]));
}

function spread(ranks: Float64Array, targets: readonly Uint32Array[]): Float64Array<ArrayBuffer> {
  const next = new Float64Array(ranks.length);
  let idle = 0;
  for (const [index, out] of targets.entries()) {
    const rank = ranks[index] ?? 0;
    if (out.length === 0) idle += rank;
    for (const target of out) next[target] = (next[target] ?? 0) + rank / out.length;
  }
  const base = (1 - DAMPING + DAMPING * idle) / ranks.length;
  return next.map(rank => base + DAMPING * rank);
}
