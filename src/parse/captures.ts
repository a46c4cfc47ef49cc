import type { Query, QueryCapture, Tree } from 'web-tree-sitter';
import {
  CAPTURE_SIZE,
  MATCH_HEAD,
  type ParserModule,
  type RawMatches,
  type RawTree,
  rawMatches,
  type SyntaxNode,
} from './syntax.ts';

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
  readonly start: number;
  readonly end: number;
  /** Start of the part `name`, or of the match where it has none. */
  readonly nameStart: number;
  readonly node: SyntaxNode;
  readonly parts: Parts;
  /** One of the parts, without making the others. */
  part(name: string): SyntaxNode | undefined;
}

export type Parts = Readonly<Record<string, SyntaxNode>>;

/** Matches by the first half of their kind, all but references in source order. */
export type MatchGroups = ReadonlyMap<string, readonly Match[]>;

/**
 * Runs a query over the tree of a text. What it gives is valid as long as the tree; `undefined` when it takes longer than
 * `timeLimit` milliseconds, as it can where thousands of brackets are nested.
 */
export type MatchReader = (tree: Tree, text: string, timeLimit: number) => MatchGroups | undefined;

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

/** A reader for one query; without the parser's memory it uses the package's own functions, at several times the cost. */
export function matchReader(query: Query, module: ParserModule | undefined): MatchReader {
  const { textPredicates } = query as unknown as { readonly textPredicates?: Predicates };
  if (!module || !textPredicates)
    return (tree, _, timeLimit) => inTime(timeLimit, () => officialMatches(query, tree, timeLimit));
  const names = query.captureNames.map(captureName);
  return (tree, text, timeLimit) =>
    inTime(timeLimit, () => readMatches(rawMatches(module, query, tree, timeLimit), names, textPredicates, text));
}

/** What a stopped query has found is not told apart from all that there is. */
function inTime(timeLimit: number, run: () => Match[]): MatchGroups | undefined {
  const deadline = performance.now() + timeLimit;
  const matches = run();
  return performance.now() > deadline ? undefined : grouped(matches);
}

/** What a capture's name says: the kind of a match, or one of its parts. */
interface CaptureName {
  readonly name: string;
  readonly isKind: boolean;
  readonly isName: boolean;
}

function captureName(name: string): CaptureName {
  return { name, isKind: name.includes('.') || SINGLE_WORDS.has(name), isName: name === 'name' };
}

/** By pattern, as the package keeps them. */
type Predicates = readonly (readonly ((captures: readonly QueryCapture[]) => boolean)[])[];

function readMatches(
  { tree, data }: RawMatches,
  names: readonly CaptureName[],
  textPredicates: Predicates,
  text: string,
): Match[] {
  const matches: Match[] = [];
  for (let at = 0; at < data.length; ) {
    const predicates = textPredicates[data[at] ?? 0];
    const first = at + MATCH_HEAD;
    at = first + (data[at + 1] ?? 0) * CAPTURE_SIZE;
    if (predicates && predicates.length > 0) {
      const captures = textCaptures(tree, data, names, first, at, text);
      if (!predicates.every(holds => holds(captures))) continue;
    }
    let main = -1;
    let name = -1;
    for (let capture = first; capture < at; capture += CAPTURE_SIZE) {
      const about = names[data[capture] ?? 0];
      if (about?.isKind) main = capture;
      else if (about?.isName) name = capture;
    }
    if (main >= 0) matches.push(new RawMatch(tree, data, names, first, at, main, name));
  }
  return matches;
}

/** Captures as far as text predicates look at them. */
function textCaptures(
  tree: RawTree,
  data: Int32Array,
  names: readonly CaptureName[],
  first: number,
  end: number,
  text: string,
): QueryCapture[] {
  const captures: { readonly name: string; readonly node: { readonly text: string } }[] = [];
  for (let capture = first; capture < end; capture += CAPTURE_SIZE) {
    const name = names[data[capture] ?? 0]?.name ?? '';
    captures.push({ name, node: { text: text.slice(data[capture + 2] ?? 0, tree.endOf(data, capture + 1)) } });
  }
  return captures as unknown as QueryCapture[];
}

/** A match that makes its nodes when they are asked for: of most only the places matter. */
class RawMatch implements Match {
  readonly kind: string;
  readonly start: number;
  readonly nameStart: number;
  readonly #tree: RawTree;
  readonly #data: Int32Array;
  readonly #names: readonly CaptureName[];
  readonly #first: number;
  readonly #last: number;
  readonly #main: number;
  #parts: Parts | undefined;

  constructor(
    tree: RawTree,
    data: Int32Array,
    names: readonly CaptureName[],
    first: number,
    last: number,
    main: number,
    name: number,
  ) {
    this.kind = names[data[main] ?? 0]?.name ?? '';
    this.start = data[main + 2] ?? 0;
    this.nameStart = data[(name >= 0 ? name : main) + 2] ?? 0;
    this.#tree = tree;
    this.#data = data;
    this.#names = names;
    this.#first = first;
    this.#last = last;
    this.#main = main;
  }

  get end(): number {
    return this.#tree.endOf(this.#data, this.#main + 1);
  }

  get node(): SyntaxNode {
    return this.#tree.node(this.#data, this.#main + 1);
  }

  get parts(): Parts {
    if (this.#parts) return this.#parts;
    const parts: Record<string, SyntaxNode> = {};
    for (let capture = this.#first; capture < this.#last; capture += CAPTURE_SIZE) {
      const about = this.#names[this.#data[capture] ?? 0];
      if (about && !about.isKind) parts[about.name] = this.#tree.node(this.#data, capture + 1);
    }
    this.#parts = parts;
    return parts;
  }

  part(name: string): SyntaxNode | undefined {
    for (let capture = this.#first; capture < this.#last; capture += CAPTURE_SIZE) {
      if (this.#names[this.#data[capture] ?? 0]?.name === name) return this.#tree.node(this.#data, capture + 1);
    }
    return undefined;
  }
}

function officialMatches(query: Query, tree: Tree, timeLimit: number): Match[] {
  const matches: Match[] = [];
  for (const { captures } of query.matches(tree.rootNode, { timeoutMicros: timeLimit * 1000 })) {
    let kind: string | undefined;
    let node: SyntaxNode | undefined;
    const parts: Record<string, SyntaxNode> = {};
    for (const capture of captures) {
      if (captureName(capture.name).isKind) {
        kind = capture.name;
        node = capture.node;
      } else {
        parts[capture.name] = capture.node;
      }
    }
    if (kind !== undefined && node !== undefined) matches.push(plainMatch(kind, node, parts));
  }
  return matches;
}

function plainMatch(kind: string, node: SyntaxNode, parts: Parts): Match {
  const { startIndex: start, endIndex: end } = node;
  return { kind, node, start, end, nameStart: parts['name']?.startIndex ?? start, parts, part: name => parts[name] };
}

function grouped(matches: readonly Match[]): MatchGroups {
  const groups = new Map<string, Match[]>();
  const byKind = new Map<string, Match[]>();
  for (const match of matches) {
    let group = byKind.get(match.kind);
    if (!group) {
      const family = match.kind.split('.', 1)[0] ?? match.kind;
      group = groups.get(family) ?? [];
      groups.set(family, group);
      byKind.set(match.kind, group);
    }
    group.push(match);
  }
  for (const [family, group] of groups) {
    if (family === 'reference') continue;
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
    byPlace.set(key, known ? plainMatch(known.kind, known.node, { ...match.parts, ...known.parts }) : match);
  }
  return [...byPlace.values()];
}
