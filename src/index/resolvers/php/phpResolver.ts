import { ancestors, type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, UNRESOLVED } from '../resolver.ts';

/**
 * Where PHP's `use` and `include` lead: a namespace is itself, and known to be the repository's own where composer.json
 * maps its prefix to a folder (PSR-4); an included path is seen from the file's folder or from one above.
 */
export function createPhpResolver(tree: FileTree): ImportResolver {
  const prefixes = autoloadPrefixes(tree);
  return {
    resolve(from, specifier) {
      if (specifier.includes('/')) return included(tree, from, specifier);
      const mapped = prefixes.filter(({ prefix }) => specifier === prefix || specifier.startsWith(`${prefix}.`));
      const rest = (prefix: string): string => specifier.slice(prefix.length + 1).replaceAll('.', '/');
      const known = mapped.some(({ prefix, folder }) => tree.isFolder(joinPath(folder, rest(prefix))));
      return mapped.length > 0 && !known ? UNRESOLVED : { kind: 'folder', path: specifier };
    },
    submodule: () => UNRESOLVED,
  };
}

function included(tree: FileTree, from: string, specifier: string): Resolution {
  if (specifier.startsWith('/')) return { kind: 'external', package: specifier };
  for (const folder of specifier.startsWith('.') ? [parentOf(from)] : ancestors(parentOf(from))) {
    const path = joinPath(folder, specifier);
    if (tree.has(path)) return { kind: 'file', path };
  }
  // Composer makes its autoloader, and other files under vendor, when packages are installed.
  if (/(^|\/)vendor\//.test(specifier)) return { kind: 'external', package: specifier.replace(/^[./]+/, '') };
  return UNRESOLVED;
}

interface Prefix {
  /** Namespace, parts separated by dots. */
  readonly prefix: string;
  readonly folder: string;
}

function autoloadPrefixes(tree: FileTree): readonly Prefix[] {
  return tree.withName('composer.json').flatMap(path => {
    const text = tree.read(path);
    const sections = text === undefined ? [] : autoloads(text);
    return sections
      .flatMap(section =>
        Object.entries(section).flatMap(([namespace, folders]) =>
          [folders]
            .flat()
            .filter(folder => typeof folder === 'string')
            .map(folder => ({
              prefix: namespace.replace(/\\+$/, '').replaceAll('\\', '.'),
              folder: joinPath(parentOf(path), folder),
            })),
        ),
      )
      .filter(({ prefix }) => prefix !== '');
  });
}

/** The PSR-4 tables of a composer.json; none of a damaged one. */
function autoloads(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const json: unknown = JSON.parse(text);
    return ['autoload', 'autoload-dev'].map(section => record(record(record(json)[section])['psr-4']));
  } catch {
    return [];
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
