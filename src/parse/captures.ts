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

/** All matches over one tree. */
export interface MatchGroups {
  /** Those of references, in any order: by far the most, and few of them are kept. */
  readonly references: ReferenceMatches;
  /** The others by the first half of their kind, in source order. */
  readonly others: ReadonlyMap<string, readonly Match[]>;
}

/** Matches of references as numbers, so that a match is made only of what is kept. */
export interface ReferenceMatches {
  readonly count: number;
  readonly kinds: readonly string[];
  /** Index of the kind of match `index` in `kinds`. */
  kindOf(index: number): number;
  startOf(index: number): number;
  nameStartOf(index: number): number;
  match(index: number): Match;
}

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
    return (tree, _, timeLimit) => inTime(timeLimit, () => officialGroups(query, tree, timeLimit));
  const names = query.captureNames.map(captureName);
  return (tree, text, timeLimit) =>
    inTime(timeLimit, () => readMatches(rawMatches(module, query, tree, timeLimit), names, textPredicates, text));
}

/** What a stopped query has found is not told apart from all that there is. */
function inTime(timeLimit: number, run: () => MatchGroups): MatchGroups | undefined {
  const deadline = performance.now() + timeLimit;
  const groups = run();
  return performance.now() > deadline ? undefined : groups;
}

/** What a capture's name says: the kind of a match, or one of its parts. */
interface CaptureName {
  readonly name: string;
  readonly isKind: boolean;
  readonly isName: boolean;
  readonly family: string;
}

function captureName(name: string): CaptureName {
  const isKind = name.includes('.') || SINGLE_WORDS.has(name);
  return { name, isKind, isName: name === 'name', family: name.split('.', 1)[0] ?? name };
}

/** By pattern, as the package keeps them. */
type Predicates = readonly (readonly ((captures: readonly QueryCapture[]) => boolean)[])[];

/** What the matches over one tree are read from. */
interface MatchSource {
  readonly tree: RawTree;
  readonly data: Int32Array;
  readonly names: readonly CaptureName[];
}

function readMatches(
  { tree, data }: RawMatches,
  names: readonly CaptureName[],
  textPredicates: Predicates,
  text: string,
): MatchGroups {
  const source: MatchSource = { tree, data, names };
  const references = new RawReferences(source);
  const groups = new Map<string, Match[]>();
  const byName = names.map(({ family, isKind }): Match[] => {
    const group = (isKind && groups.get(family)) || [];
    if (isKind) groups.set(family, group);
    return group;
  });
  const isReference = names.map(({ family, isKind }) => isKind && family === 'reference');
  const roles = Uint8Array.from(names, ({ isKind, isName }) => (isKind ? 1 : isName ? 2 : 0));
  for (let at = 0; at < data.length; ) {
    const predicates = textPredicates[data[at] ?? 0];
    const first = at + MATCH_HEAD;
    at = first + (data[at + 1] ?? 0) * CAPTURE_SIZE;
    let main = -1;
    let name = -1;
    for (let capture = first; capture < at; capture += CAPTURE_SIZE) {
      const role = roles[data[capture] ?? 0];
      if (role === 1) main = capture;
      else if (role === 2) name = capture;
    }
    if (main < 0) continue;
    if (predicates && predicates.length > 0) {
      const captures = textCaptures(source, first, at, text);
      if (!predicates.every(holds => holds(captures))) continue;
    }
    const kind = data[main] ?? 0;
    if (isReference[kind]) references.add(first, main, name < 0 ? main : name);
    else byName[kind]?.push(new RawMatch(source, first, main, name < 0 ? main : name));
  }
  return { references, others: ordered(groups) };
}

/** Captures as far as text predicates look at them. */
function textCaptures({ tree, data, names }: MatchSource, first: number, end: number, text: string): QueryCapture[] {
  const captures: { readonly name: string; readonly node: { readonly text: string } }[] = [];
  for (let capture = first; capture < end; capture += CAPTURE_SIZE) {
    const at = capture + 1;
    const node = {
      get text() {
        return text.slice(data[at + 1] ?? 0, tree.endOf(data, at));
      },
    };
    captures.push({ name: names[data[capture] ?? 0]?.name ?? '', node });
  }
  return captures as unknown as QueryCapture[];
}

class RawReferences implements ReferenceMatches {
  readonly kinds: readonly string[];
  readonly #source: MatchSource;
  /** Of each match the places of its first capture, its main one and its name. */
  readonly #places: number[] = [];

  constructor(source: MatchSource) {
    this.#source = source;
    this.kinds = source.names.map(({ name }) => name);
  }

  get count(): number {
    return this.#places.length / 3;
  }

  add(first: number, main: number, name: number): void {
    this.#places.push(first, main, name);
  }

  kindOf(index: number): number {
    return this.#source.data[this.#places[index * 3 + 1] ?? 0] ?? 0;
  }

  startOf(index: number): number {
    return this.#source.data[(this.#places[index * 3 + 1] ?? 0) + 2] ?? 0;
  }

  nameStartOf(index: number): number {
    return this.#source.data[(this.#places[index * 3 + 2] ?? 0) + 2] ?? 0;
  }

  match(index: number): Match {
    const [first = 0, main = 0, name = 0] = this.#places.slice(index * 3, index * 3 + 3);
    return new RawMatch(this.#source, first, main, name);
  }
}

/** A match that makes its nodes when they are asked for: of most only the places matter. */
class RawMatch implements Match {
  readonly kind: string;
  readonly start: number;
  readonly nameStart: number;
  readonly #source: MatchSource;
  readonly #first: number;
  readonly #main: number;
  #parts: Parts | undefined;

  constructor(source: MatchSource, first: number, main: number, name: number) {
    const { data, names } = source;
    this.kind = names[data[main] ?? 0]?.name ?? '';
    this.start = data[main + 2] ?? 0;
    this.nameStart = data[name + 2] ?? 0;
    this.#source = source;
    this.#first = first;
    this.#main = main;
  }

  get end(): number {
    return this.#source.tree.endOf(this.#source.data, this.#main + 1);
  }

  get node(): SyntaxNode {
    return this.#source.tree.node(this.#source.data, this.#main + 1);
  }

  get parts(): Parts {
    if (this.#parts) return this.#parts;
    const { tree, data, names } = this.#source;
    const parts: Record<string, SyntaxNode> = {};
    for (let capture = this.#first, end = this.#last; capture < end; capture += CAPTURE_SIZE) {
      const about = names[data[capture] ?? 0];
      if (about && !about.isKind) parts[about.name] = tree.node(data, capture + 1);
    }
    this.#parts = parts;
    return parts;
  }

  part(name: string): SyntaxNode | undefined {
    const { tree, data, names } = this.#source;
    for (let capture = this.#first, end = this.#last; capture < end; capture += CAPTURE_SIZE) {
      if (names[data[capture] ?? 0]?.name === name) return tree.node(data, capture + 1);
    }
    return undefined;
  }

  get #last(): number {
    return this.#first + (this.#source.data[this.#first - 1] ?? 0) * CAPTURE_SIZE;
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

function officialGroups(query: Query, tree: Tree, timeLimit: number): MatchGroups {
  const groups = new Map<string, Match[]>();
  for (const match of officialMatches(query, tree, timeLimit)) {
    const { family } = captureName(match.kind);
    const group = groups.get(family);
    if (group) group.push(match);
    else groups.set(family, [match]);
  }
  const found = groups.get('reference') ?? [];
  groups.delete('reference');
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const at = (index: number): Match => found[index] as Match;
  const references: ReferenceMatches = {
    count: found.length,
    kinds,
    kindOf: index => kinds.indexOf(at(index).kind),
    startOf: index => at(index).start,
    nameStartOf: index => at(index).nameStart,
    match: at,
  };
  return { references, others: ordered(groups) };
}

/** Brings the groups into source order. */
function ordered(groups: Map<string, Match[]>): ReadonlyMap<string, readonly Match[]> {
  for (const [family, group] of groups) {
    group.sort((a, b) => a.start - b.start);
    if (family === 'symbol' || family === 'binding') groups.set(family, merged(group));
  }
  return groups;
}

/** What several patterns say about one definition or parameter, taken together. */
function merged(matches: readonly Match[]): Match[] {
  const result: Match[] = [];
  const indexes = new Map<string, Map<number, number>>();
  for (const match of matches) {
    const place =
      match.kind === 'binding.local' ? undefined : (match.part('name') ?? match.part('pattern'))?.startIndex;
    const byPlace = indexes.get(match.kind) ?? new Map<number, number>();
    indexes.set(match.kind, byPlace);
    const index = place === undefined ? undefined : byPlace.get(place);
    const known = index === undefined ? undefined : result[index];
    if (known && index !== undefined) {
      result[index] = plainMatch(known.kind, known.node, { ...match.parts, ...known.parts });
      continue;
    }
    if (place !== undefined) byPlace.set(place, result.length);
    result.push(match);
  }
  return result;
}
