import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { bidirectional, singleSourceLength } from 'graphology-shortest-path/unweighted';
import { describe, expect, it } from 'vitest';
import { type Adjacency, buildAdjacency, eachEdge } from '../../../src/graph/adjacency.ts';
import { pageRank } from '../../../src/graph/centrality.ts';
import { stronglyConnected } from '../../../src/graph/queries/components.ts';
import { shortestPath, walk } from '../../../src/graph/queries/walk.ts';

type Pairs = readonly (readonly [from: number, to: number])[];

function graphOf(size: number, pairs: Pairs): Adjacency<number> {
  const [from, to] = [pairs.map(pair => pair[0]), pairs.map(pair => pair[1])];
  return buildAdjacency(
    size,
    from,
    to,
    pairs.map(() => 1),
    (first, second) => first + second,
  );
}

/** The same graph in graphology, which judges. */
function judgeOf(size: number, pairs: Pairs): DirectedGraph {
  const graph = new DirectedGraph();
  for (let node = 0; node < size; node++) graph.addNode(node);
  for (const [from, to] of pairs) graph.mergeEdge(from, to);
  return graph;
}

const SIZE = 12;
const node = fc.nat(SIZE - 1);
const pairs = fc.array(fc.tuple(node, node), { maxLength: 40 });
const edgesOf = (graph: Adjacency<number>): string[] =>
  graph.edges.map((count, edge) => `${graph.sources[edge]}>${graph.targets[edge]} ${count}`);

describe('adjacency', () => {
  it('sorts edges by source and target, and merges those between the same nodes', () => {
    const graph = graphOf(4, [
      [2, 1],
      [0, 3],
      [2, 0],
      [2, 1],
    ]);
    expect(edgesOf(graph)).toEqual(['0>3 1', '2>0 1', '2>1 2']);
    expect([...graph.starts]).toEqual([0, 1, 1, 3, 3]);
    const into: number[] = [];
    eachEdge(graph, 1, 'in', other => into.push(other));
    expect(into).toEqual([2]);
  });
  it('shows every edge from both ends, whatever their order', () => {
    fc.assert(
      fc.property(pairs, all => {
        const graph = graphOf(SIZE, all);
        expect(edgesOf(graphOf(SIZE, [...all].reverse()))).toEqual(edgesOf(graph));
        const seen: string[] = [];
        for (let at = 0; at < SIZE; at++)
          eachEdge(graph, at, 'in', (other, edge) => seen.push(`${other}>${at} ${graph.edges[edge]}`));
        expect(seen.sort()).toEqual(edgesOf(graph).sort());
      }),
    );
  });
});

describe('walks against graphology', () => {
  it('reaches the same nodes at the same distances', () => {
    fc.assert(
      fc.property(pairs, node, (all, start) => {
        const wanted = singleSourceLength(judgeOf(SIZE, all), String(start));
        const reached = walk(graphOf(SIZE, all), [start], 'out', { depth: SIZE });
        expect(Object.fromEntries(reached.map(each => [String(each.node), each.distance]))).toEqual(wanted);
      }),
    );
  });
  it('walks edges backwards as it walks the reversed graph', () => {
    fc.assert(
      fc.property(pairs, node, fc.nat(4), (all, start, depth) => {
        const reversed = all.map(([from, to]) => [to, from] as const);
        const nodes = (reached: ReturnType<typeof walk>) =>
          reached.map(each => [each.node, each.distance, each.through]);
        expect(nodes(walk(graphOf(SIZE, all), [start], 'in', { depth }))).toEqual(
          nodes(walk(graphOf(SIZE, reversed), [start], 'out', { depth })),
        );
      }),
    );
  });
  it('finds shortest paths of the same length, made of connected edges', () => {
    fc.assert(
      fc.property(pairs, node, node, (all, from, to) => {
        const graph = graphOf(SIZE, all);
        const wanted = bidirectional(judgeOf(SIZE, all), String(from), String(to));
        const path = shortestPath(graph, from, to);
        expect(path?.length).toBe(wanted === null ? undefined : wanted.length - 1);
        let at = from;
        for (const edge of path ?? []) {
          expect(graph.sources[edge]).toBe(at);
          at = graph.targets[edge] ?? -1;
        }
        if (path) expect(at).toBe(to);
      }),
    );
  });
  it('finds the same strongly connected components', () => {
    fc.assert(
      fc.property(pairs, all => {
        const wanted = stronglyConnectedComponents(judgeOf(SIZE, all)).map(nodes =>
          nodes.map(Number).sort((a, b) => a - b),
        );
        const found = stronglyConnected(graphOf(SIZE, all));
        expect(found).toEqual(wanted.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)));
      }),
    );
  });
  it('does not overflow on a chain of 50,000 nodes', () => {
    const chain = Array.from({ length: 49_999 }, (_, index) => [index, index + 1] as const);
    expect(stronglyConnected(graphOf(50_000, chain))).toHaveLength(50_000);
    expect(stronglyConnected(graphOf(50_000, [...chain, [49_999, 0]]))).toHaveLength(1);
  });
});

describe('pageRank', () => {
  it('gives ranks that sum to 1, the same in every order of edges', () => {
    fc.assert(
      fc.property(pairs, all => {
        const ranks = pageRank(graphOf(SIZE, all));
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 9);
        expect([...pageRank(graphOf(SIZE, [...all].reverse()))]).toEqual([...ranks]);
      }),
    );
  });
  it('gives a star its centre, and a ring the same for all', () => {
    const star = pageRank(
      graphOf(4, [
        [1, 0],
        [2, 0],
        [3, 0],
      ]),
    );
    // By hand: the leaves hold x each, the centre y; x = 0.0375 + 0.2125 y, y = x + 2.55 x.
    expect(star[0]).toBeCloseTo(0.5425, 2);
    const ring = pageRank(
      graphOf(3, [
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    );
    for (const rank of ring) expect(rank).toBeCloseTo(1 / 3, 9);
  });
});
