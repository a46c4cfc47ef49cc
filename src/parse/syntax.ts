import { type Language, Parser, Query, type Tree } from 'web-tree-sitter';

/** What the extraction asks of a node of a syntax tree. The package's own nodes are of this form. */
export interface SyntaxNode {
  readonly id: number;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly type: string;
  readonly isNamed: boolean;
  readonly namedChildCount: number;
  readonly firstNamedChild: SyntaxNode | null;
  readonly previousNamedSibling: SyntaxNode | null;
  childForFieldName(name: string): SyntaxNode | null;
}

/**
 * What web-tree-sitter 0.25.10 exports of its WebAssembly module. The object given to `Parser.init` becomes this. Reading the
 * results of a query out of the memory is worth 1.5 µs a match, more than it takes to find the match.
 */
export interface ParserModule {
  readonly HEAP32: Int32Array;
  _ts_init(): number;
  _free(address: number): void;
  _ts_query_matches_wasm(query: number, tree: number, ...range: number[]): void;
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_symbol_wasm(tree: number): number;
  _ts_node_is_named_wasm(tree: number): number;
  _ts_node_named_child_count_wasm(tree: number): number;
  _ts_node_named_child_wasm(tree: number, index: number): void;
  _ts_node_prev_named_sibling_wasm(tree: number): void;
  _ts_node_child_by_field_id_wasm(tree: number, field: number): void;
}

/** Numbers of a node in the memory: id, start, row, column, one of the parser's own. */
const NODE_SIZE = 5;
/** No ranges, no limit to the matches and to the depth: the arguments of a query between the tree and the time limit. */
const EVERYWHERE = [0, 0, 0, 0, 0, 0, 0xffffffff, 0xffffffff] as const;

/**
 * The matches of a query over one tree as numbers, one after the other: the pattern, the number of captures, and of each capture
 * the index of its name and the numbers of its node. Valid as long as the tree.
 */
export interface RawMatches {
  readonly tree: RawTree;
  readonly data: Int32Array;
}

export const MATCH_HEAD = 2;
export const CAPTURE_SIZE = 1 + NODE_SIZE;

/** Milliseconds for a query over a dozen characters. */
const CHECK_TIME = 10_000;

/** The module, when reading its memory gives what the package's own functions give for a small text; else `undefined`. */
export function checkedModule(module: object, grammar: Language): ParserModule | undefined {
  if (!isParserModule(module)) return undefined;
  const query = new Query(grammar, '(_) @node');
  const tree = new Parser().setLanguage(grammar).parse(SAMPLE);
  if (!tree) return undefined;
  const expected = query.matches(tree.rootNode);
  const { tree: read, data } = rawMatches(module, query, tree, CHECK_TIME);
  const isRight = ({ captures }: (typeof expected)[number], index: number): boolean => {
    const at = index * (MATCH_HEAD + CAPTURE_SIZE) + MATCH_HEAD + 1;
    const node = captures[0]?.node;
    return node !== undefined && isSame(read.node(data, at), node) && read.endOf(data, at) === node.endIndex;
  };
  return data.length === expected.length * (MATCH_HEAD + CAPTURE_SIZE) && expected.every(isRight) ? module : undefined;
}

/** Nodes of both forms, short ones and such as span lines. */
const SAMPLE = `a(b);\n[c]\n"${'long '.repeat(60)}"\n(\n\nd)\n`;

function isSame(one: SyntaxNode | null, other: SyntaxNode | null): boolean {
  if (!one || !other) return one === other;
  const places = one.id === other.id && one.startIndex === other.startIndex && one.endIndex === other.endIndex;
  return (
    places &&
    one.type === other.type &&
    one.isNamed === other.isNamed &&
    one.namedChildCount === other.namedChildCount &&
    isSame(one.firstNamedChild, other.firstNamedChild)
  );
}

/** Whether the module offers what is read here; another version of the package may not. */
function isParserModule(module: object): module is ParserModule {
  const { HEAP32 } = module as Partial<ParserModule>;
  const isThere = (name: string): boolean => typeof (module as Record<string, unknown>)[name] === 'function';
  return HEAP32 instanceof Int32Array && FUNCTIONS.every(isThere);
}

const FUNCTIONS: readonly (keyof ParserModule)[] = [
  '_ts_init',
  '_free',
  '_ts_query_matches_wasm',
  '_ts_tree_root_node_wasm',
  '_ts_node_symbol_wasm',
  '_ts_node_is_named_wasm',
  '_ts_node_named_child_count_wasm',
  '_ts_node_named_child_wasm',
  '_ts_node_prev_named_sibling_wasm',
  '_ts_node_child_by_field_id_wasm',
];

/** Where the package keeps the address of what an object stands for. */
function addressOf(object: Tree | Query): number {
  return (object as unknown as Readonly<Record<number, number>>)[0] ?? 0;
}

/**
 * Runs a query over a whole tree. Text predicates are left to the caller.
 * @param timeLimit milliseconds after which the query ends with what it has
 */
export function rawMatches(module: ParserModule, query: Query, tree: Tree, timeLimit: number): RawMatches {
  const buffer = module._ts_init() >> 2;
  const address = addressOf(tree);
  module._ts_tree_root_node_wasm(address);
  module._ts_query_matches_wasm(addressOf(query), address, ...EVERYWHERE, timeLimit * 1000);
  const heap = module.HEAP32;
  const result = heap[buffer + 1] ?? 0;
  const start = result >> 2;
  let end = start;
  for (let left = heap[buffer] ?? 0; left > 0; left--) end += MATCH_HEAD + (heap[end + 1] ?? 0) * CAPTURE_SIZE;
  const data = heap.slice(start, end);
  module._free(result);
  return { tree: new RawTree(module, buffer, tree), data };
}

/** A tree whose nodes are numbers until someone asks for more. */
export class RawTree {
  readonly module: ParserModule;
  /** Index of the transfer buffer in the memory, through which arguments and answers about nodes go. */
  readonly buffer: number;
  readonly address: number;
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];

  constructor(module: ParserModule, buffer: number, tree: Tree) {
    this.module = module;
    this.buffer = buffer;
    this.address = addressOf(tree);
    this.types = tree.language.types;
    this.fields = tree.language.fields;
  }

  /** The node whose numbers begin at `at`. */
  node(numbers: Int32Array, at: number): SyntaxNode {
    return new RawNode(this, numbers, at);
  }

  /** End of the node whose numbers begin at `at`. */
  endOf(numbers: Int32Array, at: number): number {
    return (numbers[at + 1] ?? 0) + this.lengthOf(numbers[at] ?? 0);
  }

  /** Length of a node by its id, the address of its subtree: eight bytes, or the address of more where the lowest bit is 0. */
  lengthOf(id: number): number {
    const heap = this.module.HEAP32;
    const first = heap[id >> 2] ?? 0;
    const bytes = first & 1 ? (heap[(id >> 2) + 1] ?? 0) >>> 24 : (heap[(first >> 2) + 4] ?? 0);
    return bytes >> 1;
  }

  /** The node that a call has left in the transfer buffer. */
  answer(): SyntaxNode | null {
    const heap = this.module.HEAP32;
    return heap[this.buffer] === 0 ? null : new RawNode(this, heap, this.buffer);
  }
}

class RawNode implements SyntaxNode {
  readonly id: number;
  readonly startIndex: number;
  readonly #tree: RawTree;
  readonly #row: number;
  readonly #column: number;
  readonly #other: number;

  constructor(tree: RawTree, numbers: Int32Array, at: number) {
    this.#tree = tree;
    this.id = numbers[at] ?? 0;
    this.startIndex = numbers[at + 1] ?? 0;
    this.#row = numbers[at + 2] ?? 0;
    this.#column = numbers[at + 3] ?? 0;
    this.#other = numbers[at + 4] ?? 0;
  }

  get endIndex(): number {
    return this.startIndex + this.#tree.lengthOf(this.id);
  }

  get type(): string {
    return this.#tree.types[this.#tree.module._ts_node_symbol_wasm(this.#put())] || 'ERROR';
  }

  get isNamed(): boolean {
    return this.#tree.module._ts_node_is_named_wasm(this.#put()) === 1;
  }

  get namedChildCount(): number {
    return this.#tree.module._ts_node_named_child_count_wasm(this.#put());
  }

  get firstNamedChild(): SyntaxNode | null {
    this.#tree.module._ts_node_named_child_wasm(this.#put(), 0);
    return this.#tree.answer();
  }

  get previousNamedSibling(): SyntaxNode | null {
    this.#tree.module._ts_node_prev_named_sibling_wasm(this.#put());
    return this.#tree.answer();
  }

  childForFieldName(name: string): SyntaxNode | null {
    const field = this.#tree.fields.indexOf(name);
    if (field === -1) return null;
    this.#tree.module._ts_node_child_by_field_id_wasm(this.#put(), field);
    return this.#tree.answer();
  }

  /** Puts the node into the transfer buffer and gives the address of its tree, the first argument of all calls about nodes. */
  #put(): number {
    const { module, buffer, address } = this.#tree;
    const heap = module.HEAP32;
    heap[buffer] = this.id;
    heap[buffer + 1] = this.startIndex;
    heap[buffer + 2] = this.#row;
    heap[buffer + 3] = this.#column;
    heap[buffer + 4] = this.#other;
    return address;
  }
}
