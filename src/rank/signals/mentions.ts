import type { FileId } from '../../index/snapshot.ts';
import { wordsOf } from '../queryTerms.ts';
import type { RankIndex } from '../rankIndex.ts';
import type { EditQuery, Evidence, SignalResult } from '../ranking.ts';

/** Words of so many removed lines are looked up, at most; what a larger edit removes says little about one of its names. */
const MAX_WORDS = 300;
/** Shorter words say nothing. */
const MIN_LENGTH = 3;
/** A name that more than this share of all files mention says nothing. */
const COMMON = 1 / 3;
/** Names in a reason. */
const QUOTED = 3;

/**
 * Files that refer to or import names that stand on lines that the edit has changed or removed, as they were: where
 * a name is changed or taken away, its other uses have to follow. A name weighs its inverse document frequency, shared among
 * its files: log(1 + N / n) / √n for n of N files.
 */
export function signalMentions(query: EditQuery, { files }: RankIndex): SignalResult {
  const { snapshot } = query;
  const scores = new Map<FileId, Mentioned>();
  for (const [name, gone] of removedNames(query)) {
    const mentioning = snapshot.mentions(name).filter(file => file !== query.file);
    const count = mentioning.length;
    if (count > files.length * COMMON) continue;
    const weight = Math.log(1 + files.length / count) / Math.sqrt(count);
    for (const file of mentioning) {
      const entry = scores.get(file) ?? { score: 0, names: [] };
      entry.score += weight;
      entry.names.push({ name, gone, weight });
      scores.set(file, entry);
    }
  }
  let best = 0;
  for (const { score } of scores.values()) best = Math.max(best, score);
  const evidence = [...scores].map(([file, entry]): [FileId, Evidence] => [
    file,
    { signal: 'mentions', score: entry.score / best, reason: reasonOf(entry) },
  ]);
  return { files: new Map(evidence), symbols: new Map() };
}

interface Mentioned {
  score: number;
  readonly names: { readonly name: string; readonly gone: boolean; readonly weight: number }[];
}

/** The names on the lines that the edit has changed or removed, as they were, and whether none is left in the file. */
function removedNames({ text, changes = [] }: EditQuery): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  if (changes.length === 0) return names;
  const left = new Set(wordsOf(text));
  for (const { removed } of changes) {
    for (const line of removed) {
      for (const word of wordsOf(line))
        if (word.length >= MIN_LENGTH && names.size < MAX_WORDS) names.set(word, !left.has(word));
    }
  }
  return names;
}

/** The rarest names that say why; those that are gone from the edited file say most. */
function reasonOf({ names }: Mentioned): string {
  const gone = names.filter(each => each.gone);
  const quoted = [...(gone.length > 0 ? gone : names)]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, QUOTED)
    .map(({ name }) => `\`${name}\``)
    .join(', ');
  return gone.length > 0
    ? `still mentions ${quoted}, which this edit removes`
    : `mentions ${quoted} of the changed lines`;
}
