import { compareStrings } from '../../base/paths.ts';
import type { ReferenceFact } from '../../facts/fileFacts.ts';
import { type ConfidenceLevel, levelOf } from '../../graph/confidence.ts';
import { EDGE_KINDS } from '../../index/resolve/references.ts';
import {
  type IndexedFile,
  type ReferenceEdge,
  type ReferenceRule,
  type Snapshot,
  symbolId,
} from '../../index/snapshot.ts';

/** How the references of one kind were resolved. */
export interface ReferenceReport {
  readonly kind: ReferenceEdge['kind'];
  readonly references: number;
  readonly resolved: number;
  /** By rule, the surest first; `confidence` is the rule's figure, 0 … 1. */
  readonly rules: readonly { readonly rule: ReferenceRule; readonly count: number; readonly confidence: number }[];
  /** The resolved ones by level of confidence. */
  readonly levels: Readonly<Record<ConfidenceLevel, number>>;
  /** Cannot be resolved inside: no symbol of the workspace has that name, or it comes from an import of an outside package. */
  readonly outside: number;
  /** The name is a parameter or local variable: what it holds is not followed. */
  readonly local: number;
  /** Could be inside, and is not known. */
  readonly unresolved: number;
  /** 0 … 1: unresolved among resolved and unresolved; 0 when there are none. */
  readonly unresolvedShare: number;
  /** The commonest unresolved names, at most five, each with a place: path and 0-based line. */
  readonly top: readonly {
    readonly name: string;
    readonly count: number;
    readonly path: string;
    readonly line: number;
  }[];
}

const SHOWN = 5;

/** Reports by kind: calls, types, inheritance, values. */
export function reportReferences(snapshot: Snapshot): readonly ReferenceReport[] {
  const drafts = { call: newDraft(), type: newDraft(), inherit: newDraft(), value: newDraft() };
  for (const file of snapshot.files) {
    const edges = snapshot.references(file.id);
    for (const edge of edges) {
      const rule = drafts[edge.kind].rules.get(edge.rule) ?? { rule: edge.rule, count: 0, confidence: edge.confidence };
      rule.count += 1;
      drafts[edge.kind].rules.set(edge.rule, rule);
      drafts[edge.kind].levels[levelOf(edge.confidence)] += 1;
    }
    const open = new Set(unmatched(snapshot, file, edges));
    const reasonOf = explainOpen(snapshot, file);
    for (const fact of file.facts.references) {
      const draft = drafts[EDGE_KINDS[fact.kind]];
      draft.references += 1;
      if (!open.has(fact)) continue;
      const reason = reasonOf(fact);
      draft[reason] += 1;
      if (reason === 'unresolved') note(draft, fact, file);
    }
  }
  return (['call', 'type', 'inherit', 'value'] as const).map(kind => finished(kind, drafts[kind]));
}

interface Draft {
  references: number;
  outside: number;
  local: number;
  unresolved: number;
  readonly rules: Map<ReferenceRule, { rule: ReferenceRule; count: number; confidence: number }>;
  readonly levels: Record<ConfidenceLevel, number>;
  readonly names: Map<string, { name: string; count: number; path: string; line: number }>;
}

function newDraft(): Draft {
  const levels = { high: 0, medium: 0, low: 0 };
  return { references: 0, outside: 0, local: 0, unresolved: 0, rules: new Map(), levels, names: new Map() };
}

function note(draft: Draft, { line, name }: ReferenceFact, file: IndexedFile): void {
  const known = draft.names.get(name);
  if (known) known.count += 1;
  else draft.names.set(name, { name, count: 1, path: file.source.path.relative, line });
}

function finished(kind: ReferenceReport['kind'], draft: Draft): ReferenceReport {
  const { levels, local, names, outside, references, rules, unresolved } = draft;
  const resolved = references - outside - local - unresolved;
  return {
    kind,
    references,
    resolved,
    rules: [...rules.values()].sort((a, b) => b.confidence - a.confidence || compareStrings(a.rule, b.rule)),
    levels,
    outside,
    local,
    unresolved,
    unresolvedShare: resolved + unresolved === 0 ? 0 : unresolved / (resolved + unresolved),
    top: [...names.values()].sort((a, b) => b.count - a.count || compareStrings(a.name, b.name)).slice(0, SHOWN),
  };
}

/** References without an edge. Edges do not say which reference they come from, only its place: names decide between several. */
function unmatched(snapshot: Snapshot, file: IndexedFile, edges: readonly ReferenceEdge[]): readonly ReferenceFact[] {
  const groups = new Map<string, ReferenceFact[]>();
  for (const fact of file.facts.references) {
    const key = `${EDGE_KINDS[fact.kind]} ${fact.line} ${symbolId(file.id, fact.enclosing)}`;
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  for (const edge of edges) {
    const group = groups.get(`${edge.kind} ${edge.line} ${edge.from}`) ?? [];
    const name = snapshot.symbol(edge.to)?.name;
    const index = group.findIndex(fact => fact.name === name);
    group.splice(Math.max(0, index), 1);
  }
  return [...groups.values()].flat();
}

/** Why a reference of the file has no edge. */
function explainOpen(
  snapshot: Snapshot,
  file: IndexedFile,
): (fact: ReferenceFact) => 'outside' | 'local' | 'unresolved' {
  const external = new Set<string>();
  for (const { fact, target } of snapshot.imports(file.id)) {
    if (target.kind !== 'external') continue;
    for (const { local } of fact.names) external.add(local);
  }
  const bindings = new Map<string, (readonly [number, number])[]>();
  for (const { name, scope } of file.facts.bindings) {
    const known = bindings.get(name);
    if (known) known.push(scope);
    else bindings.set(name, [scope]);
  }
  const isBound = (name: string, line: number): boolean =>
    bindings.get(name)?.some(([first, last]) => first <= line && line <= last) === true;
  return ({ line, name, receiver }) => {
    if (receiver === undefined && isBound(name, line)) return 'local';
    if (snapshot.named(name).length === 0) return 'outside';
    const root = /^[\p{L}\p{N}_$]+/u.exec(receiver ?? name)?.[0] ?? '';
    return external.has(root) && !isBound(root, line) ? 'outside' : 'unresolved';
  };
}
