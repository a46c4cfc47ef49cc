import type { FileRecord } from './fileRecord.ts';
import type { LanguageFamily, ModuleTarget } from './resolve/program.ts';
import type { ImportResolver, Resolution } from './resolvers/resolver.ts';
import { absolutePath, type WorkspaceState } from './workspaceState.ts';

export const UNRESOLVED: ModuleTarget = { kind: 'unresolved' };

/** Resolvers over the files of one state, made when first needed. */
export type Resolvers = Map<LanguageFamily, ImportResolver>;

/** Where a file's specifiers lead, and the same as text, for comparing. */
export interface Targets {
  readonly bySpecifier: ReadonlyMap<string, ModuleTarget>;
  readonly text: string;
}

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

/** Where all specifiers of a file lead. */
export function resolveTargets(state: WorkspaceState, resolvers: Resolvers, file: FileRecord): Targets {
  const bySpecifier = new Map<string, ModuleTarget>();
  const path = absolutePath(state, file.id);
  const { family } = file;
  if (!family || path === undefined) return { bySpecifier, text: '' };
  const resolver = resolverFor(state, resolvers, family);
  const add = (specifier: string): void => {
    if (bySpecifier.has(specifier)) return;
    const target: ModuleTarget = resolver
      ? toTarget(state, family, resolver.resolve(path, specifier))
      : { kind: 'package', family, key: specifier };
    bySpecifier.set(specifier, target);
  };
  for (const { specifier } of file.facts.imports) {
    add(specifier);
    family.moreSpecifiers?.(specifier).forEach(add);
  }
  for (const { specifier } of file.facts.exports) if (specifier !== undefined) add(specifier);
  const text = [...bySpecifier].map(([specifier, target]) => `${specifier}\t${targetText(target)}`).join('\n');
  return { bySpecifier, text };
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
