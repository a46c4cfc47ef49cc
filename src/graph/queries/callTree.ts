import type { SymbolId } from '../../index/snapshot.ts';
import { type Direction, eachEdge } from '../adjacency.ts';
import type { SymbolEdge, SymbolGraph } from '../symbolGraph.ts';

/** A caller or callee in a tree of calls. */
export interface CallTreeNode {
  readonly symbol: SymbolId;
  /** The call between this node and its parent; absent at the root. */
  readonly edge?: SymbolEdge;
  /** `cycle`: it stands on the path above already; `shown`: its own calls are listed elsewhere in the tree. */
  readonly repeats?: 'cycle' | 'shown';
  readonly children: readonly CallTreeNode[];
  /** Children that depth or size left out. */
  readonly omitted: number;
}

export interface CallTreeOptions {
  /** `out`: what the root calls; `in`: what calls it. */
  readonly direction: Direction;
  /** Levels below the root. */
  readonly depth: number;
  /** Nodes in all, the root included. */
  readonly limit: number;
}

interface Draft {
  readonly node: number;
  readonly edge?: SymbolEdge;
  readonly parent?: Draft;
  readonly children: Draft[];
  repeats?: 'cycle' | 'shown';
  omitted: number;
}

/**
 * The calls around `root` as a tree, level by level, so that a bound on the size cuts the far ends first. Children with
 * the most certain calls first, then by path and position. `undefined` for a symbol that is not in the graph.
 */
export function callTree(graph: SymbolGraph, root: SymbolId, options: CallTreeOptions): CallTreeNode | undefined {
  const start = graph.nodeOf(root);
  if (start < 0) return undefined;
  const top: Draft = { node: start, children: [], omitted: 0 };
  const expanded = new Set<number>();
  let size = 1;
  let level = [top];
  for (let depth = 0; level.length > 0; depth++) {
    const next: Draft[] = [];
    for (const draft of level) {
      const calls = callsAt(graph, draft.node, options.direction);
      if (isAbove(draft, draft.node)) draft.repeats = 'cycle';
      else if (expanded.has(draft.node) && calls.length > 0) draft.repeats = 'shown';
      if (draft.repeats !== undefined) continue;
      const room = depth >= options.depth ? 0 : Math.max(0, options.limit - size);
      // What is only cut off here may be listed in full where it comes again.
      if (room > 0) expanded.add(draft.node);
      draft.children.push(...calls.slice(0, room).map(call => ({ ...call, parent: draft, children: [], omitted: 0 })));
      draft.omitted = calls.length - draft.children.length;
      size += draft.children.length;
      next.push(...draft.children);
    }
    level = next;
  }
  return finished(graph, top);
}

function callsAt(graph: SymbolGraph, node: number, direction: Direction): { node: number; edge: SymbolEdge }[] {
  const calls: { node: number; edge: SymbolEdge }[] = [];
  eachEdge(graph, node, direction, (other, edge) => {
    const fact = graph.edges[edge];
    if (fact !== undefined) calls.push({ node: other, edge: fact });
  });
  return calls.sort((a, b) => b.edge.confidence - a.edge.confidence || a.node - b.node);
}

function isAbove(draft: Draft, node: number): boolean {
  for (let above = draft.parent; above !== undefined; above = above.parent) if (above.node === node) return true;
  return false;
}

function finished(graph: SymbolGraph, { children, edge, node, omitted, repeats }: Draft): CallTreeNode {
  return {
    symbol: graph.symbolOf(node),
    ...(edge === undefined ? {} : { edge }),
    ...(repeats === undefined ? {} : { repeats }),
    children: children.map(child => finished(graph, child)),
    omitted,
  };
}
