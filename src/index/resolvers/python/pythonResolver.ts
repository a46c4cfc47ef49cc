import { type FileTree, isInside, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, UNRESOLVED } from '../resolver.ts';
import { isPackage, rootOf, sourceRoots } from './sourceRoots.ts';
import { STANDARD_LIBRARY } from './standardLibrary.ts';

/**
 * Module resolution of Python: relative imports by level, absolute ones along the source roots that the importing file
 * sees. A regular package or a module wins over a namespace package anywhere on the path. The standard library is
 * shadowed only by a file at the top of a project's source root.
 */
export function createPythonResolver(tree: FileTree): ImportResolver {
  const { projects, others } = sourceRoots(tree);
  const cache = new Map<string, Resolution>();

  const submodule = (path: string, name: string): Resolution => {
    const folder = tree.has(path) ? packageFolder(path) : path;
    return folder === undefined ? UNRESOLVED : moduleIn(tree, folder, name);
  };

  const descend = (start: Resolution, names: readonly string[]): Resolution => {
    let current = start;
    for (const name of names) {
      if (current.kind !== 'file' && current.kind !== 'folder') return current;
      current = submodule(current.path, name);
    }
    return current;
  };

  const relative = (from: string, specifier: string): Resolution => {
    const dots = /^\.+/.exec(specifier)?.[0].length ?? 0;
    let folder = parentOf(from);
    for (let level = 1; level < dots; level++) folder = parentOf(folder);
    const names = specifier.slice(dots).split('.').filter(Boolean);
    return descend(packageOf(tree, folder), names);
  };

  /** Source roots in the order of this file's search path. */
  const searchPath = (from: string, standard: boolean): readonly string[] => {
    const own = rootOf(tree, from);
    const near = projects.filter(root => isInside(parentOf(root), from) || isInside(root, from));
    const seen = new Set<string>();
    // A package's root is on the path; the folder of a script only while that script runs.
    if (isPackage(tree, parentOf(from)) || !standard) seen.add(own);
    for (const root of near.sort((a, b) => b.length - a.length)) seen.add(root);
    if (standard) return [...seen].filter(root => projects.includes(root) || root === own);
    for (const root of [...projects, ...others]) seen.add(root);
    return [...seen];
  };

  const absolute = (from: string, specifier: string): Resolution => {
    const names = specifier.split('.');
    const [top = ''] = names;
    const standard = STANDARD_LIBRARY.has(top);
    let second: Resolution | undefined;
    for (const root of searchPath(from, standard)) {
      const first = moduleIn(tree, root, top);
      if (first.kind === 'unresolved') continue;
      const found = descend(first, names.slice(1));
      // A script named like a library means the library.
      if (found.kind === 'file' && found.path === from && packageFolder(from) === undefined) continue;
      if (found.kind === 'file') return found;
      if (standard) continue;
      if (found.kind === 'folder' ? holdsPython(tree, found.path) : first.kind === 'file') second ??= found;
    }
    return second ?? { kind: 'external', package: top };
  };

  return {
    resolve(from, specifier) {
      if (specifier.startsWith('.')) return relative(from, specifier);
      const key = `${parentOf(from)}\n${specifier}`;
      let answer = cache.get(key);
      if (!answer) {
        answer = specifier === '' ? UNRESOLVED : absolute(from, specifier);
        // A module does not find itself, so its own name has an answer of its own.
        if (!from.endsWith(`/${specifier.slice(specifier.lastIndexOf('.') + 1)}.py`)) cache.set(key, answer);
      }
      return answer;
    },
    submodule,
  };
}

/** The folder of a package's own file. */
function packageFolder(path: string): string | undefined {
  return /\/__init__\.pyi?$/.test(path) ? parentOf(path) : undefined;
}

/** The package that a folder is: its `__init__` file, or the folder itself. */
function packageOf(tree: FileTree, folder: string): Resolution {
  for (const name of ['__init__.py', '__init__.pyi']) {
    if (tree.has(`${folder}/${name}`)) return { kind: 'file', path: `${folder}/${name}` };
  }
  return tree.isFolder(folder) ? { kind: 'folder', path: folder } : UNRESOLVED;
}

/** The module or package `name` in `folder`, as Python's path finder takes it; stubs only where there is no source. */
function moduleIn(tree: FileTree, folder: string, name: string): Resolution {
  const inner = `${folder}/${name}`;
  const found = [`${inner}/__init__.py`, `${inner}.py`, `${inner}/__init__.pyi`, `${inner}.pyi`].find(tree.has);
  if (found) return { kind: 'file', path: found };
  return tree.isFolder(inner) ? { kind: 'folder', path: inner } : UNRESOLVED;
}

/** Whether Python stands in a folder or up to two levels below: else it is no namespace package but a name that happens to fit. */
function holdsPython(tree: FileTree, folder: string, levels = 3): boolean {
  return tree
    .entries(folder)
    .some(name => /\.pyi?$/.test(name) || (levels > 1 && holdsPython(tree, `${folder}/${name}`, levels - 1)));
}
