import type { Candidate, CandidateFile } from './candidate.ts';
import type { Level, PackFile, PackItem } from './contextPack.ts';
import { escapePath, fenced } from './fence.ts';
import { isFold, type LevelLines, type LineRange, unite } from './levels.ts';
import type { Choice } from './select.ts';
import type { TokenCounter } from './tokens.ts';

/** A file's part of the pack with what is needed to undo it. */
export interface RenderedFile {
  readonly packFile: PackFile;
  /** The fenced block as it stands in the prompt. */
  readonly block: string;
  /** Every line shown, enclosing lines included. */
  readonly shown: readonly LineRange[];
  /** Whether any item shows a body: evidence rather than map. */
  readonly hasBody: boolean;
}

/**
 * Merges the chosen excerpts of one file: in source order, no line twice, each member under its enclosing symbol's line.
 * @param choices all of the same file, at their final levels
 * @param lines the file's lines, already redacted
 */
export function renderFile(choices: readonly Choice[], lines: readonly string[], counter: TokenCounter): RenderedFile {
  const [first] = choices;
  if (!first) throw new RangeError('A file without excerpts cannot be rendered');
  const { file } = first;
  const parts = withoutCovered(choices.map(partOf));
  const containers = parts.flatMap(part => part.candidate.containers.map((line): LineRange => [line, line]));
  const shown = unite([...parts.flatMap(part => part.lines.ranges), ...containers], lines.length);
  const bodies = parts.filter(
    ({ candidate, lines: { level } }) => isBody(level) && candidate.endLine > candidate.startLine,
  );
  const mark = commentMark(file);
  const text = excerpt(shown, lines, (before, after) => {
    if (parts.some(part => folds(part, before, after))) return foldMark(lines, before, after, mark);
    // Between signatures a gap is the rule and needs no mark.
    return bodies.some(part => touches(part.lines.ranges, before, after)) ? GAP : undefined;
  });
  const items = parts.map(part => itemOf(part, lines, mark, counter));
  const block = fenced(`${file.facts.language} ${escapePath(file.path)}:${rangesText(shown)}`, text);
  const score = Math.max(...items.map(item => item.score));
  const packFile = { path: file.path, location: file.location, tokens: counter.count(block), score, items, text };
  return { packFile, block, shown, hasBody: bodies.length > 0 };
}

interface Part {
  readonly candidate: Candidate;
  readonly lines: LevelLines;
}

function isBody(level: Level): boolean {
  return level === 'elided' || level === 'full';
}

/** One token in both tokenizers, its line break included; `⋮` takes three or four. */
const GAP = '…';

function partOf({ candidate, level }: Choice): Part {
  const lines = candidate.levels[level];
  if (!lines) throw new RangeError(`No level ${level} for ${candidate.name}`);
  return { candidate, lines };
}

/** A member all of whose lines stand in the body of another excerpt is not listed again. */
function withoutCovered(parts: readonly Part[]): Part[] {
  const bodies = parts.filter(part => isBody(part.lines.level));
  return parts
    .filter(part => !bodies.some(other => other !== part && isCoveredBy(part, other)))
    .sort((a, b) => a.candidate.startLine - b.candidate.startLine || b.candidate.endLine - a.candidate.endLine);
}

function isCoveredBy(part: Part, other: Part): boolean {
  const size = (each: Candidate) => each.endLine - each.startLine;
  if (size(part.candidate) >= size(other.candidate)) return false;
  return part.lines.ranges.every(([first, last]) =>
    other.lines.ranges.some(range => range[0] <= first && last <= range[1]),
  );
}

function itemOf(part: Part, lines: readonly string[], mark: string, counter: TokenCounter): PackItem {
  const text = excerpt(unite(part.lines.ranges, lines.length), lines, (before, after) =>
    folds(part, before, after) ? foldMark(lines, before, after, mark) : undefined,
  );
  const { candidate } = part;
  const { name, startLine, endLine, score, usefulness, reasons } = candidate;
  const { level } = part.lines;
  return { name, startLine, endLine, level, text, tokens: counter.count(text), score, usefulness, reasons };
}

function excerpt(
  ranges: readonly LineRange[],
  lines: readonly string[],
  gap: (before: number, after: number) => string | undefined,
): string {
  const out: string[] = [];
  let before: number | undefined;
  for (const [first, last] of ranges) {
    const hiddenIsBlank = before !== undefined && lines.slice(before + 1, first).every(line => line.trim() === '');
    const mark = before === undefined || hiddenIsBlank ? undefined : gap(before, first);
    if (mark !== undefined) out.push(mark);
    for (let line = first; line <= last; line += 1) out.push(lines[line] ?? '');
    before = last;
  }
  while (out.length > 1 && out.at(-1) === '') out.pop();
  return out.join('\n');
}

/** Whether lines between these two are left out of an excerpt, rather than lie between excerpts. */
function folds({ candidate, lines: { level, ranges } }: Part, before: number, after: number): boolean {
  if (isBody(level) && candidate.startLine <= before && after <= candidate.endLine) return ranges.length > 1;
  return isFold(before + 1, after - 1) && shows(ranges, before) && shows(ranges, after);
}

function shows(ranges: readonly LineRange[], line: number): boolean {
  return ranges.some(([first, last]) => first <= line && line <= last);
}

function touches(ranges: readonly LineRange[], before: number, after: number): boolean {
  return ranges.some(([first, last]) => last === before || first === after);
}

function foldMark(lines: readonly string[], before: number, after: number, mark: string): string {
  const indentation = /^\s*/.exec(lines[before + 1] ?? '')?.[0] ?? '';
  return `${indentation}${mark} … ${after - before - 1} lines`;
}

function commentMark({ facts }: CandidateFile): string {
  return hashLanguages.has(facts.language) ? '#' : '//';
}

const hashLanguages = new Set([
  'python',
  'ruby',
  'shellscript',
  'yaml',
  'toml',
  'perl',
  'r',
  'elixir',
  'makefile',
  'dockerfile',
]);

const LISTED_RANGES = 3;

/** 1-based: `12-40`, `3,9-11`; of more than three ranges only the whole stretch. */
function rangesText(ranges: readonly LineRange[]): string {
  const stretch: LineRange = [ranges[0]?.[0] ?? 0, ranges.at(-1)?.[1] ?? 0];
  const listed = ranges.length > LISTED_RANGES ? [stretch] : ranges;
  return listed.map(([first, last]) => (first === last ? `${first + 1}` : `${first + 1}-${last + 1}`)).join(',');
}
