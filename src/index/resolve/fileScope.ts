import { once } from '../../base/once.ts';
import type { BindingFact, ExportFact, FileFacts, SymbolFact } from '../../facts/fileFacts.ts';

/** Where a name in a file leads, without looking at other files. */
export type LocalName =
  /** `index`: into `facts.bindings`. */
  | { readonly kind: 'binding'; readonly binding: BindingFact; readonly index: number }
  | { readonly kind: 'symbol'; readonly symbol: number }
  /** Indexes into `facts.imports` and its `names`. */
  | { readonly kind: 'import'; readonly fact: number; readonly name: number };

/** Look-up tables over one file's facts. */
export interface FileScope {
  readonly facts: FileFacts;
  /** Symbols directly below `parent` (-1: the module) with this name, in source order. */
  children(parent: number, name: string): readonly number[];
  /** All symbols directly below `parent`, in source order. */
  childrenOf(parent: number): readonly number[];
  /** The innermost symbol whose declaration holds the line, -1 outside of all. */
  enclosing(line: number): number;
  /** What `name` may mean on `line` inside the symbol `enclosing`: the innermost scope's answers, the likeliest first. */
  lookup(name: string, line: number, enclosing: number, column?: number): readonly LocalName[];
  /** The same in one scope alone: what stands directly in the symbol `enclosing` (-1: the module) and is in scope there. */
  lookupIn(name: string, enclosing: number, line?: number, column?: number): readonly LocalName[];
  exports(name: string): readonly ExportFact[];
  /** `export * from` facts. */
  readonly starExports: readonly ExportFact[];
  /** Imports that bind all names of a module without naming them. */
  readonly starImports: readonly number[];
}

const SCOPES: ReadonlySet<string> = new Set(['function', 'method', 'constructor', 'variable', 'property', 'namespace']);
const NONE: readonly never[] = [];

type Bound = LocalName & { readonly kind: 'binding' };

/** What has one name directly inside one symbol (-1: the module). */
interface Slot {
  readonly scope: number;
  /** All symbols of this name, in scope or not. */
  symbols: readonly number[];
  bindings: readonly Bound[];
  /** What is in scope besides the bindings. */
  names: readonly LocalName[];
  /** The same without methods, which have no name of their own where a receiver is asked for. */
  bare: readonly LocalName[];
}

/** Builds the tables, each when it is first asked. Cost: one pass over the facts. */
export function createFileScope(facts: FileFacts): FileScope {
  const { symbols } = facts;
  const names = once(() => slotsByName(facts));
  const children = once(() => childrenByParent(symbols));
  const exports = once(() => {
    const lists = new Map<string, ExportFact[]>();
    for (const fact of facts.exports) append(lists, fact.name === '*' && !fact.specifier ? '' : fact.name, fact);
    return lists;
  });
  const starExports = once(() => (exports().get('*') ?? NONE).filter(fact => fact.specifier !== undefined));
  const starImports = once(() => starImportsOf(facts));
  return {
    facts,
    children: (parent, name) => slotOf(names().get(name), parent)?.symbols ?? NONE,
    childrenOf: parent => children()[parent + 1] ?? NONE,
    enclosing: line => enclosingSymbol(symbols, line),
    lookup(name, line, enclosing, column) {
      const slots = names().get(name);
      if (!slots) return NONE;
      for (let scope = enclosing; ; scope = outerSymbol(symbols, scope)) {
        const found = inScope(slotOf(slots, scope), line, column, false);
        if (found.length > 0 || scope < 0) return found;
      }
    },
    lookupIn: (name, enclosing, line = -1, column = undefined) =>
      inScope(slotOf(names().get(name), enclosing), line, column, true),
    exports: name => exports().get(name) ?? NONE,
    get starExports() {
      return starExports();
    },
    get starImports() {
      return starImports();
    },
  };
}

function slotsByName(facts: FileFacts): ReadonlyMap<string, readonly Slot[]> {
  const { symbols, imports, bindings } = facts;
  const byName = new Map<string, Slot[]>();
  const slot = (name: string, scope: number): Slot => {
    let slots = byName.get(name);
    if (!slots) {
      slots = [];
      byName.set(name, slots);
    }
    // Most often the last one: facts stand in source order.
    for (let at = slots.length - 1; at >= 0 && at >= slots.length - RECENT; at--) {
      const known = slots[at];
      if (known?.scope === scope) return known;
    }
    const made: Slot = { scope, symbols: NONE, bindings: NONE, names: NONE, bare: NONE };
    slots.push(made);
    return made;
  };
  const hidden = overloadsBefore(facts);
  symbols.forEach(({ name, kind, parent }, symbol) => {
    // An extension only carries the name of its type.
    if (kind === 'extension' || hidden.has(symbol)) return;
    const own = slot(name, parent);
    own.symbols = added(own.symbols, symbol);
    const inside = parent < 0 || (kind !== 'property' && SCOPES.has(symbols[parent]?.kind ?? ''));
    if (!inside) return;
    const found: LocalName = { kind: 'symbol', symbol };
    own.names = added(own.names, found);
    if (kind !== 'method') own.bare = added(own.bare, found);
  });
  const importLines = new Map<string, number[]>();
  imports.forEach(({ names, enclosing }, fact) => {
    names.forEach(({ local, line }, name) => {
      append(importLines, local, line);
      if (local === '') return;
      const own = slot(local, enclosing);
      const found: LocalName = { kind: 'import', fact, name };
      own.names = added(own.names, found);
      own.bare = added(own.bare, found);
    });
  });
  bindings.forEach((binding, index) => {
    // `const { a } = require('b')` is an import; that it is a variable too says less.
    if (importLines.get(binding.name)?.includes(binding.line)) return;
    const own = slot(binding.name, binding.enclosing);
    own.bindings = added(own.bindings, { kind: 'binding', binding, index });
  });
  for (const [name, slots] of byName) if (slots.length > 1) byName.set(name, merged(slots));
  return byName;
}

/** Slots that are looked through for one of the same scope; others are merged at the end. */
const RECENT = 4;

/** In order of their scopes, each once. */
function merged(slots: Slot[]): Slot[] {
  const sorted = slots.every((slot, at) => at === 0 || (slots[at - 1]?.scope ?? 0) < slot.scope);
  if (sorted) return slots;
  const result: Slot[] = [];
  for (const slot of [...slots].sort((a, b) => a.scope - b.scope)) {
    const last = result.at(-1);
    if (last?.scope !== slot.scope) result.push(slot);
    else {
      last.symbols = [...last.symbols, ...slot.symbols];
      last.bindings = [...last.bindings, ...slot.bindings];
      last.names = [...last.names, ...slot.names];
      last.bare = [...last.bare, ...slot.bare];
    }
  }
  return result;
}

function slotOf(slots: readonly Slot[] | undefined, scope: number): Slot | undefined {
  if (!slots) return undefined;
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle]?.scope ?? 0) < scope) low = middle + 1;
    else high = middle;
  }
  const found = slots[low];
  return found?.scope === scope ? found : undefined;
}

/** `members`: methods count as well, as where they may be called without a receiver. */
function inScope(
  slot: Slot | undefined,
  line: number,
  column: number | undefined,
  members: boolean,
): readonly LocalName[] {
  if (!slot) return NONE;
  const names = members ? slot.names : slot.bare;
  const binding = nearestBinding(slot.bindings, line, column);
  if (!binding) return names;
  return names.length === 0 ? [binding] : [binding, ...names];
}

function childrenByParent(symbols: readonly SymbolFact[]): readonly (readonly number[] | undefined)[] {
  const children: number[][] = [[]];
  symbols.forEach(({ parent }, index) => {
    const siblings = children[parent + 1];
    if (siblings) siblings.push(index);
    else children[parent + 1] = [index];
  });
  return children;
}

function starImportsOf({ imports }: FileFacts): readonly number[] {
  return imports.flatMap(({ names, kind }, index) =>
    kind === 'import' ? names.flatMap(({ name, local }) => (local === '' && name === '*' ? [index] : [])) : [],
  );
}

/** The symbol around a symbol, -1 for the module. Outer symbols come first; anything else would be a cycle. */
export function outerSymbol(symbols: readonly SymbolFact[], index: number): number {
  const parent = symbols[index]?.parent ?? -1;
  return parent < index ? parent : -1;
}

/** Overloads of Python that an implementation follows: it alone has the name in the end. */
function overloadsBefore(facts: FileFacts): ReadonlySet<number> {
  const hidden = new Set<number>();
  if (facts.language !== 'python') return hidden;
  const sameName = new Map<string, number[]>();
  facts.symbols.forEach(({ parent, name }, index) => {
    append(sameName, `${parent}:${name}`, index);
  });
  const repeated = [...sameName.values()].filter(({ length }) => length > 1);
  // References are only read where they are needed.
  if (repeated.length === 0) return hidden;
  const lines = facts.references
    .filter(({ kind, name }) => kind === 'decorator' && name === 'overload')
    .map(({ line }) => line);
  if (lines.length === 0) return hidden;
  const isOverload = (index: number): boolean => {
    const { span, nameSpan } = facts.symbols[index] ?? {};
    return span !== undefined && lines.some(line => span[0] <= line && line < (nameSpan?.[0] ?? 0));
  };
  for (const symbols of repeated) {
    const last = symbols.findLastIndex(index => !isOverload(index));
    for (const index of symbols.slice(0, Math.max(0, last))) if (isOverload(index)) hidden.add(index);
  }
  return hidden;
}

/** One item is most often all: a list of its own for it, longer ones are only seen here while they grow. */
function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}

/** The binding of the smallest scope around the line; in one scope the last one above that says a type. */
function nearestBinding(candidates: readonly Bound[], line: number, column: number | undefined): Bound | undefined {
  let best: Bound | undefined;
  for (const candidate of candidates) {
    const { binding } = candidate;
    if (line < binding.scope[0] || line > binding.scope[1]) continue;
    if (column !== undefined && line === binding.line && column < (binding.column ?? 0)) continue;
    if (!best || isNearer(binding, best.binding, line)) best = candidate;
  }
  return best;
}

function isNearer(candidate: BindingFact, best: BindingFact, line: number): boolean {
  const size = candidate.scope[1] - candidate.scope[0] - (best.scope[1] - best.scope[0]);
  if (size !== 0) return size < 0;
  const says = (binding: BindingFact): boolean => binding.type !== undefined || binding.initializer !== undefined;
  if (says(candidate) !== says(best)) return says(candidate);
  return candidate.line <= line;
}

function enclosingSymbol(symbols: readonly SymbolFact[], line: number): number {
  let best = -1;
  symbols.forEach((symbol, index) => {
    if (symbol.span[0] > line || symbol.span[2] < line) return;
    // Symbols stand in source order, so a later one that still holds the line lies inside or beside; keep the innermost.
    const current = symbols[best];
    if (!current || symbol.span[0] > current.span[0] || symbol.span[2] <= current.span[2]) best = index;
  });
  return best;
}
