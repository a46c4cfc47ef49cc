import { once } from '../base/once.ts';
import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import { type FileId, fileOf, indexOf } from '../index/snapshot.ts';
import type { EditQuery, Evidence, RankedSymbol, Ranking } from '../rank/ranking.ts';
import type { Omission, ShownFile } from './contextPack.ts';
import { docExcerpt } from './docExcerpt.ts';
import { containerLines, type LevelLines, type LineRange, levelsOf, without } from './levels.ts';
import { fillByKind, HIDDEN_SHARE, type Preset } from './presets.ts';
import type { TextLines } from './textLines.ts';
import { usefulness } from './usefulness.ts';
import { bestWindow, wordsAround } from './windows.ts';

/** Something that can go into the pack at one of several levels. */
export interface Candidate {
  /** Index of the symbol in its file; -1 for a run of lines. */
  readonly symbol: number;
  /** Qualified name; '' for a run of lines. */
  readonly name: string;
  /** Lines that the symbol takes in its file. */
  readonly startLine: number;
  readonly endLine: number;
  /** As the ranking gave it, or derived from the file's; 0 … 1. */
  readonly score: number;
  /** Probability that it is of use, 0 … 1; 1 for the place being edited. */
  readonly usefulness: number;
  /** What the whole symbol is worth: the score after the preset's sharpening. */
  readonly relevance: number;
  readonly reasons: readonly string[];
  /** The cheapest first, never empty. */
  readonly levels: readonly LevelLines[];
  /** Name lines of the enclosing symbols. */
  readonly containers: readonly number[];
}

/** A readable file and what it offers, in source order. */
export interface CandidateFile {
  readonly file: FileId;
  readonly path: string;
  readonly location: string;
  readonly facts: FileFacts;
  readonly text: TextLines;
  readonly score: number;
  readonly candidates: readonly Candidate[];
}

/** A ranked file whose text is read only when it can matter: most files of a ranking never find room. */
export interface OfferedFile {
  readonly file: FileId;
  readonly path: string;
  readonly location: string;
  /** None of its candidates is more relevant. */
  readonly most: number;
  /** `undefined` where it has nothing to offer, or cannot be read. Remembered. */
  open(): CandidateFile | undefined;
}

/** What packing needs of the world; all of it is passed in. */
export interface CandidateSource {
  readonly query: EditQuery;
  readonly ranking: Ranking;
  readonly preset: Preset;
  /** Tokens that the place being edited may take. */
  readonly editedRoom: number;
  /** At most this many files are read. */
  readonly files: number;
  /** What the conversation has shown: offered again as long as it is ranked at all. */
  readonly shown: readonly ShownFile[];
  read(file: FileId): TextLines | undefined;
  displayPath(file: FileId): string;
  location(file: FileId): string;
  /** False for what must not leave: ignored or secret by name. */
  isIncluded(file: FileId): boolean;
  /** Levels by symbol index, remembered per facts. */
  levels(facts: FileFacts, index: number, lines: readonly string[]): readonly LevelLines[];
}

export interface Gathered {
  /** In order of path. */
  readonly files: readonly OfferedFile[];
  /** Files that ranked and could not be offered, as far as they were opened. */
  readonly refused: readonly Omission[];
  /** Symbols of the files opened so far that are not offered because they are too unlikely to be of use. */
  held(): number;
}

interface Standing {
  readonly file: FileId;
  score: number;
  evidence: readonly Evidence[];
  readonly symbols: Map<number, RankedSymbol>;
}

/** Turns a ranking into candidates: ranked symbols, the other symbols of ranked files, and the place being edited. */
export function gatherCandidates(source: CandidateSource): Gathered {
  const { query, preset } = source;
  const refused: Omission[] = [];
  let held = 0;
  const wanted = once(() => wordsAround(query));
  const files = standings(source).flatMap((standing): OfferedFile[] => {
    const { file, score } = standing;
    const indexed = query.snapshot.file(file);
    if (!indexed) return [];
    const place = { path: source.displayPath(file), location: source.location(file) };
    const refuse = (why: Omission['why']) => {
      const whole = { name: '', startLine: 0, endLine: Math.max(0, indexed.facts.lines - 1) };
      refused.push({ ...place, ...whole, score, reasons: reasonsOf(standing), tokens: 0, why });
    };
    if (!source.isIncluded(file)) {
      refuse('excluded');
      return [];
    }
    const open = once(() => {
      const text = source.read(file);
      if (text === undefined) {
        refuse(indexed.source.hash === '' ? 'unreadable' : 'changed on disk');
        return undefined;
      }
      const all = candidatesOf(source, standing, indexed.facts, text, wanted);
      const candidates = all.filter(candidate => candidate.usefulness >= preset.least);
      held += all.length - candidates.length;
      return all.length === 0 ? undefined : { ...place, file, facts: indexed.facts, text, score, candidates };
    });
    const most = file === query.file ? EDITED_PLACE : score ** preset.sharpness;
    return [{ file, path: place.path, most, open, location: place.location }];
  });
  files.sort((a, b) => compareText(a.path, b.path) || compareText(a.location, b.location));
  return { files, refused, held: () => held };
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Files by their best claim, the edited one first where its place is wanted. */
function standings(source: CandidateSource): Standing[] {
  const { query, ranking, preset, files: limit, displayPath } = source;
  const shown = new Set(source.shown.map(({ location }) => location));
  const byFile = new Map<FileId, Standing>();
  const standingOf = (file: FileId): Standing => {
    const known = byFile.get(file);
    if (known) return known;
    const fresh: Standing = { file, score: 0, evidence: [], symbols: new Map() };
    byFile.set(file, fresh);
    return fresh;
  };
  for (const { file, score, evidence } of ranking.files) {
    const standing = standingOf(file);
    standing.score = score;
    standing.evidence = evidence;
  }
  for (const ranked of ranking.symbols) {
    const standing = standingOf(fileOf(ranked.symbol));
    standing.symbols.set(indexOf(ranked.symbol), ranked);
    standing.score = Math.max(standing.score, ranked.score);
    if (standing.evidence.length === 0) standing.evidence = ranked.evidence;
  }
  if (preset.editedShare > 0) standingOf(query.file).score = 1;
  else byFile.delete(query.file);
  const paths = new Map([...byFile.keys()].map(file => [file, displayPath(file)] as const));
  return [...byFile.values()]
    .sort((a, b) => b.score - a.score || compareText(paths.get(a.file) ?? '', paths.get(b.file) ?? ''))
    .filter(({ file }, rank) => rank < limit || shown.has(source.location(file)));
}

function candidatesOf(
  source: CandidateSource,
  standing: Standing,
  facts: FileFacts,
  text: TextLines,
  wanted: () => ReadonlySet<string>,
): Candidate[] {
  const { preset, query } = source;
  const candidates: Candidate[] = [];
  const edited = standing.file === query.file;
  if (edited) candidates.push(...editedPlaces(source, facts, text));
  const fileReasons = reasonsOf(standing);
  const location = source.location(standing.file);
  const shown = source.shown.find(each => each.location === location)?.levels;
  facts.symbols.forEach((symbol, index) => {
    const ranked = standing.symbols.get(index);
    const fill = edited
      ? 0
      : standing.score * preset.fill * fillByKind[symbol.kind] * (symbol.exported ? 1 : HIDDEN_SHARE);
    const score = Math.max(ranked?.score ?? 0, fill);
    if (score < preset.floor && !shown?.has(symbol.qualifiedName)) return;
    if (edited && candidates.some(place => place.startLine === symbol.span[0] && place.name === symbol.qualifiedName))
      return;
    const levels = source.levels(facts, index, text.lines);
    if (levels.length === 0) return;
    // A symbol that no signal names carries its file's evidence.
    const signals = ranked && ranked.evidence !== standing.evidence ? ranked.evidence.length : 0;
    const filler = fill > (ranked?.score ?? 0);
    candidates.push({
      symbol: index,
      name: symbol.qualifiedName,
      startLine: Math.min(symbol.span[0], facts.lines - 1),
      endLine: Math.min(symbol.span[2], facts.lines - 1),
      score,
      usefulness: usefulness(query.task, { score, fileScore: standing.score, signals, filler }),
      relevance: score ** preset.sharpness,
      reasons: ranked && ranked.evidence.length > 0 ? ranked.evidence.map(reasonOf) : fileReasons,
      levels,
      containers: containerLines(facts, index),
    });
  });
  const windowScore = standing.score * WINDOW_SHARE;
  if (candidates.length === 0 && facts.symbols.length === 0 && windowScore >= preset.floor) {
    const claim = { score: windowScore, fileScore: standing.score, signals: 0, filler: true };
    const window = windowCandidate(bestWindow(text.lines, wanted()), windowScore, preset, fileReasons);
    candidates.push({ ...window, usefulness: usefulness(query.task, claim) });
  }
  return candidates;
}

/** The symbols around the edited regions, or the lines around a region outside any symbol. */
function editedPlaces(source: CandidateSource, facts: FileFacts, text: TextLines): Candidate[] {
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

/** Share of its file's score that the best lines of a file without symbols get. */
const WINDOW_SHARE = 0.6;
const AROUND = 12;
/** The edited place outweighs any dependency. */
export const EDITED_PLACE = 50;

function windowCandidate(range: LineRange, score: number, preset: Preset, reasons: readonly string[]): Candidate {
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

function reasonsOf({ evidence }: Standing): string[] {
  return evidence.length > 0 ? evidence.map(reasonOf) : ['ranked for this place'];
}

function reasonOf({ reason }: Evidence): string {
  return reason;
}

/** Remembers the levels of all symbols of the facts seen lately. */
export function createLevelsCache(): CandidateSource['levels'] {
  const known = new WeakMap<FileFacts, (readonly LevelLines[])[]>();
  return (facts, index, lines) => {
    let levels = known.get(facts);
    if (!levels) {
      levels = facts.symbols.map((_, each) => levelsOf(facts, each, lines));
      known.set(facts, levels);
    }
    return levels[index] ?? [];
  };
}
