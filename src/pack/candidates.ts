import { once } from '../base/once.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { type FileId, fileOf, indexOf } from '../index/snapshot.ts';
import type { EditQuery, Evidence, RankedSymbol, Ranking } from '../rank/ranking.ts';
import type { Omission } from './contextPack.ts';
import { containerLines, type LevelLines, type LineRange, levelsOf } from './levels.ts';
import { fillByKind, HIDDEN_SHARE, type Preset } from './presets.ts';
import type { TextLines } from './textLines.ts';
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
  /** At most this many files are read. */
  readonly files: number;
  read(file: FileId): TextLines | undefined;
  displayPath(file: FileId): string;
  location(file: FileId): string;
  /** False for what must not leave: ignored or secret by name. */
  isIncluded(file: FileId): boolean;
  /** Levels by symbol index, remembered per facts. */
  levels(facts: FileFacts, index: number): readonly LevelLines[];
}

export interface Gathered {
  /** In order of path. */
  readonly files: readonly OfferedFile[];
  /** Files that ranked and could not be offered, as far as they were opened. */
  readonly refused: readonly Omission[];
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
      const candidates = candidatesOf(source, standing, indexed.facts, text, wanted);
      return candidates.length === 0 ? undefined : { ...place, file, facts: indexed.facts, text, score, candidates };
    });
    const most = file === query.file ? EDITED_PLACE : score ** preset.sharpness;
    return [{ file, path: place.path, most, open, location: place.location }];
  });
  files.sort((a, b) => compareText(a.path, b.path) || compareText(a.location, b.location));
  return { files, refused };
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Files by their best claim, the edited one first where its place is wanted. */
function standings({ query, ranking, preset, files: limit, displayPath }: CandidateSource): Standing[] {
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
  if (preset.editedPlace) standingOf(query.file).score = 1;
  else byFile.delete(query.file);
  const paths = new Map([...byFile.keys()].map(file => [file, displayPath(file)] as const));
  return [...byFile.values()]
    .sort((a, b) => b.score - a.score || compareText(paths.get(a.file) ?? '', paths.get(b.file) ?? ''))
    .slice(0, limit);
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
  facts.symbols.forEach((symbol, index) => {
    const ranked = standing.symbols.get(index);
    const fill = edited
      ? 0
      : standing.score * preset.fill * fillByKind[symbol.kind] * (symbol.exported ? 1 : HIDDEN_SHARE);
    const score = Math.max(ranked?.score ?? 0, fill);
    if (score < preset.floor) return;
    if (edited && candidates.some(place => place.startLine === symbol.span[0] && place.name === symbol.qualifiedName))
      return;
    const levels = source.levels(facts, index);
    if (levels.length === 0) return;
    candidates.push({
      symbol: index,
      name: symbol.qualifiedName,
      startLine: Math.min(symbol.span[0], facts.lines - 1),
      endLine: Math.min(symbol.span[2], facts.lines - 1),
      score,
      relevance: score ** preset.sharpness,
      reasons: ranked && ranked.evidence.length > 0 ? ranked.evidence.map(reasonOf) : fileReasons,
      levels,
      containers: containerLines(facts, index),
    });
  });
  const windowScore = standing.score * WINDOW_SHARE;
  if (candidates.length === 0 && facts.symbols.length === 0 && windowScore >= preset.floor) {
    candidates.push(windowCandidate(bestWindow(text.lines, wanted()), windowScore, preset, fileReasons));
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
    const levels = symbol
      ? source.levels(facts, index).filter(level => level.level === 'full' || covers(level.ranges, first, last))
      : [];
    const candidate: Candidate =
      symbol && levels.length > 0
        ? {
            symbol: index,
            name: symbol.qualifiedName,
            startLine: symbol.span[0],
            endLine: symbol.span[2],
            score: 1,
            relevance: EDITED_PLACE,
            reasons,
            levels,
            containers: containerLines(facts, index),
          }
        : { ...windowCandidate(around, 1, preset, reasons), relevance: EDITED_PLACE };
    places.set(`${candidate.startLine}:${candidate.endLine}`, candidate);
  }
  return [...places.values()];
}

/** Share of its file's score that the best lines of a file without symbols get. */
const WINDOW_SHARE = 0.6;
const AROUND = 12;
/** The edited place outweighs any dependency. */
const EDITED_PLACE = 50;

function windowCandidate(range: LineRange, score: number, preset: Preset, reasons: readonly string[]): Candidate {
  const levels: LevelLines[] = [{ level: 'full', ranges: [range] }];
  return {
    symbol: -1,
    name: '',
    startLine: range[0],
    endLine: range[1],
    score,
    relevance: score ** preset.sharpness,
    reasons,
    levels,
    containers: [],
  };
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
export function createLevelsCache(): (facts: FileFacts, index: number) => readonly LevelLines[] {
  const known = new WeakMap<FileFacts, (readonly LevelLines[])[]>();
  return (facts, index) => {
    let levels = known.get(facts);
    if (!levels) {
      levels = facts.symbols.map((_, each) => levelsOf(facts, each));
      known.set(facts, levels);
    }
    return levels[index] ?? [];
  };
}
