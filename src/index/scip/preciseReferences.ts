import type { Span } from '../../base/span.ts';
import type { ReferenceFact } from '../../facts/fileFacts.ts';
import type { FileRecord } from '../fileRecord.ts';
import { EDGE_KINDS } from '../resolve/references.ts';
import { CONFIDENCE } from '../resolve/rules.ts';
import { type ReferenceEdge, type ReferenceRule, type SymbolId, symbolId } from '../snapshot.ts';
import { CODE, LINE, START, STRIDE } from './scipIndex.ts';

/** What an index knows about the symbol of one occurrence. */
export type Meaning =
  /** Symbols of the workspace. */
  | { readonly kind: 'symbols'; readonly symbols: readonly SymbolId[] }
  /** In a file that the index describes, but none of its symbols: a local variable, a parameter, a literal's member. */
  | { readonly kind: 'none' }
  /** Nowhere that the index describes. */
  | { readonly kind: 'outside' }
  /** In a file that has changed since, where it is not found any more. */
  | { readonly kind: 'lost' }
  /** A module, or a symbol whose definition the index leaves out. */
  | { readonly kind: 'unknown' };

/** What the edges of one file are made with. */
export interface EdgeSource {
  meaning(symbol: number): Meaning;
  /** The heuristic edge of a reference. */
  guess(fact: ReferenceFact): ReferenceEdge | undefined;
  /** The symbol that a reference to `symbol` counts for: an overload by its arguments, the class for its constructor. */
  target(symbol: SymbolId, fact: ReferenceFact | undefined): SymbolId;
  /** Whether the index describes the file of a symbol. */
  describes(symbol: SymbolId): boolean;
}

interface PlacedEdge {
  readonly column: number;
  readonly edge: ReferenceEdge;
}

/** Rules that only weigh names: where the compiler that made the index knew nothing, they know nothing either. */
const WEAK: ReadonlySet<ReferenceRule> = new Set<ReferenceRule>(['unique', 'guess']);

/**
 * The edges of a file that its index fits, in source order. The index decides wherever it has an occurrence; where its
 * answer is lost, or leads out of what it describes, the heuristics do. Where it has no occurrence, as in untyped code, the
 * surer heuristics stay.
 * @param occurrences with UTF-16 columns
 */
export function preciseReferences(
  { id, facts, scope }: FileRecord,
  occurrences: Int32Array,
  source: EdgeSource,
): readonly ReferenceEdge[] {
  const places = new Map(facts.references.map(fact => [placeKey(fact.line, fact.column), fact]));
  const imports = facts.imports.map(({ span }) => span);
  const decided = new Set<ReferenceFact>();
  const undecided = new Set<ReferenceFact>();
  const edges: PlacedEdge[] = [];
  for (const { line, column, symbols } of referencePlaces(occurrences)) {
    const fact = places.get(placeKey(line, column));
    // What an import names is told by `Snapshot.imports`.
    if (!fact && imports.some(span => isInside(span, line, column))) continue;
    const meanings = symbols.map(source.meaning);
    const found = meanings.flatMap(meaning => (meaning.kind === 'symbols' ? meaning.symbols : []));
    if (found.length === 0 && !isDecided(meanings, fact, source)) {
      if (fact && meanings.some(({ kind }) => kind !== 'unknown')) undecided.add(fact);
      continue;
    }
    if (fact) decided.add(fact);
    const from = symbolId(id, fact ? fact.enclosing : scope.enclosing(line));
    const kind = fact ? EDGE_KINDS[fact.kind] : 'value';
    for (const to of new Set(found.map(symbol => source.target(symbol, fact)))) {
      edges.push({ column, edge: { from, to, kind, rule: 'scip', confidence: CONFIDENCE.scip, line } });
    }
  }
  for (const fact of facts.references) {
    const edge = decided.has(fact) ? undefined : source.guess(fact);
    if (edge && (undecided.has(fact) || !WEAK.has(edge.rule))) edges.push({ column: fact.column, edge });
  }
  return edges.sort((a, b) => a.edge.line - b.edge.line || a.column - b.column).map(({ edge }) => edge);
}

/** Whether the index rules out any edge at a place where it has found no symbol. */
function isDecided(meanings: readonly Meaning[], fact: ReferenceFact | undefined, source: EdgeSource): boolean {
  if (meanings.some(({ kind }) => kind === 'unknown' || kind === 'lost')) return false;
  if (!meanings.some(({ kind }) => kind === 'outside')) return true;
  const guess = fact && source.guess(fact);
  return !guess || source.describes(guess.to);
}

interface ReferencePlace {
  readonly line: number;
  readonly column: number;
  /** Several for a union of types, a getter with its setter, a shorthand property. */
  readonly symbols: readonly number[];
}

function* referencePlaces(occurrences: Int32Array): Generator<ReferencePlace> {
  for (let at = 0; at < occurrences.length; ) {
    const line = occurrences[at + LINE] ?? 0;
    const column = occurrences[at + START] ?? 0;
    const symbols: number[] = [];
    for (; occurrences[at + LINE] === line && occurrences[at + START] === column; at += STRIDE) {
      const code = occurrences[at + CODE] ?? 0;
      if ((code & 1) === 0) symbols.push(code >> 1);
    }
    if (symbols.length > 0) yield { line, column, symbols };
  }
}

/** One number per place: no line is that long. */
function placeKey(line: number, column: number): number {
  return line * 2 ** 24 + column;
}

function isInside(span: Span, line: number, column: number): boolean {
  const afterStart = line > span[0] || (line === span[0] && column >= span[1]);
  const beforeEnd = line < span[2] || (line === span[2] && column < span[3]);
  return afterStart && beforeEnd;
}
