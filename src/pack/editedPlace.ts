import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import type { Candidate, CandidateSource } from './candidate.ts';
import { docExcerpt } from './docExcerpt.ts';
import { containerLines, type LevelLines, type LineRange, without } from './levels.ts';
import type { Preset } from './presets.ts';
import type { TextLines } from './textLines.ts';

/** The symbols around the edited regions, or the lines around a region outside any symbol. */
export function editedPlaces(source: CandidateSource, facts: FileFacts, text: TextLines): Candidate[] {
  const { query, preset } = source;
  const regions: readonly LineRange[] =
    query.regions.length > 0 ? query.regions : [[query.cursor.line, query.cursor.line]];
  const reasons = ['the place being edited'];
  const places = new Map<string, Candidate>();
  for (const [first, last] of regions) {
    const around: LineRange = [Math.max(0, first - AROUND), Math.min(text.lines.length - 1, last + AROUND)];
    if (around[0] > around[1]) continue;
    const index = enclosing(facts, first, last);
    const symbol = facts.symbols[index];
    // The edited lines themselves are never folded away.
    const rest = symbol && restOfDoc(symbol, text.lines, first, last);
    const levels = symbol
      ? source
          .levels(facts, index, text.lines)
          .filter(({ level, ranges }) => level === 'full' || covers(ranges, first, last))
          .map(level => (rest ? without(level, rest) : level))
          .filter(({ ranges }) => tokensOf(ranges, text) <= source.editedRoom)
      : [];
    const candidate: Candidate =
      symbol && levels.length > 0
        ? {
            symbol: index,
            name: symbol.qualifiedName,
            startLine: symbol.span[0],
            endLine: symbol.span[2],
            score: 1,
            usefulness: 1,
            relevance: EDITED_PLACE,
            reasons,
            levels,
            containers: containerLines(facts, index),
          }
        : { ...windowCandidate(around, 1, preset, reasons), relevance: EDITED_PLACE };
    places.set(`${candidate.startLine}:${candidate.endLine}`, candidate);
    if (candidate.symbol >= 0 && rest) {
      const documentation = { ...windowCandidate(rest, 1, preset, ['documentation of the place being edited']) };
      places.set(`${rest[0]}:${rest[1]}`, { ...documentation, name: candidate.name, containers: candidate.containers });
    }
  }
  return [...places.values()];
}

/** What is left of long documentation that the edit does not touch: it has to compete with the rest of the repository. */
function restOfDoc(
  { docSpan }: SymbolFact,
  lines: readonly string[],
  first: number,
  last: number,
): LineRange | undefined {
  if (!docSpan || (first <= docSpan[2] && docSpan[0] <= last)) return undefined;
  return docExcerpt(lines, docSpan[0], docSpan[2]).rest;
}

const AROUND = 12;
/** The edited place outweighs any dependency. */
export const EDITED_PLACE = 50;

/** A run of lines that goes in whole or not at all. */
export function windowCandidate(
  range: LineRange,
  score: number,
  preset: Preset,
  reasons: readonly string[],
): Candidate {
  const levels: LevelLines[] = [{ level: 'full', ranges: [range], folds: 0 }];
  return {
    symbol: -1,
    name: '',
    startLine: range[0],
    endLine: range[1],
    score,
    usefulness: 1,
    relevance: score ** preset.sharpness,
    reasons,
    levels,
    containers: [],
  };
}

function tokensOf(ranges: readonly LineRange[], text: TextLines): number {
  let tokens = 0;
  for (const [first, last] of ranges) for (let line = first; line <= last; line += 1) tokens += text.cost(line);
  return tokens;
}

function covers(ranges: readonly LineRange[], first: number, last: number): boolean {
  return ranges.some(range => range[0] <= first && last <= range[1]);
}

/** The innermost symbol with a body around both lines; -1 where there is none. */
function enclosing(facts: FileFacts, first: number, last: number): number {
  let best = -1;
  let size = Number.POSITIVE_INFINITY;
  facts.symbols.forEach((symbol, index) => {
    const lines = symbol.span[2] - symbol.span[0];
    if (symbol.span[0] <= first && last <= symbol.span[2] && lines < size && (symbol.bodySpan || lines > 0)) {
      best = index;
      size = lines;
    }
  });
  return best;
}
