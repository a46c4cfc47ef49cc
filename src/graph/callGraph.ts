import { DirectedGraph } from 'graphology';
import type { SymbolFact } from '../facts/fileFacts.ts';
import {
  type FileId,
  fileOf,
  indexOf,
  type ReferenceEdge,
  type ReferenceRule,
  type Snapshot,
  type SymbolId,
  symbolId,
} from '../index/snapshot.ts';

export interface SymbolNode {
  readonly symbol: SymbolId;
  readonly file: FileId;
  /** Qualified name; '' for the module itself. */
  readonly name: string;
  readonly kind: SymbolFact['kind'] | 'module';
}

export interface CallEdge {
  /** Number of call sites. */
  readonly count: number;
  /** 0 … 1, of the surest call site, and the rule that found it. */
  readonly confidence: number;
  readonly rule: ReferenceRule;
  /** 0-based line of the first call site in the caller's file. */
  readonly line: number;
}

/** Symbols that call or are called, keyed by the decimal {@link SymbolId}; an edge goes from caller to callee. */
export type CallGraph = DirectedGraph<SymbolNode, CallEdge>;

/** Builds the symbol → symbol graph of calls. A recursive call is a self loop. */
export function buildCallGraph(snapshot: Snapshot): CallGraph {
  const graph: CallGraph = new DirectedGraph();
  for (const file of snapshot.files) {
    for (const edge of snapshot.references(file.id)) {
      if (edge.kind === 'call') addCall(snapshot, graph, edge);
    }
  }
  return graph;
}

function addCall(snapshot: Snapshot, graph: CallGraph, edge: ReferenceEdge): void {
  const from = callerOf(snapshot, edge.from);
  const source = ensureNode(snapshot, graph, from);
  const target = ensureNode(snapshot, graph, edge.to);
  if (!graph.hasEdge(source, target)) {
    graph.addEdge(source, target, { count: 1, confidence: edge.confidence, rule: edge.rule, line: edge.line });
    return;
  }
  const known = graph.getEdgeAttributes(source, target);
  const surest = edge.confidence > known.confidence ? edge : known;
  const line = Math.min(known.line, edge.line);
  graph.replaceEdgeAttributes(graph.edge(source, target), {
    count: known.count + 1,
    confidence: surest.confidence,
    rule: surest.rule,
    line,
  });
}

/** The nearest enclosing function, method or class of a use; the module when there is none. */
export function callerOf(snapshot: Snapshot, from: SymbolId): SymbolId {
  const symbols = snapshot.file(fileOf(from))?.facts.symbols ?? [];
  let index = indexOf(from);
  for (let symbol = symbols[index]; symbol !== undefined; symbol = symbols[index]) {
    if (isCaller(symbol)) return symbolId(fileOf(from), index);
    index = symbol.parent;
  }
  return symbolId(fileOf(from), -1);
}

function isCaller(symbol: SymbolFact): boolean {
  return ['function', 'method', 'constructor', 'class'].includes(symbol.kind);
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
