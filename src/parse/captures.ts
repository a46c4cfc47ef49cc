import type { Node, Query } from 'web-tree-sitter';

/**
 * One match of a query pattern: the main capture and its named parts.
 * The words of main captures are the vocabulary between `grammars/*.scm` and this layer:
 * `symbol.KIND`, `object`, `scope.function|class|block|type`, `block`, `branch`, `decorator`, `comment`, `docstring`,
 * `import`, `import.*`, `export`, `export.*`, `reference.KIND`, `binding.parameter|local|typeParameter|lambda`, `typeParameter`, `package`.
 * All other capture names are parts: `name`, `owner`, `value`, `body`, `receiver`, `arguments`, `specifier`, `pattern`, `element`, `callee`, `constructed`,
 * `type`, `rest`. Of a symbol `body` and `type` stand for the fields `body` and `return_type` or `type` of its node, `owner` is the
 * type that it is a member of although it stands outside.
 */
export interface Match {
  readonly kind: string;
  readonly node: Node;
  readonly start: number;
  readonly parts: Readonly<Record<string, Node>>;
}

const SINGLE_WORDS = new Set([
  'object',
  'block',
  'branch',
  'decorator',
  'comment',
  'docstring',
  'import',
  'export',
  'typeParameter',
  'package',
]);

/** Runs a query over a tree and sorts the matches by the first half of their kind. */
export function runQuery(query: Query, root: Node): ReadonlyMap<string, readonly Match[]> {
  const groups = new Map<string, Match[]>();
  for (const { captures } of query.matches(root)) {
    let kind: string | undefined;
    let node: Node | undefined;
    const parts: Record<string, Node> = {};
    for (const capture of captures) {
      if (capture.name.includes('.') || SINGLE_WORDS.has(capture.name)) {
        kind = capture.name;
        node = capture.node;
      } else {
        parts[capture.name] = capture.node;
      }
    }
    if (kind === undefined || node === undefined) continue;
    const family = kind.split('.', 1)[0] ?? kind;
    const match = { kind, node, start: node.startIndex, parts };
    const group = groups.get(family);
    if (group) group.push(match);
    else groups.set(family, [match]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.start - b.start);
  return groups;
}
