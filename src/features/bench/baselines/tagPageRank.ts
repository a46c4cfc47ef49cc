import type { FileId, IndexedFile, Snapshot, SymbolId } from '../../../index/snapshot.ts';
import { symbolId } from '../../../index/snapshot.ts';
import { isSource } from '../task.ts';
import { type Baseline, createPerFile } from './baseline.ts';

/** A name that more files define says nothing about which of them is meant. */
const MAX_DEFINERS = 8;
const DAMPING = 0.85;
const SWEEPS = 20;

/**
 * The repository map of well-known tools: files are joined by the names that one uses and another defines, whatever they
 * mean, and PageRank starts from the edited file. A definition gets what flows to its file through its name.
 */
export function createTagPageRank(): Baseline {
  const tags = createPerFile(tagsOf);
  let last: { readonly snapshot: Snapshot; readonly graph: TagGraph } | undefined;
  const graphOf = (snapshot: Snapshot): TagGraph => {
    if (last?.snapshot !== snapshot) {
      tags.update(snapshot);
      last = { snapshot, graph: buildGraph(snapshot, tags.values) };
    }
    return last.graph;
  };
  return {
    name: 'tag PageRank',
    rank({ snapshot, file }) {
      const { files, nodes, edges } = graphOf(snapshot);
      const ranks = personalRanks(files.length, edges, nodes.get(file));
      return files
        .map((id, node) => ({ id, rank: ranks[node] ?? 0 }))
        .filter(({ rank }) => rank > 0)
        .sort((a, b) => b.rank - a.rank)
        .map(({ id }) => id);
    },
    definitions({ snapshot, file }) {
      const { files, nodes, edges } = graphOf(snapshot);
      const ranks = personalRanks(files.length, edges, nodes.get(file));
      const flows = new Map<SymbolId, number>();
      for (const { from, weight, symbol } of edges) {
        flows.set(symbol, (flows.get(symbol) ?? 0) + (ranks[from] ?? 0) * weight);
      }
      return [...flows].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([symbol]) => symbol);
    },
  };
}

interface Tags {
  /** Names and the first symbol that has each. */
  readonly defined: ReadonlyMap<string, number>;
  /** Names and how often each is used. */
  readonly used: ReadonlyMap<string, number>;
}

interface Edge {
  /** Positions in the list of files. */
  readonly from: number;
  readonly to: number;
  /** Part of what flows out of `from`. */
  weight: number;
  readonly symbol: SymbolId;
}

interface TagGraph {
  readonly files: readonly FileId[];
  readonly nodes: ReadonlyMap<FileId, number>;
  readonly edges: readonly Edge[];
}

function tagsOf(file: IndexedFile): Tags {
  const defined = new Map<string, number>();
  const used = new Map<string, number>();
  if (!isSource(file)) return { defined, used };
  const { symbols, references } = file.facts;
  for (const [index, { name }] of symbols.entries()) if (!defined.has(name)) defined.set(name, index);
  for (const { name } of references) used.set(name, (used.get(name) ?? 0) + 1);
  return { defined, used };
}

function buildGraph(snapshot: Snapshot, tags: ReadonlyMap<FileId, Tags>): TagGraph {
  const files = snapshot.files.map(({ id }) => id);
  const definers = new Map<string, number[]>();
  for (const [node, id] of files.entries()) {
    for (const name of tags.get(id)?.defined.keys() ?? []) {
      const known = definers.get(name);
      if (known) known.push(node);
      else definers.set(name, [node]);
    }
  }
  const edges: Edge[] = [];
  for (const [from, id] of files.entries()) {
    const start = edges.length;
    let total = 0;
    for (const [name, count] of tags.get(id)?.used ?? []) {
      const targets = definers.get(name) ?? [];
      if (targets.length > MAX_DEFINERS || targets.includes(from)) continue;
      for (const to of targets) {
        const target = files[to] ?? -1;
        const weight = Math.sqrt(count) / targets.length;
        edges.push({ from, to, weight, symbol: symbolId(target, tags.get(target)?.defined.get(name) ?? -1) });
        total += weight;
      }
    }
    for (let at = start; at < edges.length; at++) (edges[at] as Edge).weight /= total;
  }
  return { files, nodes: new Map(files.map((id, node) => [id, node])), edges };
}

/** Power iteration; the walk begins again at `seed`, also where no edge leads on. */
function personalRanks(size: number, edges: readonly Edge[], seed: number | undefined): Float64Array {
  let ranks = new Float64Array(size);
  if (seed === undefined) return ranks;
  ranks[seed] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const next = new Float64Array(size);
    let moved = 0;
    for (const { from, to, weight } of edges) {
      const flow = DAMPING * (ranks[from] ?? 0) * weight;
      next[to] = (next[to] ?? 0) + flow;
      moved += flow;
    }
    next[seed] = (next[seed] ?? 0) + 1 - moved;
    ranks = next;
  }
  return ranks;
}
