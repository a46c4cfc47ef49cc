import { once } from '../base/once.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { type FileId, fileOf, indexOf } from '../index/snapshot.ts';
import type { Evidence, RankedSymbol } from '../rank/ranking.ts';
import type { Candidate, CandidateSource, OfferedFile } from './candidate.ts';
import type { Omission } from './contextPack.ts';
import { EDITED_PLACE, editedPlaces, windowCandidate } from './editedPlace.ts';
import { containerLines, type LevelLines, levelsOf } from './levels.ts';
import { fillByKind, HIDDEN_SHARE } from './presets.ts';
import type { TextLines } from './textLines.ts';
import { usefulness } from './usefulness.ts';
import { bestWindow, wordsAround } from './windows.ts';

export interface Gathered {
  /** In order of path. */
  readonly files: readonly OfferedFile[];
  /** Files that ranked and could not be offered, as far as they were opened. */
  readonly refused: readonly Omission[];
  /** Symbols of the files opened so far that are not offered because they are too unlikely to be of use. */
  held(): number;
}

/** Share of its file's score that the best lines of a file without symbols get. */
const WINDOW_SHARE = 0.6;

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
