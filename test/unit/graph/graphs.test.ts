import { beforeAll, describe, expect, it } from 'vitest';
import { benchGraph } from '../../../src/graph/bench.ts';
import { buildCallGraph } from '../../../src/graph/callGraph.ts';
import { pageRank } from '../../../src/graph/centrality.ts';
import { createCodeTree } from '../../../src/graph/codeTree.ts';
import { exportCalls, exportModules, neighborhood, seedsFor } from '../../../src/graph/exportGraph.ts';
import { createFileGraph } from '../../../src/graph/fileGraph.ts';
import { writeGraph } from '../../../src/graph/formats.ts';
import { IMPORTANCE_WEIGHTS, type ImportanceIndex, measureImportance } from '../../../src/graph/importance.ts';
import { buildModuleGraph, type ModuleGraph } from '../../../src/graph/moduleGraph.ts';
import { type Snapshot, symbolId } from '../../../src/index/snapshot.ts';
import { fixtureSnapshot } from './fixtureSnapshot.ts';

let snapshot: Snapshot;
let modules: ModuleGraph;
let importance: ImportanceIndex;
beforeAll(async () => {
  snapshot = await fixtureSnapshot('cli/shop');
  modules = buildModuleGraph(snapshot);
  importance = measureImportance(snapshot);
}, 60_000);

const relative = (path: { readonly relative: string }) => path.relative;
const fileId = (path: string) => snapshot.find({ root: 0, relative: path })?.id ?? -1;

describe('module graph', () => {
  it('has an edge for every dependency, with its kinds and counts', () => {
    const lines = modules.mapEdges((_, edge, __, ___, from, to) => {
      const kinds = Object.entries(edge.kinds).map(([kind, count]) => `${kind} ${count}`);
      return `${from.path.relative} → ${to.path.relative}: ${kinds.join(', ')}`;
    });
    expect(lines.sort()).toMatchInlineSnapshot(`
      [
        "src/checkout.ts → src/model/index.ts: import 1",
        "src/checkout.ts → src/model/line.ts: through 1, reference 3",
        "src/checkout.ts → src/model/order.ts: through 1, reference 6",
        "src/checkout.ts → src/pricing/discount.ts: import 1",
        "src/checkout.ts → src/pricing/total.ts: import 1",
        "src/checkout.ts → src/util/money.ts: import 1",
        "src/index.ts → src/checkout.ts: reexport 1",
        "src/index.ts → src/model/index.ts: reexport 1",
        "src/index.ts → src/pricing/discount.ts: reexport 1",
        "src/model/customer.ts → src/model/entity.ts: import 1",
        "src/model/index.ts → src/model/customer.ts: reexport 1",
        "src/model/index.ts → src/model/line.ts: reexport 1",
        "src/model/index.ts → src/model/order.ts: reexport 1",
        "src/model/order.ts → src/model/customer.ts: import 1",
        "src/model/order.ts → src/model/entity.ts: import 1",
        "src/model/order.ts → src/model/line.ts: import 1",
        "src/pricing/discount.ts → src/model/line.ts: type 1",
        "src/pricing/total.ts → src/model/index.ts: type 1",
        "src/pricing/total.ts → src/model/order.ts: through 1, reference 2",
        "src/pricing/total.ts → src/pricing/discount.ts: type 1",
        "test/checkout.test.ts → src/checkout.ts: import 1",
        "test/checkout.test.ts → src/model/order.ts: reference 1",
        "tools/report/__init__.py → tools/report/figures.py: import 1",
        "tools/report/__main__.py → tools/report/__init__.py: import 1",
        "tools/report/__main__.py → tools/report/figures.py: through 1, reference 1",
        "tools/report/__main__.py → tools/report/table.py: import 1",
        "tools/report/table.py → tools/report/figures.py: import 1",
      ]
    `);
  });
  it('keeps a node for every file and no loops', () => {
    expect(modules.order).toBe(snapshot.files.length);
    expect(modules.selfLoopCount).toBe(0);
  });
});

describe('call graph', () => {
  it('goes from caller to callee', () => {
    const graph = exportCalls(buildCallGraph(snapshot), snapshot, importance, relative);
    const lines = graph.mapEdges((_, { rule, weight }, from, to) => `${from} → ${to} (${rule}, ${weight})`);
    expect(lines).toMatchInlineSnapshot(`
      [
        "src/checkout.ts#checkout → src/checkout.ts#receiptOf (local, 1)",
        "src/checkout.ts#checkout → src/model/order.ts#Order (import, 1)",
        "src/checkout.ts#checkout → src/model/order.ts#Order.pay (constructed, 1)",
        "src/checkout.ts#checkout → src/pricing/discount.ts#bestDiscount (import, 1)",
        "src/checkout.ts#checkout → src/pricing/total.ts#totalOf (import, 1)",
        "src/checkout.ts#receiptOf → src/util/money.ts#formatCents (import, 1)",
        "src/model/customer.ts#Customer.constructor → src/model/entity.ts#Entity (self, 1)",
        "src/model/order.ts#Order.constructor → src/model/customer.ts#Customer (import, 1)",
        "src/model/order.ts#Order.constructor → src/model/entity.ts#Entity (self, 1)",
        "src/model/order.ts#Order.isPaid → src/model/order.ts#Order.subtotal (self, 1)",
        "src/model/order.ts#Order.pay → src/model/order.ts#Order.subtotal (self, 1)",
        "src/model/order.ts#Order.subtotal → src/model/line.ts#lineTotal (import, 1)",
        "src/pricing/total.ts#totalOf → src/model/order.ts#Order.subtotal (declared, 1)",
        "test/checkout.test.ts → src/checkout.ts#checkout (import, 1)",
        "tools/report/__main__.py → tools/report/__main__.py#main (local, 1)",
        "tools/report/__main__.py#main → tools/report/figures.py#load (import, 1)",
        "tools/report/__main__.py#main → tools/report/table.py#render (import, 1)",
        "tools/report/figures.py#load → tools/report/figures.py#Figures (local, 1)",
        "tools/report/figures.py#load → tools/report/figures.py#Figures.add (constructed, 1)",
        "tools/report/table.py#render → tools/report/figures.py#Figures.mean (declared, 1)",
      ]
    `);
  });
});

describe('importance', () => {
  it('weighs features that sum to 1', () => {
    const sum = Object.values(IMPORTANCE_WEIGHTS).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(1);
  });
  it('keeps every figure between 0 and 1', () => {
    for (const { id, facts } of snapshot.files) {
      const ids = facts.symbols.map((_, index) => importance.symbol(symbolId(id, index)));
      for (const { score, features } of [importance.file(id), ...ids]) {
        for (const figure of [score, ...Object.values(features)]) {
          expect(figure).toBeGreaterThanOrEqual(0);
          expect(figure).toBeLessThanOrEqual(1);
        }
      }
    }
  });
  it('puts the core before its tests and the files that are no source', () => {
    const score = (path: string) => importance.file(fileId(path)).score;
    expect(score('src/model/order.ts')).toBeGreaterThan(score('src/pricing/total.ts'));
    expect(score('src/pricing/total.ts')).toBeGreaterThan(score('test/checkout.test.ts'));
    expect(score('test/checkout.test.ts')).toBeGreaterThan(score('.gitignore'));
  });
  it('gives ranks that sum to 1, more to what is imported more', () => {
    const graph = createFileGraph(snapshot);
    const ranks = pageRank(graph);
    const rank = (path: string) => ranks[graph.nodeOf(fileId(path))] ?? 0;
    expect([...ranks].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
    expect(rank('src/model/line.ts')).toBeGreaterThan(rank('src/pricing/total.ts'));
  });
});

describe('code tree', () => {
  const shown = (id: string, depth: number, indent = ''): readonly string[] => {
    const tree = createCodeTree(snapshot, importance, ['shop']);
    return tree.children(id).flatMap(node => {
      const line = `${indent}${node.kind} ${node.signature ?? node.name} (${node.lines})${node.doc === undefined ? '' : ` — ${node.doc}`}`;
      return depth > 0 && node.expandable ? [line, ...shown(node.id, depth - 1, `${indent}  `)] : [line];
    });
  };
  it('goes from the repository to folders and modules', () => {
    expect(shown('', 2).join('\n')).toMatchInlineSnapshot(`
      "repository shop (200)
        folder src (135)
          folder model (71)
          folder pricing (24)
          folder util (7)
          module checkout.ts (29) — Turns a basket into an order: prices every line and writes the receipt.
          module index.ts (4)
        folder test (5)
          module checkout.test.ts (5)
        folder tools (60)
          package report (60)
        file .gitignore (2)
        file README.md (4)
        file package.json (7)
        file tsconfig.json (2)"
    `);
  });
  it('goes from a module to classes and methods', () => {
    expect(shown('0:src/model/order.ts#', 3).join('\n')).toMatchInlineSnapshot(`
      "class Order extends Entity (27) — What a customer bought, and whether it is paid.
        property customer: Customer (1)
        property receipt (1)
        property paid (1)
        constructor constructor(customer: string, lines: Line[]) (4)
        property lines: Line[] (1)
        method subtotal(): number (5) — Sum of all lines in cents, before any discount.
        method pay(cents: number): void (4) — Books a payment; more than is owed is refused.
        method isPaid(): boolean (3)"
    `);
  });
  it('finds the node of a path, and nothing under an unknown id', () => {
    const tree = createCodeTree(snapshot, importance, ['shop']);
    expect(tree.find({ root: 0, relative: 'tools/report' })?.kind).toBe('package');
    expect(tree.find({ root: 0, relative: 'src/index.ts' })?.kind).toBe('module');
    expect(tree.find({ root: 0, relative: 'nowhere' })).toBeUndefined();
    for (const id of ['nonsense', '0:nowhere#3', '9:src#', '0:src/index.ts#99999'])
      expect(tree.children(id)).toEqual([]);
  });
});

describe('export', () => {
  it('cuts out the neighbourhood of a file, a folder and a symbol', () => {
    const files = exportModules(modules, snapshot, importance, relative);
    const near = (name: string, depth: number) => neighborhood(files, seedsFor(files, name), depth).nodes();
    expect(near('src/util/money.ts', 0)).toEqual(['src/util/money.ts']);
    expect(near('./src/util/', 1)).toEqual(['src/checkout.ts', 'src/util/money.ts']);
    const calls = exportCalls(buildCallGraph(snapshot), snapshot, importance, relative);
    expect(seedsFor(calls, 'subtotal')).toEqual(['src/model/order.ts#Order.subtotal']);
    expect(seedsFor(calls, 'Order.pay')).toEqual(['src/model/order.ts#Order.pay']);
    expect(seedsFor(calls, 'nothing')).toEqual([]);
  });
  it('writes the same bytes from a snapshot made anew', async () => {
    const again = await fixtureSnapshot('cli/shop');
    const write = (of: Snapshot) => {
      const graph = buildModuleGraph(of);
      return writeGraph(exportModules(graph, of, measureImportance(of), relative), 'graphml');
    };
    expect(write(again)).toBe(write(snapshot));
  });
});

describe('bench', () => {
  it('names ends by file, qualified name and line', () => {
    const { fileEdges, callEdges } = benchGraph(snapshot);
    expect(fileEdges).toContainEqual(['src/pricing/total.ts', 'src/model/order.ts']);
    expect(callEdges).toContainEqual([
      { file: 'src/checkout.ts', name: 'checkout', line: 14 },
      { file: 'src/pricing/total.ts', name: 'totalOf', line: 5 },
    ]);
    expect(callEdges).toContainEqual([
      { file: 'test/checkout.test.ts', name: null, line: 0 },
      { file: 'src/checkout.ts', name: 'checkout', line: 14 },
    ]);
  });
});
