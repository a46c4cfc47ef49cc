import { symbolId } from '../index/snapshot.ts';
import type { Ranking } from '../rank/ranking.ts';
import { type CandidateFile, compareText } from './candidates.ts';
import type { Omission } from './contextPack.ts';
import type { Preset } from './presets.ts';
import type { RenderedFile } from './render.ts';
import type { Choice } from './select.ts';

const MOST = 20;
/** Close: not under this share of the least score that went in. */
const CLOSE = 0.5;

interface Sources {
  readonly files: readonly CandidateFile[];
  readonly rendered: readonly RenderedFile[];
  readonly steps: readonly Choice[];
  readonly refused: readonly Omission[];
  readonly ranking: Ranking;
  readonly preset: Preset;
}

/** What ranked by itself, came close, and did not go in: best first, at most 20. */
export function omissionsOf({ files, rendered, steps, refused, ranking, preset }: Sources): Omission[] {
  const chosen = new Set(steps.map(step => step.candidate));
  const scores = steps.map(step => step.candidate.score);
  const least = scores.length > 0 ? Math.min(...scores) * CLOSE : 0;
  const ranked = new Map(ranking.symbols.map(({ symbol, score, evidence }) => [symbol, { score, evidence }] as const));
  const shownOf = new Map(rendered.map(({ packFile, shown }) => [packFile.location, shown] as const));
  const omitted: Omission[] = refused.filter(omission => omission.score >= least);
  for (const file of files) {
    const { path, location, facts, text } = file;
    const shown = shownOf.get(location) ?? [];
    const considered = new Map(
      file.candidates.map(candidate => [`${candidate.startLine} ${candidate.name}`, candidate]),
    );
    facts.symbols.forEach((symbol, index) => {
      const standing = ranked.get(symbolId(file.file, index));
      const line = symbol.nameSpan[0];
      if (!standing || standing.score < least || shown.some(range => range[0] <= line && line <= range[1])) return;
      const candidate = considered.get(`${symbol.span[0]} ${symbol.qualifiedName}`);
      if (candidate && chosen.has(candidate)) return;
      if (!candidate && standing.score < preset.floor * CLOSE) return;
      omitted.push({
        path,
        location,
        name: symbol.qualifiedName,
        startLine: symbol.span[0],
        endLine: symbol.span[2],
        score: standing.score,
        reasons: standing.evidence.map(({ reason }) => reason),
        tokens: Math.ceil(text.cost(line)),
        why: candidate ? 'budget' : 'below the score floor',
      });
    });
  }
  omitted.sort(
    (a, b) =>
      b.score - a.score || compareText(a.path, b.path) || a.startLine - b.startLine || compareText(a.name, b.name),
  );
  return omitted.slice(0, MOST);
}
