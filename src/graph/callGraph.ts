import { DirectedGraph } from 'graphology';
import type { SymbolFact } from '../facts/fileFacts.ts';
import { type FileId, fileOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import { createSymbolGraph, type SymbolEdge, type SymbolGraphOptions } from './symbolGraph.ts';

export interface SymbolNode {
  readonly symbol: SymbolId;
  readonly file: FileId;
  /** Qualified name; '' for the module itself. */
  readonly name: string;
  readonly kind: SymbolFact['kind'] | 'module';
}

/** Symbols that call or are called, keyed by the decimal {@link SymbolId}; an edge goes from caller to callee. */
export type CallGraph = DirectedGraph<SymbolNode, SymbolEdge>;

/**
 * Builds the symbol → symbol graph of calls, for export and for tools that want a graphology graph; queries run on
 * {@link createSymbolGraph}. A recursive call is a self loop.
 */
export function buildCallGraph(snapshot: Snapshot, options: Omit<SymbolGraphOptions, 'of'> = {}): CallGraph {
  const calls = createSymbolGraph(snapshot, { ...options, of: 'calls' });
  const graph: CallGraph = new DirectedGraph();
  for (const [index, edge] of calls.edges.entries()) {
    const source = ensureNode(snapshot, graph, calls.symbolOf(calls.sources[index] ?? 0));
    const target = ensureNode(snapshot, graph, calls.symbolOf(calls.targets[index] ?? 0));
    graph.addEdge(source, target, edge);
  }
  return graph;
}

function ensureNode(snapshot: Snapshot, graph: CallGraph, symbol: SymbolId): string {
  const key = String(symbol);
  if (!graph.hasNode(key)) {
    const fact = snapshot.symbol(symbol);
    graph.addNode(key, {
      symbol,
      file: fileOf(symbol),
      name: fact?.qualifiedName ?? '',
      kind: fact?.kind ?? 'module',
    });
  }
  return key;
}
