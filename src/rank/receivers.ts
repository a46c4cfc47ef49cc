import type { FileFacts } from '../facts/fileFacts.ts';
import { fileOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import { owner } from './members.ts';
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
const MAX_CANDIDATES = 3;
/** Files that are asked how they use a receiver of the same name. */
const MAX_FILES = 40;

/**
 * The types that the expression left of a dot may have, the surest first: what the index infers, else the owners of the
 * members that this file, and then other files, use on a receiver that is written the same.
 */
export function receiverCandidates(query: EditQuery, receiver: string): ReceiverCandidate[] {
  const { snapshot, file } = query;
  const inferred = snapshot.typeOf(file, receiver, query.cursor.line);
  if (inferred !== undefined) return [inferred];
  const here = owners(snapshot, [file], other => other === receiver);
  if (here.size > 0) return best(here, SAME_TEXT);
  const name = lastName(receiver);
  if (name === '') return [];
  const others = snapshot.files
    .filter(({ id, facts }) => id !== file && receiverNames(facts).has(name))
    .slice(0, MAX_FILES);
  const ids = others.map(({ id }) => id);
  return best(
    owners(snapshot, ids, other => lastName(other) === name),
    SAME_NAME,
  );
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

function best(votes: ReadonlyMap<SymbolId, number>, confidence: number): ReceiverCandidate[] {
  const sorted = [...votes].sort((a, b) => b[1] - a[1] || fileOf(a[0]) - fileOf(b[0]) || a[0] - b[0]);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  return sorted.slice(0, MAX_CANDIDATES).map(([type, count]) => ({
    type,
    access: 'instance' as const,
    confidence: (confidence * count) / total,
  }));
}

/** `client` for `this.client`, `get` for `a.get()`. */
function lastName(receiver: string): string {
  return /([\p{L}_$][\p{L}\p{N}_$]*)(?:\(.*\)|\[.*\])?$/u.exec(receiver)?.[1] ?? '';
}

const namesCache = new WeakMap<FileFacts, ReadonlySet<string>>();

function receiverNames(facts: FileFacts): ReadonlySet<string> {
  let names = namesCache.get(facts);
  if (names === undefined) {
    const found = new Set<string>();
    for (const { receiver } of facts.references) if (receiver !== undefined) found.add(lastName(receiver));
    names = found;
    namesCache.set(facts, names);
  }
  return names;
}
