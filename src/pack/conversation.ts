import type { Candidate, CandidateFile, OfferedFile } from './candidate.ts';
import type { Level, ShownFile } from './contextPack.ts';
import type { RenderedFile } from './render.ts';
import type { Choice, KeptChoice, Selection } from './select.ts';

/**
 * What was shown stays, block by block the same bytes, as long as the whole is worth this share of what would take its
 * place: providers charge a prompt's unchanged beginning a tenth.
 */
export const STAYS = 0.75;

/** Names a candidate in its file, wherever its lines have moved; runs of lines have no name. */
function keyOf({ name, startLine }: Candidate): string {
  return name === '' ? `:${startLine}` : name;
}

/**
 * The choices that the last pack made, as far as they can be made again; first those for the file being edited, as
 * `fresh` has them: its block has to change.
 */
export function keptChoices(
  shown: readonly ShownFile[],
  files: readonly OfferedFile[],
  fresh: Selection,
  edited: string,
): readonly KeptChoice[] {
  const byLocation = new Map(files.map(file => [file.location, file] as const));
  const ofEdited = fresh.steps.filter(step => step.file.location === edited);
  const kept = shown.flatMap(({ location, levels }) => {
    const file = location === edited ? undefined : byLocation.get(location)?.open();
    return file ? choicesOf(file, levels) : [];
  });
  return [...ofEdited, ...kept];
}

function choicesOf(file: CandidateFile, levels: ShownFile['levels']): KeptChoice[] {
  return file.candidates.flatMap(candidate => {
    const wanted = levels.get(keyOf(candidate));
    const level = candidate.levels.findIndex(each => each.level === wanted);
    return level < 0 ? [] : [{ file, candidate, level }];
  });
}

/** What a pack has shown, for the next one. */
export function shownBy(order: readonly RenderedFile[], steps: readonly Choice[], edited: string): ShownFile[] {
  return order.flatMap(({ packFile: { location } }) => {
    if (location === edited) return [];
    const levels = new Map<string, Level>();
    for (const { file, candidate, level } of steps) {
      const chosen = candidate.levels[level];
      if (chosen && file.location === location) levels.set(keyOf(candidate), chosen.level);
    }
    return [{ location, levels }];
  });
}
