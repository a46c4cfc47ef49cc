import { compareStrings } from '../../base/paths.ts';
import type { ResolvedImport, Snapshot } from '../../index/snapshot.ts';

/** Where the import statements of one language lead. */
export interface ImportReport {
  readonly language: string;
  readonly imports: number;
  /** To a file of the workspace; to a package or namespace of the workspace made of several files. */
  readonly inside: number;
  readonly package: number;
  /** To a package outside the workspace, or the standard library. */
  readonly external: number;
  readonly unresolved: number;
  /** Those of the unresolved that should lead into the repository: relative ones, and names that the repository has. */
  readonly unresolvedInside: number;
  /** 0 … 1: `unresolvedInside` among all imports that lead, or should lead, into the repository; 0 when there are none. */
  readonly unresolvedShare: number;
  /** The commonest unresolved specifiers, at most ten. */
  readonly top: readonly UnresolvedSpecifier[];
}

export interface UnresolvedSpecifier {
  readonly specifier: string;
  readonly count: number;
  readonly inside: boolean;
  /** A place where it stands: path and 0-based line. */
  readonly path: string;
  readonly line: number;
}

const SHOWN = 10;

/** Counts by language, the most imports first; languages without imports are left out. */
export function reportImports(snapshot: Snapshot): readonly ImportReport[] {
  const names = repositoryNames(snapshot);
  const byLanguage = new Map<string, Found[]>();
  for (const { facts, id, source } of snapshot.files) {
    for (const resolved of snapshot.imports(id)) {
      const found = { resolved, path: source.path.relative };
      const known = byLanguage.get(facts.language);
      if (known) known.push(found);
      else byLanguage.set(facts.language, [found]);
    }
  }
  return [...byLanguage]
    .map(([language, found]) => reportLanguage(language, found, names))
    .sort((a, b) => b.imports - a.imports || compareStrings(a.language, b.language));
}

interface Found {
  readonly resolved: ResolvedImport;
  readonly path: string;
}

function reportLanguage(language: string, found: readonly Found[], names: ReadonlySet<string>): ImportReport {
  const counts = { file: 0, package: 0, external: 0, unresolved: 0 };
  const unresolved = new Map<string, UnresolvedSpecifier>();
  let unresolvedInside = 0;
  for (const { path, resolved } of found) {
    const kind = resolved.target.kind;
    counts[kind] += 1;
    if (kind !== 'unresolved') continue;
    const { specifier, span } = resolved.fact;
    const before = unresolved.get(specifier);
    const inside = before?.inside === true || belongsInside(specifier, names);
    if (inside) unresolvedInside += 1;
    const first = before ?? { path, line: span[0] };
    unresolved.set(specifier, {
      specifier,
      count: (before?.count ?? 0) + 1,
      inside,
      path: first.path,
      line: first.line,
    });
  }
  const all = counts.file + counts.package + unresolvedInside;
  return {
    language,
    imports: found.length,
    inside: counts.file,
    package: counts.package,
    external: counts.external,
    unresolved: counts.unresolved,
    unresolvedInside,
    unresolvedShare: all === 0 ? 0 : unresolvedInside / all,
    top: [...unresolved.values()]
      .sort((a, b) => b.count - a.count || compareStrings(a.specifier, b.specifier))
      .slice(0, SHOWN),
  };
}

/** Names of the repository's folders, and of its parsed files without their endings. */
function repositoryNames(snapshot: Snapshot): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { facts, source } of snapshot.files) {
    if (facts.language === 'text') continue;
    const parts = source.path.relative.split('/');
    const file = parts.pop() ?? '';
    names.add(file.replace(/\..*$/, ''));
    for (const folder of parts) names.add(folder);
  }
  return names;
}

/** A relative specifier, or one whose first name is a folder or file of the repository. Rather one too many than hidden. */
function belongsInside(specifier: string, names: ReadonlySet<string>): boolean {
  if (/^(?:\.|\/|[@~#]\/|crate\b|self\b|super\b)/.test(specifier)) return true;
  const first = /^[@~#]?([^/.:\\]+)/.exec(specifier)?.[1];
  return first !== undefined && names.has(first);
}
