import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import type { ExportGraph } from '../../../src/graph/exportGraph.ts';
import { GRAPH_FORMATS, writeGraph } from '../../../src/graph/formats.ts';
import { parseXml } from './parseXml.ts';

function graphOf(labels: readonly string[], edges: readonly (readonly [number, number])[]): ExportGraph {
  const graph: ExportGraph = new DirectedGraph();
  for (const [index, label] of labels.entries()) {
    graph.mergeNode(`${index}:${label}`, { label, kind: 'module', path: label, line: 0, importance: 0.5 });
  }
  const key = (index: number): string => graph.nodes()[index % labels.length] ?? '';
  for (const [from, to] of edges) {
    graph.mergeEdge(key(from), key(to), { ...EDGE, site: `${labels[from % labels.length]}:3` });
  }
  return graph;
}

const EDGE = { kind: 'import', weight: 2, confidence: 0.95, rule: 'static' };

const small = graphOf(['src/a.ts', 'src/b "two".ts'], [[0, 1]]);

describe('writeGraph', { timeout: 30_000 }, () => {
  it('writes Mermaid with numbered ids and quoted labels', () => {
    expect(writeGraph(small, 'mermaid')).toBe(
      'flowchart LR\n  n0["src/a.ts"]\n  n1["src/b #34;two#34;.ts"]\n  %% import 0.95 static src/a.ts:3\n  n0 -->|2| n1\n',
    );
  });

  it('writes for Mermaid what it would read as a comment, markup or a break', () => {
    const names = ['100%%{init}', 'a|b', 'two\r\nlines', '\u0001', 'end', '<b>#35;'];
    const lines = writeGraph(graphOf(names, []), 'mermaid').split('\n').slice(1, -1);
    expect(lines.map(line => line.trim())).toEqual([
      'n0["100#37;#37;{init}"]',
      'n1["a|b"]',
      'n2["two lines"]',
      'n3["\ufffd"]',
      'n4["end"]',
      'n5["#60;b#62;#35;35;"]',
    ]);
  });

  it('names the version of GEXF that common readers know', () => {
    const head = '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">';
    expect(writeGraph(small, 'gexf')).toContain(head);
  });

  it('writes DOT with quoted ids', () => {
    expect(writeGraph(small, 'dot')).toBe(`digraph cairn {
  rankdir=LR;
  node [shape=box, fontname="sans-serif"];
  "0:src/a.ts" [label="src/a.ts"];
  "1:src/b \\"two\\".ts" [label="src/b \\"two\\".ts"];
  "0:src/a.ts" -> "1:src/b \\"two\\".ts" [label="import", weight=2, confidence=0.95, rule="static", site="src/a.ts:3"];
}
`);
  });

  it('writes JSON that graphology reads back as the same graph', () => {
    const read = DirectedGraph.from(JSON.parse(writeGraph(small, 'json')));
    expect(read.export().nodes).toEqual(small.export().nodes);
    expect(read.getEdgeAttributes('0:src/a.ts', '1:src/b "two".ts')).toEqual({
      ...EDGE,
      site: 'src/a.ts:3',
    });
  });

  it('declares every attribute that GraphML and GEXF use', () => {
    const graphml = parseXml(writeGraph(small, 'graphml'));
    const keys = new Set(graphml.all('key').map(key => key.attributes['id']));
    expect(keys.size).toBe(10);
    for (const data of graphml.all('data')) expect(keys).toContain(data.attributes['key']);
    const gexf = parseXml(writeGraph(small, 'gexf'));
    const ids = new Set(gexf.all('attribute').map(each => each.attributes['id']));
    for (const value of gexf.all('attvalue')) expect(ids).toContain(value.attributes['for']);
    expect(gexf.all('edge').map(edge => [edge.attributes['source'], edge.attributes['target']])).toEqual([
      ['0:src/a.ts', '1:src/b "two".ts'],
    ]);
  });

  it('stays well formed whatever the names hold, and is the same each time', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '<&>', ']]>', '\ud800', '\0', 'end', 'a\nb', '-->', '\\'),
    );
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(9), fc.nat(9))),
        (names, edges) => {
          const graph = graphOf(names, edges);
          for (const format of GRAPH_FORMATS)
            expect(writeGraph(graph, format)).toBe(writeGraph(graphOf(names, edges), format));
          expect(parseXml(writeGraph(graph, 'graphml')).all('node')).toHaveLength(graph.order);
          expect(parseXml(writeGraph(graph, 'gexf')).all('edge')).toHaveLength(graph.size);
          expect(writeGraph(graph, 'mermaid').split('\n')).toHaveLength(graph.order + 2 * graph.size + 2);
          for (const line of writeGraph(graph, 'mermaid').split('\n').slice(1, -1)) {
            expect(line).toMatch(/^ {2}(n\d+(\["[^"<>`]*"\]| -->\|2\| n\d+)|%% import 0\.95 static [^"<>`]*:3)$/);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
