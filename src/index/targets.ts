import type { FileRecord } from './fileRecord.ts';
import type { LanguageFamily, ModuleTarget } from './resolve/program.ts';
import type { ImportResolver, Resolution } from './resolvers/resolver.ts';
import { absolutePath, type WorkspaceState } from './workspaceState.ts';

export const UNRESOLVED: ModuleTarget = { kind: 'unresolved' };

/** Resolvers over the files of one state, made when first needed. */
export type Resolvers = Map<LanguageFamily, ImportResolver>;

/** Where a file's specifiers lead. */
export type Targets = ReadonlyMap<string, ModuleTarget>;

/** The family's resolver over this state's files; none where modules are found by the names they declare. */
export function resolverFor(
  state: WorkspaceState,
  resolvers: Resolvers,
  family: LanguageFamily,
): ImportResolver | undefined {
  let resolver = resolvers.get(family);
  if (!resolver && family.createResolver) {
    resolver = family.createResolver(state.table);
    resolvers.set(family, resolver);
  }
  return resolver;
}

/** Where all specifiers of a file lead. Needs its facts. */
export function resolveTargets(state: WorkspaceState, resolvers: Resolvers, file: FileRecord): Targets {
  const specifiers = new Set<string>();
  const { family } = file;
  for (const { specifier } of family ? file.facts.imports : []) {
    specifiers.add(specifier);
    for (const more of family?.moreSpecifiers?.(specifier) ?? []) specifiers.add(more);
  }
  for (const { specifier } of family ? file.facts.exports : []) if (specifier !== undefined) specifiers.add(specifier);
  return resolveSpecifiers(state, resolvers, file, specifiers);
}

/** Whether the same specifiers lead elsewhere in another state. */
export function leadElsewhere(state: WorkspaceState, resolvers: Resolvers, file: FileRecord, before: Targets): boolean {
  const now = resolveSpecifiers(state, resolvers, file, before.keys());
  for (const [specifier, target] of before) {
    const other = now.get(specifier);
    if (!other || targetText(other) !== targetText(target)) return true;
  }
  return false;
}

/** Where these specifiers lead, written in this file. */
export function resolveSpecifiers(
  state: WorkspaceState,
  resolvers: Resolvers,
  { id, family }: FileRecord,
  specifiers: Iterable<string>,
): Targets {
  const targets = new Map<string, ModuleTarget>();
  const path = absolutePath(state, id);
  if (!family || path === undefined) return targets;
  const resolver = resolverFor(state, resolvers, family);
  for (const specifier of specifiers) {
    const target: ModuleTarget = resolver
      ? toTarget(state, family, resolver.resolve(path, specifier))
      : { kind: 'package', family, key: specifier };
    targets.set(specifier, target);
  }
  return targets;
}

function targetText(target: ModuleTarget): string {
  if (target.kind === 'file') return `file ${target.file} ${target.rest?.join('.') ?? ''}`;
  return target.kind === 'package' ? `package ${target.key}` : JSON.stringify(target);
}

/** What a resolver found, by ids. */
export function toTarget(state: WorkspaceState, family: LanguageFamily, resolution: Resolution): ModuleTarget {
  if (resolution.kind === 'folder') return { kind: 'package', family, key: resolution.path };
  if (resolution.kind !== 'file') return resolution;
  const file = state.table.id(resolution.path);
  if (file === undefined) return UNRESOLVED;
  return { kind: 'file', file, ...(resolution.rest?.length ? { rest: resolution.rest } : {}) };
}
