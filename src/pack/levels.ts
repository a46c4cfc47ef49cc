import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import type { Level } from './contextPack.ts';

/** First and last line, 0-based, inclusive. */
export type LineRange = readonly [first: number, last: number];

/** What one level of detail shows: whole lines, in source order, without overlap. */
export interface LevelLines {
  readonly level: Level;
  readonly ranges: readonly LineRange[];
}

/** A longer header is a value, not a signature: only its first lines are shown. */
const SIGNATURE_LINES = 10;
const DOC_LINES = 10;
/** Folding fewer lines saves nothing: the mark costs about seven tokens. */
const FOLDED_LINES = 3;
/** A symbol of more lines never goes in whole. */
const FULL_LINES = 400;

/**
 * The levels of detail of a symbol as lines of its file, the cheapest first; levels that show the same lines are given
 * once, as the richest one: a declaration of one line is full as soon as it is shown. Spans outside the file are cut to it.
 */
export function levelsOf(facts: FileFacts, index: number): LevelLines[] {
  const symbol = facts.symbols[index];
  if (!symbol) return [];
  const signature = signatureOf(symbol);
  const documented = [...signature, ...docOf(symbol)];
  const levels: { level: Level; ranges: LineRange[] }[] = [
    { level: 'name', ranges: [[symbol.nameSpan[0], symbol.nameSpan[0]]] },
    { level: 'signature', ranges: signature },
    { level: 'documented', ranges: documented },
    { level: 'elided', ranges: [...documented, ...elided(facts, symbol, index)] },
  ];
  if (symbol.span[2] - symbol.span[0] < FULL_LINES) {
    levels.push({ level: 'full', ranges: [...documented, [symbol.span[0], symbol.span[2]]] });
  }
  const result: LevelLines[] = [];
  let before = 0;
  for (const { level, ranges } of levels) {
    const union = unite(ranges, facts.lines);
    const lines = countLines(union);
    if (lines === before && lines > 0) result.pop();
    if (lines >= before && lines > 0) result.push({ level, ranges: union });
    before = Math.max(before, lines);
  }
  return result;
}

/** The lines that hold the names of the symbols around this one, outermost first: they say whose member it is. */
export function containerLines(facts: FileFacts, index: number): number[] {
  const lines: number[] = [];
  for (let parent = parentOf(facts, index); parent >= 0; parent = parentOf(facts, parent)) {
    const symbol = facts.symbols[parent];
    if (symbol) lines.unshift(symbol.nameSpan[0]);
  }
  return lines;
}

/** Index of the enclosing symbol; -1 where there is none, or where facts are inconsistent. */
function parentOf(facts: FileFacts, index: number): number {
  const parent = facts.symbols[index]?.parent ?? -1;
  return parent < index ? parent : -1;
}

/** Sorts, joins and cuts ranges to a file of `lines` lines. */
export function unite(ranges: readonly LineRange[], lines: number): LineRange[] {
  const sorted = ranges
    .map(([first, last]): LineRange => [Math.max(0, first), Math.min(lines - 1, last)])
    .filter(([first, last]) => first <= last)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const united: [number, number][] = [];
  for (const [first, last] of sorted) {
    const end = united.at(-1);
    if (end && first <= end[1] + 1) end[1] = Math.max(end[1], last);
    else united.push([first, last]);
  }
  return united;
}

export function countLines(ranges: readonly LineRange[]): number {
  let lines = 0;
  for (const [first, last] of ranges) lines += last - first + 1;
  return lines;
}

function signatureOf(symbol: SymbolFact): LineRange[] {
  const name = symbol.nameSpan[0];
  const [first, , end, endColumn] = symbol.headerSpan;
  // A header that ends before the first column of a line ends on the line before.
  const last = endColumn === 0 && end > first ? end - 1 : end;
  if (last - first < SIGNATURE_LINES) return [[Math.min(first, name), Math.max(last, name)]];
  return [[name, Math.min(last, name + SIGNATURE_LINES / 2 - 1)]];
}

function docOf(symbol: SymbolFact): LineRange[] {
  const doc = symbol.docSpan;
  return doc ? [[doc[0], Math.min(doc[2], doc[0] + DOC_LINES - 1)]] : [];
}

/** A class folds to the signatures of its members; a body to its own statements without the blocks inside. */
function elided(facts: FileFacts, symbol: SymbolFact, index: number): LineRange[] {
  const members = facts.symbols.filter(member => member.parent === index);
  if (members.length > 0 && symbol.kind !== 'function' && symbol.kind !== 'method') {
    return [...members.flatMap(signatureOf), [symbol.span[2], symbol.span[2]]];
  }
  const body = symbol.bodySpan;
  if (!body) return [[symbol.span[0], symbol.span[2]]];
  const shown: LineRange[] = [];
  let next = symbol.span[0];
  const blocks = facts.blocks.filter(([first, last]) => first > body[0] && last <= body[2] && first < last);
  for (const [first, last] of blocks.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (first < next || last - first - 1 < FOLDED_LINES) continue;
    shown.push([next, first]);
    next = last;
  }
  shown.push([next, symbol.span[2]]);
  return shown;
}
