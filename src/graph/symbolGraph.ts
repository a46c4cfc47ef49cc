import type { ReferenceEdge, ReferenceRule, Snapshot, SymbolId } from '../index/snapshot.ts';
import { type Adjacency, buildAdjacency } from './adjacency.ts';
import { callerOf } from './caller.ts';
import { DISPATCH_FACTOR } from './confidence.ts';
import { createOverrides, type Overrides, ownerOf, withSubclasses } from './overrides.ts';
import { numberSymbols, type SymbolNodes } from './symbolNodes.ts';

/** `dispatch`: the call names a method of a base class or interface, and may end in this override of it. */
export type SymbolEdgeKind = ReferenceEdge['kind'] | 'dispatch';

export interface SymbolEdge {
  /** Of the surest use. */
  readonly kind: SymbolEdgeKind;
  /** Number of uses. */
  readonly count: number;
  /** 0 … 1, of the surest use, and the rule that found it. */
  readonly confidence: number;
  readonly rule: ReferenceRule;
  /** 0-based line of the first use, in the file of the source. */
  readonly line: number;
}

/** Symbols and modules in order of path and position as nodes; an edge says that its source uses its target. */
export interface SymbolGraph extends Adjacency<SymbolEdge>, SymbolNodes {}

export interface SymbolGraphOptions {
  /**
   * `calls`: only calls, from the nearest function, method or class around them, or the module.
   * `uses`: every reference, from the symbol around it as the facts have it (also a variable, a property, a type).
   */
  readonly of: 'calls' | 'uses';
  /** Uses under this confidence (0 … 1) make no edge; 0 unless said. */
  readonly minimumConfidence?: number;
  /** Let calls of methods also reach the methods that override them. Off unless said. */
  readonly dispatch?: boolean;
}

/** Builds the graph from all resolved references. A recursive call is a self loop. */
export function createSymbolGraph(snapshot: Snapshot, options: SymbolGraphOptions): SymbolGraph {
  const nodes = numberSymbols(snapshot);
  const from: number[] = [];
  const to: number[] = [];
  const edges: SymbolEdge[] = [];
  const minimum = options.minimumConfidence ?? 0;
  const add = (source: SymbolId, target: SymbolId, edge: SymbolEdge): void => {
    const [fromNode, toNode] = [nodes.nodeOf(source), nodes.nodeOf(target)];
    if (edge.confidence < minimum || fromNode < 0 || toNode < 0) return;
    from.push(fromNode);
    to.push(toNode);
    edges.push(edge);
  };
  const overrides = options.dispatch === true ? createOverrides(snapshot) : undefined;
  for (const file of snapshot.files) {
    for (const { confidence, from: enclosing, kind, line, rule, to: target } of snapshot.references(file.id)) {
      if (options.of === 'calls' && kind !== 'call') continue;
      const source = options.of === 'calls' ? callerOf(snapshot, enclosing) : enclosing;
      const edge: SymbolEdge = { kind, count: 1, confidence, rule, line };
      add(source, target, edge);
      if (overrides !== undefined && kind === 'call') addDispatch(snapshot, overrides, source, target, edge, add);
    }
  }
  return { ...buildAdjacency(nodes.size, from, to, edges, mergeEdges), ...nodes };
}

function addDispatch(
  snapshot: Snapshot,
  overrides: Overrides,
  source: SymbolId,
  target: SymbolId,
  edge: SymbolEdge,
  add: (source: SymbolId, target: SymbolId, edge: SymbolEdge) => void,
): void {
  const reached = overrides.overriding(target);
  if (reached.length === 0) return;
  const within = edge.rule === 'self' ? ownReach(snapshot, source, target) : undefined;
  const factor = snapshot.symbol(target)?.bodySpan === undefined ? DISPATCH_FACTOR.abstract : DISPATCH_FACTOR.concrete;
  for (const method of reached) {
    const owner = ownerOf(snapshot, method);
    if (within !== undefined && (owner === undefined || !within.has(owner))) continue;
    add(source, method, { ...edge, kind: 'dispatch', confidence: edge.confidence * factor });
  }
}

/** `this.m()` ends in the caller's class or below it; `super.m()` inside m itself ends where it points. */
function ownReach(snapshot: Snapshot, caller: SymbolId, target: SymbolId): ReadonlySet<SymbolId> | undefined {
  const owner = ownerOf(snapshot, caller);
  if (owner === undefined) return undefined;
  const isSuper =
    snapshot.symbol(caller)?.name === snapshot.symbol(target)?.name && owner !== ownerOf(snapshot, target);
  return new Set(isSuper ? [] : withSubclasses(snapshot, owner));
}

/** The surest use speaks for all of them, a direct one before a dispatched one. */
function mergeEdges(first: SymbolEdge, second: SymbolEdge): SymbolEdge {
  const surest = second.confidence > first.confidence ? second : first;
  return { ...surest, count: first.count + second.count, line: Math.min(first.line, second.line) };
}
