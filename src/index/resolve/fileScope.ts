import type { BindingFact, ExportFact, FileFacts, SymbolFact } from '../../facts/fileFacts.ts';

/** Where a name in a file leads, without looking at other files. */
export type LocalName =
  | { readonly kind: 'binding'; readonly binding: BindingFact }
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

/** Builds the tables. Cost: one pass over the facts. */
export function createFileScope(facts: FileFacts): FileScope {
  const { symbols } = facts;
  const all: number[][] = [[]];
  const byName = new Map<string, number[]>();
  const hidden = overloadsBefore(facts);
  symbols.forEach((symbol, index) => {
    const slot = symbol.parent + 1;
    const siblings = all[slot];
    if (siblings) siblings.push(index);
    else all[slot] = [index];
    // An extension only carries the name of its type.
    if (symbol.kind !== 'extension' && !hidden.has(index)) append(byName, `${symbol.parent}:${symbol.name}`, index);
  });
  const imports = new Map<string, (LocalName & { kind: 'import' })[]>();
  const starImports: number[] = [];
  facts.imports.forEach((fact, index) => {
    fact.names.forEach((imported, name) => {
      if (imported.local !== '') append(imports, imported.local, { kind: 'import', fact: index, name });
      else if (imported.name === '*' && fact.kind === 'import') starImports.push(index);
    });
  });
  // `const { a } = require('b')` is an import; that it is a variable too says less.
  const imported = new Set(facts.imports.flatMap(({ names }) => names.map(({ line, local }) => `${line} ${local}`)));
  const bindings = new Map<string, BindingFact[]>();
  for (const binding of facts.bindings) {
    if (!imported.has(`${binding.line} ${binding.name}`))
      append(bindings, `${binding.enclosing}:${binding.name}`, binding);
  }
  const exports = new Map<string, ExportFact[]>();
  for (const fact of facts.exports) append(exports, fact.name === '*' && !fact.specifier ? '' : fact.name, fact);

  /** `members`: methods count as well, as where they may be called without a receiver. */
  const inScope = (
    name: string,
    line: number,
    enclosing: number,
    column: number | undefined,
    members: boolean,
  ): readonly LocalName[] => {
    const found: LocalName[] = [];
    const binding = nearestBinding(bindings.get(`${enclosing}:${name}`) ?? NONE, line, column);
    if (binding) found.push({ kind: 'binding', binding });
    if (enclosing < 0 || SCOPES.has(symbols[enclosing]?.kind ?? '')) {
      for (const symbol of byName.get(`${enclosing}:${name}`) ?? NONE) {
        const kind = symbols[symbol]?.kind;
        if ((members || kind !== 'method') && (enclosing < 0 || kind !== 'property'))
          found.push({ kind: 'symbol', symbol });
      }
    }
    for (const imported of imports.get(name) ?? NONE) {
      if (facts.imports[imported.fact]?.enclosing === enclosing) found.push(imported);
    }
    return found;
  };

  return {
    facts,
    children: (parent, name) => byName.get(`${parent}:${name}`) ?? NONE,
    childrenOf: parent => all[parent + 1] ?? NONE,
    enclosing: line => enclosingSymbol(symbols, line),
    lookup(name, line, enclosing, column) {
      for (let scope = enclosing; ; scope = outerSymbol(symbols, scope)) {
        const found = inScope(name, line, scope, column, false);
        if (found.length > 0 || scope < 0) return found;
      }
    },
    lookupIn: (name, enclosing, line = -1, column = undefined) => inScope(name, line, enclosing, column, true),
    exports: name => exports.get(name) ?? NONE,
    starExports: (exports.get('*') ?? NONE).filter(fact => fact.specifier !== undefined),
    starImports,
  };
}

/** The symbol around a symbol, -1 for the module. Outer symbols come first; anything else would be a cycle. */
export function outerSymbol(symbols: readonly SymbolFact[], index: number): number {
  const parent = symbols[index]?.parent ?? -1;
  return parent < index ? parent : -1;
}

/** Overloads of Python that an implementation follows: it alone has the name in the end. */
function overloadsBefore({ symbols, references }: FileFacts): ReadonlySet<number> {
  const lines = references.flatMap(({ kind, name, line }) => (kind === 'decorator' && name === 'overload' ? line : []));
  const hidden = new Set<number>();
  const open = new Map<string, number[]>();
  if (lines.length === 0) return hidden;
  symbols.forEach(({ parent, name, span, nameSpan }, index) => {
    const key = `${parent}:${name}`;
    if (lines.some(line => span[0] <= line && line < nameSpan[0])) append(open, key, index);
    else for (const overload of open.get(key) ?? []) hidden.add(overload);
  });
  return hidden;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}

/** The binding of the smallest scope around the line; in one scope the last one above that says a type. */
function nearestBinding(
  candidates: readonly BindingFact[],
  line: number,
  column: number | undefined,
): BindingFact | undefined {
  let best: BindingFact | undefined;
  for (const candidate of candidates) {
    if (line < candidate.scope[0] || line > candidate.scope[1]) continue;
    if (column !== undefined && line === candidate.line && column < (candidate.column ?? 0)) continue;
    if (!best || isNearer(candidate, best, line)) best = candidate;
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
