import { DirectedGraph } from 'graphology';
import { compareStrings, type FilePath } from '../base/paths.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { CallGraph } from './callGraph.ts';
import type { ImportanceIndex } from './importance.ts';
import type { ModuleGraph } from './moduleGraph.ts';

/** What every format prints of a node: plain columns, so that graph tools read them without a plug-in. */
export interface ExportNode {
  readonly label: string;
  readonly kind: string;
  /** `/`-relative path, prefixed with the root's name in a workspace of several roots. */
  readonly path: string;
  /** 1-based line of a symbol's name, 0 for a file. */
  readonly line: number;
  /** 0 … 1, three digits. */
  readonly importance: number;
}

export interface ExportEdge {
  /** File edges: the commonest kind; calls: `call`, or `dispatch` to a method that overrides the called one. */
  readonly kind: string;
  /** How often. */
  readonly weight: number;
  /** 0 … 1, three digits, of the surest of them; and the rule that found it. */
  readonly confidence: number;
  readonly rule: string;
  /** The first place in the source where it stands: `path:line`, the line from 1. */
  readonly site: string;
}

/** A graph ready to be written: keys are readable, nodes and edges sorted, so that equal input gives equal bytes. */
export type ExportGraph = DirectedGraph<ExportNode, ExportEdge>;

/** How paths are printed. */
export type PathText = (path: FilePath) => string;

/** The module graph with columns for export; unparsed files without edges are left out. */
export function exportModules(
  graph: ModuleGraph,
  snapshot: Snapshot,
  importance: ImportanceIndex,
  pathText: PathText,
): ExportGraph {
  const nodes = new Map<string, [string, ExportNode]>();
  for (const { node, attributes } of graph.nodeEntries()) {
    const known = snapshot.file(attributes.file);
    if (known === undefined || (known.summary.language === 'text' && graph.degree(node) === 0)) continue;
    const path = pathText(attributes.path);
    const score = importance.file(attributes.file).score;
    nodes.set(node, [path, { label: path, kind: 'module', path, line: 0, importance: rounded(score) }]);
  }
  const edges = [...graph.edgeEntries()].map(
    ({ source, target, attributes: edge }): RawEdge => [
      source,
      target,
      { ...columnsOf(edge, nodes.get(source)?.[1]), kind: commonest(edge.kinds) },
    ],
  );
  return sorted(nodes, edges);
}

/** The call graph with columns for export. */
export function exportCalls(
  graph: CallGraph,
  snapshot: Snapshot,
  importance: ImportanceIndex,
  pathText: PathText,
): ExportGraph {
  const nodes = new Map<string, [string, ExportNode]>();
  const taken = new Set<string>();
  const inOrder = graph.nodes().sort((a, b) => Number(a) - Number(b));
  for (const node of inOrder) {
    const { symbol, name, kind, file } = graph.getNodeAttributes(node);
    const source = snapshot.file(file)?.source;
    if (source === undefined) continue;
    const path = pathText(source.path);
    const line = name === '' ? 0 : (snapshot.symbol(symbol)?.nameSpan[0] ?? -1) + 1;
    const key = unique(name === '' ? path : `${path}#${name}`, line, taken);
    const score = importance.symbol(symbol).score;
    nodes.set(node, [key, { label: name === '' ? path : name, kind, path, line, importance: rounded(score) }]);
  }
  const edges = [...graph.edgeEntries()].map(
    ({ source, target, attributes: edge }): RawEdge => [
      source,
      target,
      { ...columnsOf(edge, nodes.get(source)?.[1]), kind: edge.kind },
    ],
  );
  return sorted(nodes, edges);
}

/** The part of a graph within `depth` edges of `seeds`, in either direction. */
export function neighborhood(graph: ExportGraph, seeds: readonly string[], depth: number): ExportGraph {
  const kept = new Set(seeds.filter(seed => graph.hasNode(seed)));
  let frontier = [...kept];
  for (let step = 0; step < depth; step++) {
    frontier = frontier.flatMap(node => graph.neighbors(node)).filter(node => !kept.has(node));
    for (const node of frontier) kept.add(node);
  }
  const part: ExportGraph = new DirectedGraph();
  graph.forEachNode((node, attributes) => {
    if (kept.has(node)) part.addNode(node, attributes);
  });
  graph.forEachEdge((_, attributes, source, target) => {
    if (kept.has(source) && kept.has(target)) part.addEdge(source, target, attributes);
  });
  return part;
}

/**
 * Keys of `graph` that `name` means: a path, a folder (all below it), `path#qualified.name`, a qualified or a simple name;
 * the first of these that fits anything wins.
 */
export function seedsFor(graph: ExportGraph, name: string): readonly string[] {
  const wanted = name.replace(/^\.\//, '').replace(/\/$/, '');
  const tests: ((key: string, node: ExportNode) => boolean)[] = [
    key => key === wanted,
    (_, node) => node.path === wanted,
    (_, node) => wanted === '.' || node.path.startsWith(`${wanted}/`),
    (_, node) => node.line > 0 && node.label === wanted,
    (_, node) => node.line > 0 && node.label.endsWith(`.${wanted}`),
  ];
  for (const test of tests) {
    const found = graph.filterNodes(test);
    if (found.length > 0) return found;
  }
  return [];
}

type RawEdge = [source: string, target: string, attributes: ExportEdge];

function sorted(nodes: ReadonlyMap<string, [string, ExportNode]>, edges: readonly RawEdge[]): ExportGraph {
  const graph: ExportGraph = new DirectedGraph();
  for (const [key, attributes] of [...nodes.values()].sort((a, b) => compareStrings(a[0], b[0]))) {
    graph.addNode(key, attributes);
  }
  const named = edges.flatMap(([source, target, attributes]): RawEdge[] => {
    const [from, to] = [nodes.get(source)?.[0], nodes.get(target)?.[0]];
    return from === undefined || to === undefined ? [] : [[from, to, attributes]];
  });
  named.sort((a, b) => compareStrings(a[0], b[0]) || compareStrings(a[1], b[1]));
  for (const [source, target, attributes] of named) graph.addEdge(source, target, attributes);
  return graph;
}

function columnsOf(
  edge: { readonly count: number; readonly confidence: number; readonly rule: string; readonly line: number },
  source: ExportNode | undefined,
): Omit<ExportEdge, 'kind'> {
  const { confidence, count: weight, line, rule } = edge;
  return { weight, confidence: rounded(confidence), rule, site: `${source?.path ?? ''}:${line + 1}` };
}

function commonest(kinds: Readonly<Record<string, number>>): string {
  const order = Object.entries(kinds).sort((a, b) => b[1] - a[1] || compareStrings(a[0], b[0]));
  return order[0]?.[0] ?? '';
}

/** Overloads and redefinitions share a name: the later ones carry their line, and a count if even that is taken. */
function unique(key: string, line: number, taken: Set<string>): string {
  let candidate = taken.has(key) ? `${key}:${line}` : key;
  for (let count = 2; taken.has(candidate); count++) candidate = `${key}:${line}~${count}`;
  taken.add(candidate);
  return candidate;
}

function rounded(figure: number): number {
  return Math.round(figure * 1000) / 1000;
}
