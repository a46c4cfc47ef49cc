import type { ExportEdge, ExportGraph, ExportNode } from './exportGraph.ts';

export const GRAPH_FORMATS = ['json', 'graphml', 'gexf', 'dot', 'mermaid'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** Writes a graph as text, one line break at its end. Equal graphs give equal bytes: no dates, no random ids. */
export function writeGraph(graph: ExportGraph, format: GraphFormat): string {
  return WRITERS[format](graph);
}

const WRITERS: Readonly<Record<GraphFormat, (graph: ExportGraph) => string>> = {
  json: writeJson,
  graphml: writeGraphml,
  gexf: writeGexf,
  dot: writeDot,
  mermaid: writeMermaid,
};

const NODE_COLUMNS: readonly [keyof ExportNode, 'string' | 'int' | 'double'][] = [
  ['label', 'string'],
  ['kind', 'string'],
  ['path', 'string'],
  ['line', 'int'],
  ['importance', 'double'],
];
const EDGE_COLUMNS: readonly [keyof ExportEdge, 'string' | 'int' | 'double'][] = [
  ['kind', 'string'],
  ['weight', 'int'],
  ['confidence', 'double'],
  ['rule', 'string'],
  ['site', 'string'],
];

/** graphology's serialised format, with the version of Cairn's columns: `Graph.from(JSON.parse(text))` reads it. */
function writeJson(graph: ExportGraph): string {
  const edges = graph.mapEdges((_, attributes, source, target) => ({ source, target, attributes }));
  const { options, nodes } = graph.export();
  return `${JSON.stringify({ schema: 1, options, nodes, edges }, null, 1)}\n`;
}

/** GraphML 1.0, http://graphml.graphdrawing.org/specification.html */
function writeGraphml(graph: ExportGraph): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'];
  for (const [owner, prefix, columns] of [
    ['node', 'n', NODE_COLUMNS],
    ['edge', 'e', EDGE_COLUMNS],
  ] as const) {
    for (const [name, type] of columns) {
      lines.push(`  <key id="${prefix}_${name}" for="${owner}" attr.name="${name}" attr.type="${type}"/>`);
    }
  }
  lines.push('  <graph edgedefault="directed">');
  graph.forEachNode((node, attributes) => {
    const data = NODE_COLUMNS.map(([name]) => `<data key="n_${name}">${xml(attributes[name])}</data>`);
    lines.push(`    <node id="${xml(node)}">${data.join('')}</node>`);
  });
  graph.forEachEdge((_, attributes, source, target) => {
    const data = EDGE_COLUMNS.map(([name]) => `<data key="e_${name}">${xml(attributes[name])}</data>`);
    lines.push(`    <edge source="${xml(source)}" target="${xml(target)}">${data.join('')}</edge>`);
  });
  return `${[...lines, '  </graph>', '</graphml>'].join('\n')}\n`;
}

/** GEXF 1.2 draft, https://gexf.net/1.2/: the newest version that networkx reads, and every other tool does too. */
function writeGexf(graph: ExportGraph): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'];
  lines.push('  <graph defaultedgetype="directed" mode="static">');
  for (const [owner, columns] of [
    ['node', NODE_COLUMNS],
    ['edge', EDGE_COLUMNS],
  ] as const) {
    lines.push(`    <attributes class="${owner}">`);
    for (const [name, type] of gexfColumns(columns)) {
      lines.push(`      <attribute id="${name}" title="${name}" type="${type === 'int' ? 'integer' : type}"/>`);
    }
    lines.push('    </attributes>');
  }
  lines.push('    <nodes>');
  graph.forEachNode((node, attributes) => {
    const values = gexfColumns(NODE_COLUMNS).map(
      ([name]) => `<attvalue for="${name}" value="${xml(attributes[name])}"/>`,
    );
    lines.push(
      `      <node id="${xml(node)}" label="${xml(attributes.label)}"><attvalues>${values.join('')}</attvalues></node>`,
    );
  });
  lines.push('    </nodes>', '    <edges>');
  let edgeId = 0;
  graph.forEachEdge((_, attributes, source, target) => {
    const values = gexfColumns(EDGE_COLUMNS).map(
      ([name]) => `<attvalue for="${name}" value="${xml(attributes[name])}"/>`,
    );
    const ends = `source="${xml(source)}" target="${xml(target)}" weight="${attributes.weight}"`;
    lines.push(`      <edge id="${edgeId++}" ${ends}><attvalues>${values.join('')}</attvalues></edge>`);
  });
  return `${[...lines, '    </edges>', '  </graph>', '</gexf>'].join('\n')}\n`;
}

/** GEXF has its own attributes for labels and weights. */
function gexfColumns<Name extends string, Type>(columns: readonly [Name, Type][]): readonly [Name, Type][] {
  return columns.filter(([name]) => name !== 'label' && name !== 'weight');
}

/** Graphviz, https://graphviz.org/doc/info/lang.html */
function writeDot(graph: ExportGraph): string {
  const lines = ['digraph cairn {', '  rankdir=LR;', '  node [shape=box, fontname="sans-serif"];'];
  graph.forEachNode((node, { label }) => {
    lines.push(`  ${quoted(node)} [label=${quoted(label)}];`);
  });
  graph.forEachEdge((_, { confidence, kind, rule, site, weight }, source, target) => {
    const known = `confidence=${confidence}, rule=${quoted(rule)}, site=${quoted(site)}`;
    lines.push(`  ${quoted(source)} -> ${quoted(target)} [label=${quoted(kind)}, weight=${weight}, ${known}];`);
  });
  return `${[...lines, '}'].join('\n')}\n`;
}

/**
 * Mermaid flowchart, https://mermaid.js.org/syntax/flowchart.html. Ids are numbers: names may be reserved words. A
 * comment before each edge says what its arrow cannot: kind, confidence, rule, site.
 */
function writeMermaid(graph: ExportGraph): string {
  const lines = ['flowchart LR'];
  const ids = new Map(graph.nodes().map((node, index) => [node, `n${index}`]));
  graph.forEachNode((node, { label }) => {
    lines.push(`  ${ids.get(node)}["${mermaidText(label)}"]`);
  });
  graph.forEachEdge((_, { confidence, kind, rule, site, weight }, source, target) => {
    lines.push(`  %% ${kind} ${confidence} ${rule} ${mermaidText(site)}`);
    const arrow = weight > 1 ? `-->|${weight}|` : '-->';
    lines.push(`  ${ids.get(source)} ${arrow} ${ids.get(target)}`);
  });
  return `${lines.join('\n')}\n`;
}

/** Characters that XML 1.0 forbids even as references become U+FFFD. */
function xml(value: string | number): string {
  return String(value)
    .replace(FORBIDDEN_IN_XML, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, character => `&#${character.charCodeAt(0)};`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach the file
const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function quoted(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\r?\n/g, '\\n')}"`;
}

/** Also `%`: two of them begin a comment, wherever they stand. Control characters, which its lexer refuses, become U+FFFD. */
function mermaidText(text: string): string {
  return text
    .replace(/\r\n|[\t\r\n]/g, ' ')
    .replace(FORBIDDEN_IN_XML, '\ufffd')
    .replace(/[#%"<>&`\\]/g, character => `#${character.charCodeAt(0)};`);
}
