import {
  type FileId,
  fileOf,
  indexOf,
  type ReferenceRule,
  type Snapshot,
  type SymbolId,
  symbolId,
} from '../../index/snapshot.ts';
import { createFileGraph, type FileGraph } from '../fileGraph.ts';
import { createOverrides, type Overrides } from '../overrides.ts';
import { createSymbolGraph, type SymbolEdgeKind, type SymbolGraph } from '../symbolGraph.ts';
import { walk } from './walk.ts';

/** `override`: overrides a method that is affected; `import`: a statement imports what is affected. */
export type ImpactKind = SymbolEdgeKind | 'override' | 'import';

/** One symbol, or module (index -1), that a change may break. */
export interface ImpactItem {
  readonly symbol: SymbolId;
  /** Steps from the change: 1 for direct users. */
  readonly distance: number;
  /** The first step from here towards the change: what it uses, how, and where (0-based line in its own file). */
  readonly through: SymbolId;
  readonly kind: ImpactKind;
  readonly rule: ReferenceRule;
  readonly line: number;
  /** 0 … 1: of the weakest step on the way. */
  readonly confidence: number;
}

export interface Impact {
  /** What changes: the symbols asked for, and everything inside them. */
  readonly changed: readonly SymbolId[];
  /** Nearest first, then the surer, then by path and position. */
  readonly items: readonly ImpactItem[];
  /** Files with affected symbols or that import a changed file, however far; nearest first, then by path. */
  readonly files: readonly { readonly file: FileId; readonly distance: number; readonly items: number }[];
  /** More would have been found beyond `limit`. */
  readonly truncated: boolean;
}

export interface ImpactOptions {
  /** Steps at most. */
  readonly depth: number;
  /** Items at most. */
  readonly limit: number;
  /** Uses under this confidence (0 … 1) are no reason; 0 unless said. */
  readonly minimumConfidence?: number;
}

/** The graphs that impact is asked on; building them is the cost, so callers keep them while the snapshot stays. */
export interface ImpactGraphs {
  readonly uses: SymbolGraph;
  readonly files: FileGraph;
  readonly overrides: Overrides;
  readonly importers: Importers;
}

export function createImpactGraphs(snapshot: Snapshot): ImpactGraphs {
  return {
    uses: createSymbolGraph(snapshot, { of: 'uses', dispatch: true }),
    files: createFileGraph(snapshot),
    overrides: createOverrides(snapshot),
    importers: indexImporters(snapshot),
  };
}

/**
 * Who could break when `symbols` (or whole modules) change: their users and callers and theirs in turn, the subclasses'
 * methods that override them, the files whose imports name them. A module as seed also affects all files that depend on
 * its file, however they do.
 */
export function impactOf(
  snapshot: Snapshot,
  graphs: ImpactGraphs,
  symbols: readonly SymbolId[],
  options: ImpactOptions,
): Impact {
  const changed = withMembers(snapshot, symbols);
  const found = new Map<SymbolId, ImpactItem>();
  for (const symbol of changed) found.set(symbol, seed(symbol));
  let layer: readonly SymbolId[] = changed;
  let full = false;
  for (let distance = 1; distance <= options.depth && layer.length > 0 && !full; distance++) {
    const next = new Map<SymbolId, ImpactItem>();
    const add = (item: ImpactItem): void => {
      const before = next.get(item.symbol);
      if (found.has(item.symbol) || item.confidence < (options.minimumConfidence ?? 0)) return;
      if (before === undefined || item.confidence > before.confidence) next.set(item.symbol, item);
    };
    for (const symbol of layer) {
      const confidence = found.get(symbol)?.confidence ?? 1;
      for (const each of usersOf(snapshot, graphs, symbol)) {
        add({ ...each, distance, confidence: Math.min(confidence, each.confidence) });
      }
    }
    if (distance === 1) {
      // An import statement says something only where no use in the same file says more.
      const using = new Set([...next.keys()].map(fileOf));
      for (const item of importersOf(graphs, changed)) if (!using.has(fileOf(item.symbol))) add(item);
    }
    const node = (item: ImpactItem): number => graphs.uses.nodeOf(item.symbol);
    const sorted = [...next.values()].sort((a, b) => b.confidence - a.confidence || node(a) - node(b));
    const room = options.limit - (found.size - changed.length);
    full = sorted.length > room;
    for (const item of sorted.slice(0, Math.max(0, room))) found.set(item.symbol, item);
    layer = sorted.slice(0, Math.max(0, room)).map(item => item.symbol);
  }
  const items = [...found.values()].slice(changed.length);
  return { changed, items, files: affectedFiles(graphs.files, symbols, items, options.depth), truncated: full };
}

function seed(symbol: SymbolId): ImpactItem {
  return { symbol, distance: 0, through: symbol, kind: 'value', rule: 'local', line: 0, confidence: 1 };
}

/** The symbols and everything declared inside them; a module holds all of its file. */
function withMembers(snapshot: Snapshot, symbols: readonly SymbolId[]): readonly SymbolId[] {
  const all = new Set(symbols);
  for (const symbol of symbols) {
    const file = fileOf(symbol);
    const inside = new Set([indexOf(symbol)]);
    for (const [index, { parent }] of (snapshot.file(file)?.facts.symbols ?? []).entries()) {
      if (!inside.has(parent)) continue;
      inside.add(index);
      all.add(symbolId(file, index));
    }
  }
  return [...all];
}

type Step = Omit<ImpactItem, 'distance'>;

function usersOf(snapshot: Snapshot, { overrides, uses }: ImpactGraphs, symbol: SymbolId): readonly Step[] {
  const node = uses.nodeOf(symbol);
  if (node < 0) return [];
  const steps = walk(uses, [node], 'in', { depth: 1 }).flatMap((each): Step[] => {
    const edge = uses.edges[each.edge];
    if (edge === undefined) return [];
    const { confidence, kind, line, rule } = edge;
    return [{ symbol: uses.symbolOf(each.node), through: symbol, kind, rule, line, confidence }];
  });
  const overriding = overrides.overriding(symbol).map((method): Step => {
    const line = snapshot.symbol(method)?.nameSpan[0] ?? 0;
    return { symbol: method, through: symbol, kind: 'override', rule: 'self', line, confidence: 0.95 };
  });
  return [...steps, ...overriding];
}

/** Import statements by what they name: the importing modules and the lines of the statements. */
type Importers = ReadonlyMap<SymbolId, readonly (readonly [module: SymbolId, line: number])[]>;

/** By definition; a module stands for the imports that take it as a whole. */
function indexImporters(snapshot: Snapshot): Importers {
  const importers = new Map<SymbolId, (readonly [SymbolId, number])[]>();
  for (const { id } of snapshot.files) {
    for (const { definitions, fact } of snapshot.imports(id)) {
      for (const definition of new Set(definitions)) {
        if (definition === undefined || fileOf(definition) === id) continue;
        const known = importers.get(definition) ?? [];
        known.push([symbolId(id, -1), fact.span[0]]);
        importers.set(definition, known);
      }
    }
  }
  return importers;
}

/** The modules whose import statements name a changed symbol, or take a changed module as a whole. */
function importersOf({ importers }: ImpactGraphs, changed: readonly SymbolId[]): readonly ImpactItem[] {
  return changed.flatMap(through =>
    (importers.get(through) ?? []).map(
      ([symbol, line]): ImpactItem => ({
        symbol,
        distance: 1,
        through,
        kind: 'import',
        rule: 'import',
        line,
        confidence: 1,
      }),
    ),
  );
}

function affectedFiles(
  graph: FileGraph,
  symbols: readonly SymbolId[],
  items: readonly ImpactItem[],
  depth: number,
): Impact['files'] {
  const files = new Map<FileId, { distance: number; items: number }>();
  for (const { distance, symbol } of items) {
    const file = fileOf(symbol);
    const known = files.get(file);
    if (known) known.items += 1;
    else files.set(file, { distance, items: 1 });
  }
  const whole = symbols.filter(symbol => indexOf(symbol) < 0).map(symbol => graph.nodeOf(fileOf(symbol)));
  for (const { distance, node } of walk(graph, whole, 'in', { depth })) {
    const file = graph.files[node] ?? -1;
    const known = files.get(file);
    if (distance === 0) continue;
    if (known) known.distance = Math.min(known.distance, distance);
    else files.set(file, { distance, items: 0 });
  }
  const list = [...files].map(([file, figures]) => ({ file, ...figures }));
  return list.sort((a, b) => a.distance - b.distance || graph.nodeOf(a.file) - graph.nodeOf(b.file));
}
