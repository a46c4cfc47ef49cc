import { ancestors, type FileTree, isInside, joinPath, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, resolverByFolder, UNRESOLVED } from '../resolver.ts';
import { type GoModule, parseGoMod, parseGoWork } from './goMod.ts';

interface PlacedModule extends GoModule {
  readonly folder: string;
  /** Whether a go.work file uses it. */
  readonly used: boolean;
}

/**
 * Import paths of Go: a package is the folder below its module's. Modules are those of the workspace's go.mod files, seen
 * from the importing file: its own `replace` lines first, then its vendored packages, then the module whose path is the
 * longest prefix, whether it is required or not. Everything else is external.
 */
export function createGoResolver(tree: FileTree): ImportResolver {
  const modules = readModules(tree);
  const byFolder = new Map(modules.map(module => [module.folder, module]));
  const byPath = new Map<string, PlacedModule[]>();
  for (const module of modules) {
    const same = byPath.get(module.path);
    if (same) same.push(module);
    else byPath.set(module.path, [module]);
  }

  const moduleOf = (folder: string): PlacedModule | undefined => {
    for (const each of ancestors(folder)) {
      const module = byFolder.get(each);
      if (module) return module;
    }
    return undefined;
  };

  /** Of several modules with one path the importing file's own, then one in use, then the nearest. */
  const moduleAt = (path: string, from: string): PlacedModule | undefined => {
    const [only, ...others] = byPath.get(path) ?? [];
    if (!only || others.length === 0) return only;
    const rank = (module: PlacedModule): number =>
      (isInside(module.folder, from) ? 1e6 : 0) + (module.used ? 1e4 : 0) + sharedLength(module.folder, from);
    return [only, ...others].reduce((best, module) => (rank(module) > rank(best) ? module : best));
  };

  const inModule = (own: PlacedModule | undefined, folder: string, specifier: string): Resolution | undefined => {
    for (const prefix of prefixes(specifier)) {
      const rest = specifier.slice(prefix.length + 1);
      const replaced = own?.replacements.get(prefix);
      if (replaced !== undefined && /^(?:\.{1,2}(?:\/|$)|\/)/.test(replaced)) {
        return packageIn(tree, joinPath(replaced.startsWith('/') ? '' : (own?.folder ?? ''), `${replaced}/${rest}`));
      }
      const module = moduleAt(replaced ?? prefix, folder);
      if (module) return packageIn(tree, joinPath(module.folder, rest));
    }
    return undefined;
  };

  const resolve = (folder: string, specifier: string): Resolution => {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return packageIn(tree, joinPath(folder, specifier));
    const own = moduleOf(folder);
    for (const each of ancestors(folder)) {
      const vendored = packageIn(tree, `${each}/vendor/${specifier}`);
      if (vendored.kind === 'folder') return vendored;
      if (each === own?.folder) break;
    }
    const [first = ''] = specifier.split('/', 1);
    const found = inModule(own, folder, specifier);
    if (found) return found;
    // Without a dot in its first part it belongs to the standard library.
    if (!first.includes('.')) return { kind: 'external', package: specifier };
    const below = own ? undefined : belowRoot(tree, specifier);
    if (below) return below;
    const required = prefixes(specifier).find(prefix => own?.requires.includes(prefix));
    return { kind: 'external', package: required ?? specifier };
  };

  return resolverByFolder(resolve);
}

function readModules(tree: FileTree): readonly PlacedModule[] {
  const used = new Set<string>();
  for (const path of tree.withName('go.work')) {
    for (const folder of parseGoWork(tree.read(path) ?? '')) used.add(joinPath(parentOf(path), folder));
  }
  return tree.withName('go.mod').flatMap(path => {
    const folder = parentOf(path);
    const module = parseGoMod(tree.read(path) ?? '');
    return module.path === '' ? [] : [{ ...module, folder, used: used.has(folder) }];
  });
}

/** The package in a folder, where it holds sources of Go. */
function packageIn(tree: FileTree, folder: string): Resolution {
  const holds = tree.isFolder(folder) && tree.entries(folder).some(name => name.endsWith('.go'));
  return holds ? { kind: 'folder', path: folder } : UNRESOLVED;
}

/** Without any go.mod: `host/owner/name/rest` from a root called `name`. */
function belowRoot(tree: FileTree, specifier: string): Resolution | undefined {
  const parts = specifier.split('/');
  for (const root of tree.roots) {
    const at = parts.indexOf(root.slice(root.lastIndexOf('/') + 1), 1);
    const found = at < 0 ? UNRESOLVED : packageIn(tree, joinPath(root, parts.slice(at + 1).join('/')));
    if (found.kind === 'folder') return found;
  }
  return undefined;
}

/** `a/b/c`, `a/b`, `a`. */
function prefixes(path: string): readonly string[] {
  return [...ancestors(path)];
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
