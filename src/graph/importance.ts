import { pathKey } from '../base/paths.ts';
import type { SymbolFact } from '../facts/fileFacts.ts';
import { type FileId, fileOf, type IndexedFile, indexOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import { pageRank } from './centrality.ts';
import type { ModuleGraph } from './moduleGraph.ts';
import { documentationOf, fileRole, symbolRole } from './role.ts';

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
};

/** Measures a snapshot in one pass over its edges; figures of files are ready, those of symbols are made when asked. */
export function measureImportance(snapshot: Snapshot, graph: ModuleGraph): ImportanceIndex {
  const uses = countUses(snapshot);
  const ranks = pageRank(graph);
  const files = measureFiles(snapshot, graph, uses, ranks);
  const largest = largestSymbolFigures(snapshot, uses);
  const symbols = new Map<SymbolId, Importance>();
  const measure = (id: SymbolId): Importance => {
    const symbol = snapshot.symbol(id);
    if (symbol === undefined) return NOTHING;
    const file = files.get(fileOf(id)) ?? NOTHING;
    return weigh({
      usage: relative(uses.get(id) ?? 0, largest.uses),
      centrality: file.features.centrality,
      complexity: relative(symbol.branches ?? 0, largest.branches),
      role: symbolRole(symbol) * file.features.role,
      documentation: symbol.doc === undefined ? 0 : 1,
    });
  };
  return {
    file: id => files.get(id) ?? NOTHING,
    uses: id => uses.get(id) ?? 0,
    symbol: id => {
      if (indexOf(id) < 0) return files.get(fileOf(id)) ?? NOTHING;
      const known = symbols.get(id) ?? measure(id);
      symbols.set(id, known);
      return known;
    },
  };
}

function measureFiles(
  snapshot: Snapshot,
  graph: ModuleGraph,
  uses: ReadonlyMap<SymbolId, number>,
  ranks: ReadonlyMap<string, number>,
): ReadonlyMap<FileId, Importance> {
  const incoming = new Map<FileId, number>();
  for (const [symbol, count] of uses) incoming.set(fileOf(symbol), (incoming.get(fileOf(symbol)) ?? 0) + count);
  const raw = snapshot.files.map(file => ({
    file,
    importers: graph.inDegree(pathKey(file.source.path)),
    uses: incoming.get(file.id) ?? 0,
    rank: ranks.get(pathKey(file.source.path)) ?? 0,
    branches: totalBranches(file),
  }));
  const most = (figure: 'importers' | 'uses' | 'rank' | 'branches'): number =>
    raw.reduce((top, each) => Math.max(top, each[figure]), 0);
  const [importers, used, rank, branches] = [most('importers'), most('uses'), most('rank'), most('branches')];
  const least = raw.reduce((low, each) => Math.min(low, each.rank), 1);
  return new Map(
    raw.map(each => [
      each.file.id,
      weigh({
        usage: (relative(each.importers, importers) + relative(each.uses, used)) / 2,
        // What every file gets by itself is no centrality; the root spreads the many small ranks.
        centrality: rank <= least ? 0 : Math.sqrt(Math.max(0, each.rank - least) / (rank - least)),
        complexity: relative(each.branches, branches),
        role: fileRole(each.file, each.importers),
        documentation: documentationOf(each.file.facts),
      }),
    ]),
  );
}

function countUses(snapshot: Snapshot): ReadonlyMap<SymbolId, number> {
  const uses = new Map<SymbolId, number>();
  for (const file of snapshot.files) {
    for (const edge of snapshot.references(file.id)) {
      if (edge.from !== edge.to) uses.set(edge.to, (uses.get(edge.to) ?? 0) + 1);
    }
  }
  return uses;
}

function largestSymbolFigures(
  snapshot: Snapshot,
  uses: ReadonlyMap<SymbolId, number>,
): { uses: number; branches: number } {
  let branches = 0;
  let most = 0;
  for (const count of uses.values()) most = Math.max(most, count);
  for (const file of snapshot.files) {
    for (const symbol of file.facts.symbols) branches = Math.max(branches, symbol.branches ?? 0);
  }
  return { uses: most, branches };
}

/** Callables only: a class would count its methods' branches again. */
function totalBranches(file: IndexedFile): number {
  const callables = file.facts.symbols.filter((symbol: SymbolFact) => symbol.parameters !== undefined);
  return callables.reduce((sum, symbol) => sum + (symbol.branches ?? 0), 0);
}

/** Counts spread over magnitudes: the logarithm keeps one giant from pressing everything else to 0. */
function relative(count: number, largest: number): number {
  return largest <= 0 ? 0 : Math.log1p(count) / Math.log1p(largest);
}

function weigh(features: Record<Feature, number>): Importance {
  let score = 0;
  for (const feature of FEATURES) score += IMPORTANCE_WEIGHTS[feature] * features[feature];
  return { score, features };
}

const FEATURES: readonly Feature[] = ['usage', 'centrality', 'complexity', 'role', 'documentation'];
