import type { FileFacts } from '../facts/fileFacts.ts';
import {
  type FileId,
  fileOf,
  type IndexedFile,
  indexOf,
  type Snapshot,
  type SymbolId,
  symbolId,
} from '../index/snapshot.ts';
import { pageRank } from './centrality.ts';
import { createFileGraph } from './fileGraph.ts';
import { documentationOf, fileRole, symbolRole } from './role.ts';
import { numberSymbols, type SymbolNodes } from './symbolNodes.ts';

/**
 * What makes a file or symbol matter whatever is being edited, after RepoMaster (arXiv 2505.21577, section 3.2):
 * - `usage`: who imports and calls it
 * - `centrality`: PageRank of its file in the module graph
 * - `complexity`: decision points inside
 * - `role`: entry points and core modules over helpers, tests and generated files
 * - `documentation`: the share of it that its authors documented
 */
export type Feature = 'usage' | 'centrality' | 'complexity' | 'role' | 'documentation';

/** The one table of weights; they sum to 1. */
export const IMPORTANCE_WEIGHTS: Readonly<Record<Feature, number>> = {
  usage: 0.35,
  centrality: 0.25,
  complexity: 0.15,
  role: 0.15,
  documentation: 0.1,
};

export interface Importance {
  /** Weighted sum of the features, 0 … 1. */
  readonly score: number;
  /** Each figure 0 … 1 within the workspace. */
  readonly features: Readonly<Record<Feature, number>>;
  readonly counts: Counts;
}

/** What the features were made from, for people to check. */
export interface Counts {
  /** Files that depend on the file, or that use the symbol (its own file included). */
  readonly files: number;
  /** Uses of the symbol, or of all symbols of the file, from elsewhere than the symbol itself. */
  readonly uses: number;
  /** Decision points inside. */
  readonly branches: number;
}

export interface ImportanceIndex {
  file(id: FileId): Importance;
  symbol(id: SymbolId): Importance;
  /** Uses of a symbol from elsewhere than itself. */
  uses(id: SymbolId): number;
}

const NOTHING: Importance = {
  score: 0,
  features: { usage: 0, centrality: 0, complexity: 0, role: 0, documentation: 0 },
  counts: { files: 0, uses: 0, branches: 0 },
};

/**
 * Measures a snapshot in one pass over its edges, with a fixed number of sweeps for centrality: what it costs stands in
 * test/bench/graphs.md. Figures of files are ready, those of symbols are made when asked; what follows from a file's
 * facts alone is kept with them from snapshot to snapshot.
 */
export function measureImportance(snapshot: Snapshot): ImportanceIndex {
  const uses = countUses(snapshot);
  const files = measureFiles(snapshot, uses);
  const largest = {
    uses: largestOf(uses.uses),
    branches: snapshot.files.reduce((most, file) => Math.max(most, inherent(file).mostBranches), 0),
  };
  const symbols = new Map<SymbolId, Importance>();
  const measure = (id: SymbolId): Importance => {
    const symbol = snapshot.symbol(id);
    if (symbol === undefined) return NOTHING;
    const file = files.get(fileOf(id)) ?? NOTHING;
    const node = uses.nodes.nodeOf(id);
    const counts = { files: uses.files[node] ?? 0, uses: uses.uses[node] ?? 0, branches: symbol.branches ?? 0 };
    const features = {
      usage: relative(counts.uses, largest.uses),
      centrality: file.features.centrality,
      complexity: relative(counts.branches, largest.branches),
      role: symbolRole(symbol) * file.features.role,
      documentation: symbol.doc === undefined ? 0 : 1,
    };
    return weigh(features, counts);
  };
  return {
    file: id => files.get(id) ?? NOTHING,
    uses: id => uses.uses[uses.nodes.nodeOf(id)] ?? 0,
    symbol: id => {
      if (indexOf(id) < 0) return files.get(fileOf(id)) ?? NOTHING;
      const known = symbols.get(id) ?? measure(id);
      symbols.set(id, known);
      return known;
    },
  };
}

function measureFiles(snapshot: Snapshot, uses: Uses): ReadonlyMap<FileId, Importance> {
  const graph = createFileGraph(snapshot);
  const ranks = pageRank(graph);
  const raw = snapshot.files.map((file, node) => ({
    file,
    files: (graph.incomingStarts[node + 1] ?? 0) - (graph.incomingStarts[node] ?? 0),
    uses: usesInside(file, uses),
    branches: inherent(file).branches,
    rank: ranks[node] ?? 0,
  }));
  const most = (figure: 'files' | 'uses' | 'rank' | 'branches'): number =>
    raw.reduce((top, each) => Math.max(top, each[figure]), 0);
  const [importers, used, rank, branches] = [most('files'), most('uses'), most('rank'), most('branches')];
  const least = raw.reduce((low, each) => Math.min(low, each.rank), 1);
  return new Map(
    raw.map(each => [
      each.file.id,
      weigh(
        {
          usage: (relative(each.files, importers) + relative(each.uses, used)) / 2,
          // What every file gets by itself is no centrality; the root spreads the many small ranks.
          centrality: rank <= least ? 0 : Math.sqrt(Math.max(0, each.rank - least) / (rank - least)),
          complexity: relative(each.branches, branches),
          role: fileRole(each.file, each.files),
          documentation: inherent(each.file).documentation,
        },
        { files: each.files, uses: each.uses, branches: each.branches },
      ),
    ]),
  );
}

interface Uses {
  readonly nodes: SymbolNodes;
  /** By node: uses from elsewhere than the symbol itself, and the files that they stand in. */
  readonly uses: Uint32Array;
  readonly files: Uint32Array;
}

function countUses(snapshot: Snapshot): Uses {
  const nodes = numberSymbols(snapshot);
  const uses = new Uint32Array(nodes.size);
  const files = new Uint32Array(nodes.size);
  const lastFile = new Int32Array(nodes.size).fill(-1);
  for (const [place, file] of snapshot.files.entries()) {
    for (const edge of snapshot.references(file.id)) {
      const node = edge.from === edge.to ? -1 : nodes.nodeOf(edge.to);
      if (node < 0) continue;
      uses[node] = (uses[node] ?? 0) + 1;
      if (lastFile[node] === place) continue;
      lastFile[node] = place;
      files[node] = (files[node] ?? 0) + 1;
    }
  }
  return { nodes, uses, files };
}

function usesInside(file: IndexedFile, { nodes, uses }: Uses): number {
  const first = nodes.nodeOf(symbolId(file.id, -1));
  let sum = 0;
  for (let node = first; node <= first + file.summary.symbols; node++) sum += uses[node] ?? 0;
  return sum;
}

function largestOf(figures: Uint32Array): number {
  let most = 0;
  for (const figure of figures) most = Math.max(most, figure);
  return most;
}

/** What follows from a file's facts alone. */
interface Inherent {
  readonly branches: number;
  readonly mostBranches: number;
  readonly documentation: number;
}

const inherentOf = new WeakMap<FileFacts, Inherent>();

function inherent({ facts }: IndexedFile): Inherent {
  let known = inherentOf.get(facts);
  if (known === undefined) {
    known = {
      branches: totalBranches(facts),
      mostBranches: facts.symbols.reduce((most, symbol) => Math.max(most, symbol.branches ?? 0), 0),
      documentation: documentationOf(facts),
    };
    inherentOf.set(facts, known);
  }
  return known;
}

/** Callables only: a class would count its methods' branches again. */
function totalBranches(facts: FileFacts): number {
  const callables = facts.symbols.filter(symbol => symbol.parameters !== undefined);
  return callables.reduce((sum, symbol) => sum + (symbol.branches ?? 0), 0);
}

/** Counts spread over magnitudes: the logarithm keeps one giant from pressing everything else to 0. */
function relative(count: number, largest: number): number {
  return largest <= 0 ? 0 : Math.log1p(count) / Math.log1p(largest);
}

function weigh(features: Record<Feature, number>, counts: Counts): Importance {
  let score = 0;
  for (const feature of FEATURES) score += IMPORTANCE_WEIGHTS[feature] * features[feature];
  return { score, features, counts };
}

const FEATURES: readonly Feature[] = ['usage', 'centrality', 'complexity', 'role', 'documentation'];
