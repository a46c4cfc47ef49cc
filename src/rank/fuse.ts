import type { SymbolFact } from '../facts/fileFacts.ts';
import type { FileId, IndexedFile, SymbolId } from '../index/snapshot.ts';
import { fileOf, indexOf, symbolId } from '../index/snapshot.ts';
import { cursorContext } from './cursorContext.ts';
import { classFactor, roleOf } from './fileRole.ts';
import type { RankIndex } from './rankIndex.ts';
import type { EditQuery, Evidence, RankedFile, RankedSymbol, SignalName, SignalResult } from './ranking.ts';
import { suitability } from './suitability.ts';
import type { Weights } from './weights.ts';

/** Files whose symbols are all offered to the packer, beside the symbols that a signal names. */
const MAX_OFFERED_FILES = 60;
const MAX_SYMBOLS = 3000;

type Results = ReadonlyMap<SignalName, SignalResult>;

/**
 * Weighted sum of the signals' scores of each file, scaled so that the best has 1. Best first, ties by path; files that
 * no signal names, and the edited file, are left out.
 */
export function fuseFiles(query: EditQuery, index: RankIndex, results: Results, weights: Weights): RankedFile[] {
  const { snapshot } = query;
  const found = gather(results, weights.files, result => result.files);
  const edited = snapshot.file(query.file);
  const fused: {
    file: FileId;
    score: number;
    evidence: Evidence[];
    order: number;
  }[] = [];
  for (const [id, entry] of found) {
    const file = snapshot.file(id);
    if (file === undefined || file === edited) continue;
    const score = entry.score * roleFactor(file, edited, weights);
    if (score > 0) fused.push({ file: id, score, evidence: entry.evidence, order: index.orderOf(id) });
  }
  fused.sort((a, b) => b.score - a.score || a.order - b.order);
  const best = fused[0]?.score ?? 1;
  return fused.map(({ file, score, evidence }) => ({
    file,
    score: score / best,
    evidence,
  }));
}

/**
 * Weighted sum of the signals' scores of each symbol and a share of its file's score. All symbols of the best files are
 * listed, so that the packer can choose; a symbol that no signal names carries its file's evidence.
 */
export function fuseSymbols(
  query: EditQuery,
  results: Results,
  files: readonly RankedFile[],
  weights: Weights,
): RankedSymbol[] {
  const { snapshot } = query;
  const found = gather(results, weights.symbols, result => result.symbols);
  const edited = snapshot.file(query.file);
  const context = query.task === 'completion' ? cursorContext(query.text, query.cursor) : undefined;
  const fused: {
    symbol: SymbolId;
    score: number;
    evidence: readonly Evidence[];
    order: number;
  }[] = [];
  files.forEach(({ file, score: fileScore, evidence: fileEvidence }, order) => {
    const indexed = snapshot.file(file);
    if (indexed === undefined) return;
    const factor = roleFactor(indexed, edited, weights);
    const { symbols } = indexed.facts;
    for (let index = -1; index < symbols.length; index++) {
      const id = symbolId(file, index);
      const entry = found.get(id);
      if (entry === undefined && (index < 0 || order >= MAX_OFFERED_FILES)) continue;
      const share = weights.fileShare * fileScore * prominence(symbols, index) * suitability(symbols[index], context);
      const score = (entry?.score ?? 0) * factor + share;
      if (score > 0)
        fused.push({
          symbol: id,
          score,
          evidence: entry?.evidence ?? fileEvidence,
          order,
        });
    }
  });
  for (const [id, entry] of found) {
    if (fileOf(id) === query.file)
      fused.push({
        symbol: id,
        score: entry.score,
        evidence: entry.evidence,
        order: -1,
      });
  }
  fused.sort((a, b) => b.score - a.score || a.order - b.order || indexOf(a.symbol) - indexOf(b.symbol));
  fused.length = Math.min(fused.length, MAX_SYMBOLS);
  const best = fused[0]?.score ?? 1;
  return fused.map(({ symbol, score, evidence }) => ({
    symbol,
    score: score / best,
    evidence,
  }));
}

/** Sums the weighted scores; evidence the strongest first, ties in the order of the signals. */
function gather(
  results: Results,
  weights: Readonly<Record<SignalName, number>>,
  part: (result: SignalResult) => ReadonlyMap<number, Evidence>,
): Map<number, { score: number; evidence: Evidence[] }> {
  const found = new Map<number, { score: number; evidence: Evidence[] }>();
  for (const [signal, result] of results) {
    const weight = weights[signal];
    if (weight === 0) continue;
    for (const [id, evidence] of part(result)) {
      const entry = found.get(id) ?? { score: 0, evidence: [] };
      entry.score += weight * evidence.score;
      entry.evidence.push(evidence);
      found.set(id, entry);
    }
  }
  for (const entry of found.values()) {
    entry.evidence.sort((a, b) => weights[b.signal] * b.score - weights[a.signal] * a.score);
  }
  return found;
}

/** What a file is, whatever the signals say of it. */
function roleFactor(file: IndexedFile, edited: IndexedFile | undefined, weights: Weights): number {
  const role = roleOf(file);
  const own = edited && roleOf(edited);
  let factor = classFactor(file);
  if (role.prose) factor *= own?.prose ? 1 : weights.prose;
  else if (role.family !== own?.family) factor *= weights.foreign;
  if (role.test && !own?.test) factor *= weights.test;
  return factor;
}

/** Share of its file's score that a symbol deserves: what other files can name deserves more. */
function prominence(symbols: readonly SymbolFact[], index: number): number {
  const symbol = symbols[index];
  if (symbol === undefined) return 0;
  const parent = symbols[symbol.parent];
  const nested = parent !== undefined && (parent.kind === 'function' || parent.kind === 'method');
  if (nested) return 0.1;
  const member = parent !== undefined ? 0.7 : 1;
  return member * (symbol.exported ? 1 : 0.4);
}
