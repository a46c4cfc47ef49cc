import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import type { Level } from './contextPack.ts';
import { docExcerpt } from './docExcerpt.ts';

/** First and last line, 0-based, inclusive. */
export type LineRange = readonly [first: number, last: number];

/** What one level of detail shows: whole lines, in source order, without overlap. */
export interface LevelLines {
  readonly level: Level;
  readonly ranges: readonly LineRange[];
  /** Marks that stand for what is left out between the ranges. */
  readonly folds: number;
}

/** A longer header is a value, not a signature: only its first lines are shown. */
const SIGNATURE_LINES = 10;
/** Of a longer one these are shown, and the line that closes it. */
const SIGNATURE_HEAD = 5;
/** Folding fewer lines saves nothing: the mark costs about seven tokens. */
const FOLDED_LINES = 3;
/** A symbol of more lines never goes in whole. */
const FULL_LINES = 400;

/**
 * The levels of detail of a symbol as lines of its file, the cheapest first; levels that show the same lines are given
 * once, as the richest one: a declaration of one line is full as soon as it is shown. Spans outside the file are cut to it.
 * @param lines the text that the facts describe
 */
export function levelsOf(facts: FileFacts, index: number, lines: readonly string[]): LevelLines[] {
  const symbol = facts.symbols[index];
  if (!symbol) return [];
  const signature = signatureOf(symbol);
  const doc = symbol.docSpan ? docExcerpt(lines, symbol.docSpan[0], symbol.docSpan[2]) : undefined;
  const documented = [...signature, ...(doc?.shown ?? [])];
  const levels: { level: Level; ranges: LineRange[] }[] = [
    { level: 'name', ranges: [[symbol.nameSpan[0], symbol.nameSpan[0]]] },
    { level: 'signature', ranges: signature },
    { level: 'documented', ranges: documented },
    { level: 'elided', ranges: [...documented, ...elided(facts, symbol, index, doc?.rest)] },
  ];
  if (symbol.span[2] - symbol.span[0] < FULL_LINES) {
    levels.push({ level: 'full', ranges: [...documented, [symbol.span[0], symbol.span[2]]] });
  }
  const result: LevelLines[] = [];
  let before = 0;
  for (const { level, ranges } of levels) {
    const union = level === 'elided' ? withoutShortGaps(unite(ranges, facts.lines)) : unite(ranges, facts.lines);
    const count = countLines(union);
    if (count === before && count > 0) result.pop();
    if (count >= before && count > 0) result.push({ level, ranges: union, folds: foldsOf(level, union) });
    before = Math.max(before, count);
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

/** The level with lines left out of it, marked. */
export function without({ level, ranges }: LevelLines, [first, last]: LineRange): LevelLines {
  const left = ranges.flatMap(([from, to]): LineRange[] => [
    [from, Math.min(to, first - 1)],
    [Math.max(from, last + 1), to],
  ]);
  const shown = left.filter(([from, to]) => from <= to);
  return { level, ranges: shown, folds: foldsOf(level, shown) };
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
  return unite(
    [
      [name, name + SIGNATURE_HEAD - 1],
      [last, last],
    ],
    last + 1,
  );
}

/** Shows what is shorter than the mark that would stand for it. */
function withoutShortGaps(ranges: readonly LineRange[]): LineRange[] {
  const shown: LineRange[] = [];
  for (const [first, last] of ranges) {
    const end = shown.at(-1);
    if (end && !isFold(end[1] + 1, first - 1)) shown.splice(-1, 1, [end[0], last]);
    else shown.push([first, last]);
  }
  return shown;
}

/** Bodies say of every gap how long it is; so do headers and documentation where it is worth a mark. */
function foldsOf(level: Level, ranges: readonly LineRange[]): number {
  if (level === 'elided' || level === 'full') return ranges.length - 1;
  return ranges.filter(([first], at) => isFold((ranges[at - 1]?.[1] ?? first) + 1, first - 1)).length;
}

/** Whether leaving out these lines of a header or of documentation is marked. */
export function isFold(first: number, last: number): boolean {
  return last - first + 1 >= FOLDED_LINES;
}

/**
 * A class folds to the signatures of its members; a body to its own statements without the blocks inside and without the
 * rest of its documentation.
 */
function elided(facts: FileFacts, symbol: SymbolFact, index: number, restOfDoc: LineRange | undefined): LineRange[] {
  const members = facts.symbols.filter(member => member.parent === index);
  if (members.length > 0 && symbol.kind !== 'function' && symbol.kind !== 'method') {
    return [...members.flatMap(signatureOf), [symbol.span[2], symbol.span[2]]];
  }
  const body = symbol.bodySpan;
  if (!body) return [[symbol.span[0], symbol.span[2]]];
  const shown: LineRange[] = [];
  let next = symbol.span[0];
  const blocks = facts.blocks.filter(([first, last]) => first > body[0] && last <= body[2] && first < last);
  // As a block between the lines around it.
  if (restOfDoc) blocks.push([restOfDoc[0] - 1, restOfDoc[1] + 1]);
  for (const [first, last] of blocks.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (first < next || last - first - 1 < FOLDED_LINES) continue;
    shown.push([next, first]);
    next = last;
  }
  shown.push([next, symbol.span[2]]);
  return shown;
}
