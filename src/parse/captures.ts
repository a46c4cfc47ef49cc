import type { Node, Query } from 'web-tree-sitter';

/**
 * One match of a query pattern: the main capture and its named parts.
 * The words of main captures are the vocabulary between `grammars/*.scm` and this layer:
 * `symbol.KIND`, `object`, `scope.function|class|block|type`, `block`, `branch`, `decorator`, `comment`, `docstring`,
 * `import`, `import.*`, `export`, `export.*`, `reference.KIND`, `binding.parameter|local|typeParameter`, `typeParameter`, `package`,
 * `expected.argument|attribute|property|type|target|return`, `signature.call`, `returned.statement|body`.
 * All other capture names are parts: `name`, `owner`, `value`, `body`, `receiver`, `arguments`, `specifier`, `pattern`, `element`,
 * `type`, `rest`, `expression`, `argument` (a node around the expression), `callee`, `key`, `target`, `prefix` (of an import), `result` (the expression whose value a function
 * gives), `within` (where a binding holds, if not in the innermost scope around it), `implicit` (a function literal whose
 * parameter has no pattern). Of a symbol `body` and `type` stand for the
 * fields `body` and `return_type` or `type` of its node, `owner` is the
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

/**
 * Runs a query over a tree and sorts the matches by the first half of their kind; `undefined` when that takes longer than
 * `timeLimit` milliseconds, as it can where thousands of brackets are nested.
 */
export function runQuery(
  query: Query,
  root: Node,
  timeLimit: number,
): ReadonlyMap<string, readonly Match[]> | undefined {
  const groups = new Map<string, Match[]>();
  const deadline = performance.now() + timeLimit;
  const matches = query.matches(root, { timeoutMicros: timeLimit * 1000 });
  // What a stopped query has found is not told apart from all that there is.
  if (performance.now() > deadline) return undefined;
  for (const { captures } of matches) {
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
  for (const [family, group] of groups) {
    group.sort((a, b) => a.start - b.start);
    if (family === 'symbol' || family === 'binding') groups.set(family, merged(group));
  }
  return groups;
}

/** What several patterns say about one definition or parameter, taken together. */
function merged(matches: readonly Match[]): Match[] {
  const byPlace = new Map<string | Match, Match>();
  for (const match of matches) {
    const place = match.parts['name'] ?? match.parts['pattern'];
    const key = place && match.kind !== 'binding.local' ? `${match.kind} ${place.startIndex}` : match;
    const known = byPlace.get(key);
    byPlace.set(key, known ? { ...known, parts: { ...match.parts, ...known.parts } } : match);
  }
  return [...byPlace.values()];
}
