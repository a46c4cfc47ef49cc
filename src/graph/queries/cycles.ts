import type { FileId } from '../../index/snapshot.ts';
import { type Adjacency, eachEdge } from '../adjacency.ts';
import type { FileGraph } from '../fileGraph.ts';
import type { FileEdge } from '../fileTargets.ts';
import { stronglyConnected } from './components.ts';
import type { Step } from './neighbors.ts';
import { shortestPath } from './walk.ts';

/** Modules that all import each other, directly or by way of others. */
export interface ModuleCycle {
  /** By path. */
  readonly files: readonly FileId[];
  /** A shortest way around through the first file that lies on one. */
  readonly example: readonly Step<FileId, FileEdge>[];
  /**
   * `load`: they need each other while they are loaded; `deferred`: only with dynamic imports; `types`: only with
   * imports of types, which are gone at run time.
   */
  readonly needs: 'load' | 'deferred' | 'types';
}

/** Import cycles, those that exist at load time first, then the larger ones. Names found by type alone are no imports. */
export function moduleCycles(graph: FileGraph): readonly ModuleCycle[] {
  const components = stronglyConnected(graph, isImport).filter(nodes => nodes.length > 1);
  const cycles = components.map((nodes): ModuleCycle => {
    const inside = new Set(nodes);
    const kept = (admits: (edge: FileEdge) => boolean): readonly number[] | undefined =>
      shortestCycle(graph, inside, admits);
    const [load, deferred] = [kept(isLoaded), kept(isRuntime)];
    const example = load ?? deferred ?? kept(isImport) ?? [];
    return {
      files: nodes.map(node => graph.files[node] ?? -1),
      example: example.map(edge => ({
        from: graph.files[graph.sources[edge] ?? 0] ?? -1,
        to: graph.files[graph.targets[edge] ?? 0] ?? -1,
        edge: graph.edges[edge] as FileEdge,
      })),
      needs: load ? 'load' : deferred ? 'deferred' : 'types',
    };
  });
  const order = ['load', 'deferred', 'types'];
  return cycles.sort((a, b) => order.indexOf(a.needs) - order.indexOf(b.needs) || b.files.length - a.files.length);
}

function isImport({ direct }: FileEdge): boolean {
  return direct;
}
function isRuntime({ direct, kinds }: FileEdge): boolean {
  return direct && Boolean(kinds.import ?? kinds.reexport ?? kinds.require ?? kinds.dynamic);
}
function isLoaded({ direct, kinds }: FileEdge): boolean {
  return direct && Boolean(kinds.import ?? kinds.reexport ?? kinds.require);
}

/** The edges of a shortest way from the first possible node of a component back to itself. */
function shortestCycle<Edge>(
  graph: Adjacency<Edge>,
  inside: ReadonlySet<number>,
  admits: (edge: Edge) => boolean,
): readonly number[] | undefined {
  for (const node of inside) {
    let best: readonly number[] | undefined;
    eachEdge(graph, node, 'out', (other, edge) => {
      if (!inside.has(other) || !admits(graph.edges[edge] as Edge)) return;
      const back = shortestPath(graph, other, node, admits);
      if (back !== undefined && (best === undefined || back.length + 1 < best.length)) best = [edge, ...back];
    });
    if (best !== undefined) return best;
  }
  return undefined;
}
