import { termsOfWord } from '../facts/terms.ts';
import type { EditQuery, Task } from './ranking.ts';
import type { QueryTerm } from './textIndex.ts';

/** Lines at which a word counts half as much as on an edited line. */
const HALF_LIFE = 2;
/** Lines farther than this weigh less than a thousandth and are not read. */
const REACH = 20;
/** Weight of a word that the edit has removed, in words on an edited line. */
const REMOVED_WEIGHT = 1;
/** Weight of a word that the edit has added or removed, beside that of its line. */
const CHANGED_WEIGHT = 2;
/** Weight of a word of the instruction, in words on an edited line. */
const INSTRUCTION_WEIGHT = 3;
/** Weight of a whole compound identifier, in words. */
const COMPOUND_WEIGHT = 0.5;
/** Repetition saturates: a term's weight approaches this many times the weight of one occurrence (Okapi's k3). */
const SATURATION: Readonly<Record<Task, number>> = { completion: 8, edit: 4 };

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** The words of `text` that can be identifiers, in order. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** The edited line ranges; the cursor's line when the query names none. */
export function editedRegions(query: EditQuery): readonly (readonly [first: number, last: number])[] {
  const changed = (query.changes ?? []).map(({ start, added }) => [start, start + Math.max(1, added) - 1] as const);
  const regions = [...query.regions, ...changed];
  return regions.length > 0 ? regions : [[query.cursor.line, query.cursor.line]];
}

/** The lines near the edit, each with its weight, and those that the edit has removed. */
function weightedLines(query: EditQuery): (readonly [line: string, weight: number])[] {
  const regions = editedRegions(query);
  const lines: (readonly [string, number])[] = [];
  query.text.split('\n').forEach((line, number) => {
    const weight = lineWeight(distanceTo(regions, number));
    if (weight > 0) lines.push([line, weight]);
  });
  for (const { removed } of query.changes ?? []) for (const line of removed) lines.push([line, REMOVED_WEIGHT]);
  return lines;
}

/** Distance in lines to the nearest edited region, 0 inside one. */
export function distanceTo(regions: readonly (readonly [number, number])[], line: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const [first, last] of regions) {
    const distance = line < first ? first - line : line > last ? line - last : 0;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/** A word on an edited line weighs 1, half as much two lines away. */
export function lineWeight(distance: number): number {
  return distance > REACH ? 0 : 0.5 ** (distance / HALF_LIFE);
}

/** Subtokens of the text around the edit and of the instruction, each with its saturated weight, sorted by term. */
export function queryTerms(query: EditQuery): QueryTerm[] {
  const saturation = SATURATION[query.task];
  const weights = new Map<string, number>();
  for (const [word, weight] of weightedWords(query)) {
    termsOfWord(word).forEach((term, index, terms) => {
      // A compound word comes after its parts.
      const share = index > 0 && index === terms.length - 1 ? COMPOUND_WEIGHT : 1;
      weights.set(term, (weights.get(term) ?? 0) + share * weight);
    });
  }
  return [...weights]
    .map(([term, weight]) => ({
      term,
      weight: (weight * (saturation + 1)) / (weight + saturation),
    }))
    .sort((a, b) => (a.term < b.term ? -1 : 1));
}

/** Words near the edit, of what it has removed, and of the instruction, each with the sum of its weights. */
function weightedWords(query: EditQuery): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (word: string, weight: number): void => void weights.set(word, (weights.get(word) ?? 0) + weight);
  for (const [line, weight] of weightedLines(query)) for (const word of wordsOf(line)) add(word, weight);
  for (const [word, times] of changedWords(query)) add(word, times * CHANGED_WEIGHT);
  if (query.task === 'edit') {
    // A word that stands all over the file says little about this place in it.
    const inFile = countWords(query.text);
    for (const [word, weight] of weights) weights.set(word, weight / Math.sqrt(inFile.get(word) ?? 1));
  }
  if (query.instruction !== undefined) for (const word of wordsOf(query.instruction)) add(word, INSTRUCTION_WEIGHT);
  return weights;
}

/** The words that the edit has added or removed, without those that stand on both sides of a change, and how often. */
function changedWords({ text, changes = [] }: EditQuery): ReadonlyMap<string, number> {
  const changed = new Map<string, number>();
  const lines = changes.length > 0 ? text.split('\n') : [];
  for (const { start, added, removed } of changes) {
    const before = countWords(removed.join('\n'));
    const after = countWords(lines.slice(start, start + added).join('\n'));
    for (const word of new Set([...before.keys(), ...after.keys()])) {
      const times = Math.abs((after.get(word) ?? 0) - (before.get(word) ?? 0));
      if (times > 0) changed.set(word, (changed.get(word) ?? 0) + times);
    }
  }
  return changed;
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Plain words near the edit, nearest first, each with the weight of its nearest line. At most `limit`. */
export function nearWords(query: EditQuery, limit: number): { word: string; weight: number }[] {
  const weights = new Map<string, number>();
  for (const [line, weight] of weightedLines(query)) {
    for (const word of wordsOf(line)) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
  }
  if (query.instruction !== undefined) for (const word of wordsOf(query.instruction)) weights.set(word, 1);
  return [...weights]
    .map(([word, weight]) => ({ word, weight }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, limit);
}
