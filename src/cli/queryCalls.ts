import type { FileGraph } from '../graph/fileGraph.ts';
import { type CallTreeNode, type CallTreeOptions, callTree } from '../graph/queries/callTree.ts';
import { filePath, symbolPath } from '../graph/queries/neighbors.ts';
import type { SymbolGraph } from '../graph/symbolGraph.ts';
import { fileOf, type SymbolId, symbolId } from '../index/snapshot.ts';
import type { Paint } from './paint.ts';
import type { Answer, Names } from './queryLists.ts';
import { counted } from './textLayout.ts';

/** Callers or callees of each symbol that a place means, as trees. */
export function callTreeAnswer(
  names: Names,
  graph: SymbolGraph,
  roots: readonly SymbolId[],
  options: CallTreeOptions,
  paint: Paint,
): Answer {
  const trees = roots.flatMap(root => callTree(graph, root, options) ?? []);
  const toJson = (node: CallTreeNode, parent?: CallTreeNode): unknown => ({
    ...names.symbol(node.symbol),
    ...(node.edge && { ...node.edge, ...site(names, node, parent, options.direction) }),
    ...(node.repeats && { repeats: node.repeats }),
    omitted: node.omitted,
    children: node.children.map(child => toJson(child, node)),
  });
  const lines = (node: CallTreeNode, indent: string, parent?: CallTreeNode): readonly string[] => {
    const where = site(names, node, parent, options.direction).site;
    const sure = node.edge && node.edge.confidence < 0.9 ? paint.yellow(` ${node.edge.confidence.toFixed(2)}`) : '';
    const kind = node.edge?.kind === 'dispatch' ? ' (may be: overrides)' : '';
    const mark =
      node.repeats === 'cycle' ? paint.cyan(' ↺') : node.repeats === 'shown' ? paint.dim(' … as elsewhere') : '';
    const note = where === undefined ? '' : paint.dim(`  ${where}${kind}`);
    const more =
      node.omitted === 0 ? [] : [paint.dim(`${indent}  … ${counted(node.omitted, 'more')}`.replace(/s$/, ''))];
    return [
      `${indent}${names.text(node.symbol)}${note}${sure}${mark}`,
      ...node.children.flatMap(child => lines(child, `${indent}  `, node)),
      ...more,
    ];
  };
  return {
    data: { direction: options.direction, trees: trees.map(tree => toJson(tree)) },
    text: trees.map(tree => lines(tree, '').join('\n')).join('\n\n'),
  };
}

/** A call stands in the file of its caller: the node itself when callers are asked for, else its parent. */
function site(
  names: Names,
  node: CallTreeNode,
  parent: CallTreeNode | undefined,
  direction: CallTreeOptions['direction'],
): { site?: string } {
  if (node.edge === undefined || parent === undefined) return {};
  return { site: names.site(direction === 'in' ? node.symbol : parent.symbol, node.edge.line) };
}

/** A shortest path between any of the symbols (or files) that two places mean. */
export function pathAnswer(
  names: Names,
  graph: SymbolGraph | FileGraph,
  from: readonly SymbolId[],
  to: readonly SymbolId[],
  paint: Paint,
): Answer {
  const paths = from.flatMap(start => to.flatMap(end => [pathBetween(graph, start, end)]));
  const found = paths.filter(each => each !== undefined).sort((a, b) => a.length - b.length)[0];
  if (found === undefined) return { data: { path: null }, text: 'No path.' };
  const steps = found.map(({ edge, from: source, to: target }) => ({
    from: names.symbol(source),
    to: names.symbol(target),
    rule: edge.rule,
    confidence: edge.confidence,
    site: names.site(source, edge.line),
  }));
  const lines = found.map(({ edge, from: source, to: target }) => {
    return `${names.text(source)}${paint.dim(`:${edge.line + 1}  →`)} ${names.text(target)}  ${paint.dim(edge.rule)}`;
  });
  const head = paint.bold(found.length === 0 ? 'The same place.' : counted(found.length, 'step'));
  return { data: { path: steps }, text: [head, ...lines].join('\n') };
}

function pathBetween(
  graph: SymbolGraph | FileGraph,
  from: SymbolId,
  to: SymbolId,
):
  | readonly {
      readonly from: SymbolId;
      readonly to: SymbolId;
      readonly edge: { rule: string; confidence: number; line: number };
    }[]
  | undefined {
  if (!('files' in graph)) return symbolPath(graph, from, to);
  const found = filePath(graph, fileOf(from), fileOf(to));
  return found?.map(step => ({ ...step, from: symbolId(step.from, -1), to: symbolId(step.to, -1) }));
}
