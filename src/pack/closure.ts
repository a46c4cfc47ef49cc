/** A profit that can be had only together with what it requires. Nodes are numbered from 0. */
export interface ClosureProblem {
  /** By node: what choosing it gives; negative where it costs. */
  readonly profits: readonly number[];
  /** By node: the nodes that must be chosen with it. */
  readonly requires: readonly (readonly number[])[];
}

export interface Closure {
  /** Not less than the profit of any choice. */
  readonly profit: number;
  /** By node: 1 where the best choice holds it. */
  readonly chosen: Uint8Array;
}

/**
 * The most profitable choice of nodes with all that they require: profits less a minimum cut (J.-C. Picard, Maximal closure
 * of a graph and applications to combinatorial problems, 1976), by the maximum flow of E. A. Dinic. A flow that falls
 * short by rounding cuts less, so `profit` stays an upper bound.
 */
export function bestClosure({ profits, requires }: ClosureProblem): Closure {
  const source = profits.length;
  const sink = source + 1;
  const network = createNetwork(source + 2);
  let total = 0;
  profits.forEach((profit, node) => {
    if (profit > 0) network.connect(source, node, profit);
    else if (profit < 0) network.connect(node, sink, -profit);
    total += Math.max(0, profit);
    for (const needed of requires[node] ?? []) network.connect(node, needed, Number.POSITIVE_INFINITY);
  });
  const flow = network.maximise(source, sink);
  return { profit: Math.max(0, total - flow), chosen: network.reached().subarray(0, source) };
}

interface Network {
  connect(from: number, to: number, capacity: number): void;
  maximise(source: number, sink: number): number;
  /** By node: 1 where more could still flow from the source, once the flow is at its most. */
  reached(): Uint8Array;
}

/** Less than that is rounding. */
const NOTHING = 1e-9;

function createNetwork(nodes: number): Network {
  // Edges in pairs: an edge and, at its number xor 1, the way back.
  const ends: number[] = [];
  const room: number[] = [];
  const edges: number[][] = Array.from({ length: nodes }, () => []);
  const depths = new Int32Array(nodes);
  const next = new Int32Array(nodes);

  function layer(source: number): void {
    depths.fill(-1);
    depths[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of edges[node] ?? []) {
        const end = ends[edge] ?? 0;
        if ((room[edge] ?? 0) <= NOTHING || (depths[end] ?? 0) >= 0) continue;
        depths[end] = (depths[node] ?? 0) + 1;
        queue.push(end);
      }
    }
  }

  /** Layers are few: a step, the lines that it needs, and back. */
  function push(node: number, sink: number, most: number): number {
    if (node === sink) return most;
    const own = edges[node] ?? [];
    for (let at = next[node] ?? 0; at < own.length; at += 1) {
      next[node] = at;
      const edge = own[at] ?? 0;
      const end = ends[edge] ?? 0;
      const left = room[edge] ?? 0;
      if (left <= NOTHING || depths[end] !== (depths[node] ?? 0) + 1) continue;
      const pushed = push(end, sink, Math.min(most, left));
      if (pushed <= 0) continue;
      room[edge] = left - pushed;
      room[edge ^ 1] = (room[edge ^ 1] ?? 0) + pushed;
      return pushed;
    }
    next[node] = own.length;
    return 0;
  }

  return {
    connect(from, to, capacity) {
      edges[from]?.push(ends.push(to) - 1);
      room.push(capacity);
      edges[to]?.push(ends.push(from) - 1);
      room.push(0);
    },
    maximise(source, sink) {
      let flow = 0;
      for (layer(source); (depths[sink] ?? -1) >= 0; layer(source)) {
        next.fill(0);
        for (let pushed = push(source, sink, Number.POSITIVE_INFINITY); pushed > 0; ) {
          flow += pushed;
          pushed = push(source, sink, Number.POSITIVE_INFINITY);
        }
      }
      return flow;
    },
    reached: () => Uint8Array.from(depths, depth => (depth >= 0 ? 1 : 0)),
  };
}
