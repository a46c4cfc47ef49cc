import { isDeepStrictEqual } from 'node:util';
import type { Span } from '../../src/base/span.ts';
import type { FileFacts } from '../../src/facts/fileFacts.ts';
import { unpackFacts } from '../../src/facts/packedFacts.ts';
import { readDigest } from '../../src/index/digest.ts';
import { parsedFile } from '../../src/index/parsedFile.ts';

/** Where facts break what `FileFacts` promises for every text, in words; empty for sound facts. */
export function faultsOf(text: string, facts: FileFacts): string[] {
  const lines = text.split('\n');
  const faults: string[] = [];
  const fault = (what: string, value: unknown): void =>
    void faults.push(`${what}: ${JSON.stringify(value)?.slice(0, 300)}`);
  const inText = (line: number, column: number): boolean =>
    Number.isInteger(line) &&
    line >= 0 &&
    line < lines.length &&
    Number.isInteger(column) &&
    column >= 0 &&
    column <= (lines[line]?.length ?? 0);
  const isSpan = (span: Span): boolean =>
    inText(span[0], span[1]) &&
    inText(span[2], span[3]) &&
    (span[0] < span[2] || (span[0] === span[2] && span[1] <= span[3]));
  const isEnclosing = (at: number): boolean => Number.isInteger(at) && at >= -1 && at < facts.symbols.length;
  const isRange = (first: number, last: number): boolean => first >= 0 && first <= last && last < lines.length;

  if (facts.lines !== lines.length) fault('lines', [facts.lines, lines.length]);
  facts.symbols.forEach((symbol, index) => {
    const { parent, span, nameSpan, headerSpan, bodySpan, docSpan } = symbol;
    if (!isEnclosing(parent) || parent >= index) fault('parent', [symbol, index]);
    for (const each of [span, nameSpan, headerSpan, bodySpan, docSpan])
      if (each && !isSpan(each)) fault('span of symbol', symbol);
    for (const each of [nameSpan, headerSpan, bodySpan])
      if (each && !holds(span, each)) fault('part outside its symbol', symbol);
    const around = facts.symbols[parent];
    // Lua's `function M.f()` stands after the M that it belongs to.
    if (around && !holds(around.span, span) && isBefore(span[0], span[1], around.span[2], around.span[3])) {
      fault('symbol across the end of its parent', [symbol, around]);
    }
    // What is a member of something outside has its name before its own: `e.utils.f = …`.
    const [, before] =
      /^(?:(.*)\.)?/s.exec(symbol.qualifiedName.slice(0, symbol.qualifiedName.length - symbol.name.length)) ?? [];
    const starts = !around || before?.startsWith(around.qualifiedName);
    if (!symbol.qualifiedName.endsWith(symbol.name) || !starts) fault('qualified name', [symbol, around]);
    if (symbol.name === '') fault('name', symbol);
    if ((symbol.doc?.length ?? 0) > 200) fault('doc', symbol);
  });
  for (const { span, enclosing, names, ...rest } of facts.imports) {
    if (!isSpan(span) || !isEnclosing(enclosing) || names.some(({ line, column }) => !inText(line, column)))
      fault('import', { span, enclosing, names, ...rest });
  }
  for (const reference of facts.references) {
    const { line, column, enclosing, name, receiver } = reference;
    if (!inText(line, column) || !isEnclosing(enclosing) || name === '') fault('reference', reference);
    if (receiver !== undefined && (receiver.length > 80 || /\n/.test(receiver))) fault('receiver', reference);
  }
  for (const binding of facts.bindings) {
    const { line, scope, enclosing } = binding;
    if (!inText(line, 0) || !isRange(scope[0], scope[1]) || !isEnclosing(enclosing)) fault('binding', binding);
  }
  for (const [first, last] of facts.blocks) if (!isRange(first, last) || first === last) fault('block', [first, last]);
  inOrder(facts.symbols, ({ span }) => [span[0], span[1]], 'symbols', fault);
  inOrder(facts.imports, ({ span }) => [span[0], span[1]], 'imports', fault);
  inOrder(facts.references, ({ line, column }) => [line, column], 'references', fault);
  inOrder(facts.bindings, ({ line }) => [line, 0], 'bindings', fault);
  inOrder(facts.blocks, ([first, last]) => [first, -last], 'blocks', fault);
  facts.terms.forEach((term, at) => {
    if (at > 0 && term <= (facts.terms[at - 1] ?? '')) fault('order of terms', [facts.terms[at - 1], term]);
    if (!((facts.termCounts[at] ?? 0) > 0)) fault('count of a term', term);
  });
  if (facts.terms.length !== facts.termCounts.length) fault('counts', [facts.terms.length, facts.termCounts.length]);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(facts)), facts))
    fault('JSON does not bring the facts back', facts.language);
  const packed = parsedFile(facts);
  const { counts, ...unpacked } = unpackFacts(packed.facts);
  if (!isDeepStrictEqual(unpacked, facts) || counts.symbols !== facts.symbols.length)
    fault('bytes do not bring the facts back', facts.language);
  if (!readDigest(packed.digest)) fault('the digest cannot be read', facts.language);
  return faults;
}

function holds(outer: Span, inner: Span): boolean {
  return !isBefore(inner[0], inner[1], outer[0], outer[1]) && !isBefore(outer[2], outer[3], inner[2], inner[3]);
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}

function inOrder<T>(
  items: readonly T[],
  place: (item: T) => readonly [number, number],
  what: string,
  fault: (what: string, value: unknown) => void,
): void {
  items.forEach((item, at) => {
    const before = items[at - 1];
    if (before === undefined) return;
    const [line, column] = place(item);
    const [lastLine, lastColumn] = place(before);
    if (isBefore(line, column, lastLine, lastColumn)) fault(`order of ${what}`, [before, item]);
  });
}
