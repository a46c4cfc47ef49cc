import { termsOfWord } from '../facts/terms.ts';
import { fileOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import { lastName } from './fileWords.ts';
import { owner } from './members.ts';
import type { RankIndex } from './rankIndex.ts';
import type { EditQuery } from './ranking.ts';

export interface ReceiverCandidate {
  readonly type: SymbolId;
  readonly access: 'instance' | 'static';
  /** 0 … 1 */
  readonly confidence: number;
}

/** Confidence of a type that only the members used on receivers of the same text or name suggest. */
const SAME_TEXT = 0.7;
const SAME_NAME = 0.5;
/** Confidence of a type only because it is named like the receiver. */
const NAMED_LIKE = 0.5;
/** Share of words that the names must have in common. */
const MIN_OVERLAP = 0.5;
/** An inferred type that is surer than this needs no rivals. */
const SURE = 0.6;
/** A type named like the receiver in a file that is not imported. */
const ELSEWHERE = 0.5;
const MAX_CANDIDATES = 3;
/** Files that are asked how they use a receiver of the same name. */
const MAX_FILES = 40;

/**
 * The types that the expression left of a dot may have, the surest first: what the index infers, else the owners of the
 * members that this file, and then other files, use on a receiver that is written the same, and types that are named
 * like it.
 */
export function receiverCandidates(query: EditQuery, index: RankIndex, receiver: string): ReceiverCandidate[] {
  const { snapshot, file } = query;
  const inferred = snapshot.typeOf(file, receiver, query.cursor.line);
  const candidates: ReceiverCandidate[] = inferred === undefined ? [] : [inferred];
  if (inferred !== undefined && inferred.confidence > SURE) return candidates;
  const here = owners(snapshot, [file], other => other === receiver);
  if (here.size > 0) return merge([...candidates, ...best(snapshot, here, SAME_TEXT)]);
  const name = lastName(receiver);
  if (name === '') return candidates;
  const others = index.filesUsing(name, file, MAX_FILES);
  const there = owners(snapshot, others, other => lastName(other) === name);
  return merge([
    ...candidates,
    ...best(snapshot, there, SAME_NAME),
    ...best(snapshot, namedLike(query, index, name), NAMED_LIKE, 1),
  ]);
}

/** Each type once, with its highest confidence, in the order of the first mention. */
function merge(candidates: readonly ReceiverCandidate[]): ReceiverCandidate[] {
  const found = new Map<SymbolId, ReceiverCandidate>();
  for (const candidate of candidates) {
    const known = found.get(candidate.type);
    if (known === undefined || known.confidence < candidate.confidence) found.set(candidate.type, candidate);
  }
  return [...found.values()];
}

/** Types with members whose names have words in common with `name`, the share of common words as votes. */
function namedLike(query: EditQuery, index: RankIndex, name: string): Map<SymbolId, number> {
  const { snapshot, file } = query;
  const words = new Set(termsOfWord(name));
  const imported = new Set<number>();
  for (const { target, definitions } of snapshot.imports(file)) {
    if (target.kind === 'file') imported.add(target.file);
    for (const definition of definitions) if (definition !== undefined) imported.add(fileOf(definition));
  }
  const votes = new Map<SymbolId, number>();
  for (const { type, terms, common } of index.typesNamed(words)) {
    const overlap = common / (terms + words.size - common);
    if (overlap < MIN_OVERLAP) continue;
    const id = fileOf(type);
    votes.set(type, overlap * (imported.has(id) || id === file ? 1 : ELSEWHERE));
  }
  return votes;
}

/** How often members of each class are used on receivers that `matches` accepts. */
function owners(
  snapshot: Snapshot,
  files: readonly number[],
  matches: (receiver: string) => boolean,
): Map<SymbolId, number> {
  const votes = new Map<SymbolId, number>();
  for (const file of files) {
    const uses = new Set<string>();
    for (const { receiver, name, line } of snapshot.file(file)?.facts.references ?? []) {
      if (receiver !== undefined && matches(receiver)) uses.add(`${line}:${name}`);
    }
    if (uses.size === 0) continue;
    for (const { to, line, confidence } of snapshot.references(file)) {
      const type = uses.has(`${line}:${snapshot.symbol(to)?.name}`) ? owner(snapshot, to) : undefined;
      if (type !== undefined) votes.set(type, (votes.get(type) ?? 0) + confidence);
    }
  }
  return votes;
}

/** The types with most votes; `total` is what the votes are shares of, their sum unless given. */
function best(
  snapshot: Snapshot,
  votes: ReadonlyMap<SymbolId, number>,
  confidence: number,
  total = [...votes.values()].reduce((sum, count) => sum + count, 0),
): ReceiverCandidate[] {
  const place = (id: SymbolId) => snapshot.file(fileOf(id))?.source.path.relative ?? '';
  const sorted = [...votes].sort((a, b) => b[1] - a[1] || comparePlaces(place(a[0]), place(b[0])) || a[0] - b[0]);
  return sorted.slice(0, MAX_CANDIDATES).map(([type, count]) => ({
    type,
    access: 'instance' as const,
    confidence: (confidence * count) / total,
  }));
}

function comparePlaces(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
