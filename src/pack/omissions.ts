import { fileOf, indexOf } from '../index/snapshot.ts';
import type { Ranking } from '../rank/ranking.ts';
import type { OfferedFile } from './candidate.ts';
import { compareText } from './candidates.ts';
import type { Omission } from './contextPack.ts';
import type { Preset } from './presets.ts';
import type { RenderedFile } from './render.ts';
import type { Choice } from './select.ts';

const MOST = 20;
/** Close: not under this share of the least score that went in. */
const CLOSE = 0.5;

interface Sources {
  readonly files: readonly OfferedFile[];
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
  const offered = new Map(files.map(file => [file.file, file] as const));
  const shownOf = new Map(rendered.map(({ packFile, shown }) => [packFile.location, shown] as const));
  const omitted = refused.filter(omission => omission.score >= least);
  const most = omitted.length + MOST;
  for (const { symbol: id, score, evidence } of ranking.symbols) {
    if (score < least || omitted.length === most) break;
    const file = offered.get(fileOf(id))?.open();
    const symbol = file?.facts.symbols[indexOf(id)];
    if (!file || !symbol) continue;
    const line = symbol.nameSpan[0];
    if (shownOf.get(file.location)?.some(([first, last]) => first <= line && line <= last)) continue;
    const candidate = file.candidates.find(each => each.symbol === indexOf(id));
    if (candidate ? chosen.has(candidate) : score < preset.floor * CLOSE) continue;
    omitted.push({
      path: file.path,
      location: file.location,
      name: symbol.qualifiedName,
      startLine: symbol.span[0],
      endLine: symbol.span[2],
      score,
      reasons: evidence.map(({ reason }) => reason),
      tokens: Math.ceil(file.text.cost(line)),
      why: candidate ? 'budget' : 'below the score floor',
    });
  }
  omitted.sort(
    (a, b) =>
      b.score - a.score || compareText(a.path, b.path) || a.startLine - b.startLine || compareText(a.name, b.name),
  );
  return omitted.slice(0, MOST);
}
