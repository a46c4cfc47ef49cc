import { type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, UNRESOLVED } from '../resolver.ts';
import { type CargoPackage, readCrates } from './crates.ts';

/** Crates that come with the compiler. */
const STANDARD: ReadonlySet<string> = new Set(['std', 'core', 'alloc', 'proc_macro', 'test']);

/**
 * Module resolution of Rust by the layout of files: modules below their parent's folder, crates as Cargo's manifests say.
 * What a path names inside the last file is the resolution's rest. A crate wins over a module of its name, which is meant
 * only by `self::` and `crate::`.
 */
export function createRustResolver(tree: FileTree): ImportResolver {
  const crates = readCrates(tree);
  const isRoot = (path: string): boolean => crates.roots.has(path) || /\/(?:lib|main)\.rs$/.test(path);

  /** The folder of a file's child modules. */
  const childFolder = (path: string): string =>
    isRoot(path) || path.endsWith('/mod.rs') ? parentOf(path) : path.replace(/\.rs$/, '');

  const child = (path: string, name: string): string | undefined => moduleIn(tree, childFolder(path), name, path);

  /** From the file `path` along `names`; what is no file of its own is left as the rest. */
  const descend = (path: string, names: readonly string[]): Resolution => {
    let file = path;
    for (const [index, name] of names.entries()) {
      const next = child(file, name) ?? insideInline(tree, childFolder(file), names, index);
      if (typeof next === 'object') return descend(next.path, names.slice(next.after));
      if (next === undefined) return { kind: 'file', path: file, rest: names.slice(index) };
      file = next;
    }
    return { kind: 'file', path: file };
  };

  const parent = (path: string): string | undefined => {
    if (isRoot(path)) return undefined;
    const folder = path.endsWith('/mod.rs') ? parentOf(parentOf(path)) : parentOf(path);
    const named = [`${folder}.rs`, `${folder}/mod.rs`].find(file => file !== path && tree.has(file));
    return named !== undefined && !crates.roots.has(`${folder}/lib.rs`) ? named : rootIn(folder);
  };

  /** The crate whose modules lie in a folder. */
  const rootIn = (folder: string): string | undefined => {
    const usual = [`${folder}/lib.rs`, `${folder}/main.rs`].find(tree.has);
    return usual ?? [...crates.roots.keys()].find(root => parentOf(root) === folder);
  };

  const crateOf = (path: string): string | undefined => {
    if (crates.roots.has(path)) return path;
    const limit = crates.packageOf(path)?.folder ?? '';
    for (let folder = parentOf(path); folder.length >= limit.length && folder !== ''; folder = parentOf(folder)) {
      const root = rootIn(folder);
      if (root !== undefined) return root;
    }
    return undefined;
  };

  /** The crate that code of a package calls `name`. */
  const externCrate = (own: CargoPackage | undefined, name: string): Resolution | undefined => {
    if (STANDARD.has(name)) return { kind: 'external', package: name };
    if (!own) return undefined;
    if (own.dependencies.has(name)) {
      const folder = own.dependencies.get(name);
      const library = folder === undefined ? undefined : crates.libraryOf(folder);
      return library === undefined ? { kind: 'external', package: name } : { kind: 'file', path: library };
    }
    return own.name === name && own.library !== undefined ? { kind: 'file', path: own.library } : undefined;
  };

  const bare = (from: string, names: readonly string[]): Resolution => {
    const [head = ''] = names;
    const own = crates.packageOf(from);
    const outside = externCrate(own, head);
    if (outside) return outside.kind === 'file' ? descend(outside.path, names.slice(1)) : outside;
    const start = own?.oldPaths ? crateOf(from) : from;
    if (start !== undefined && child(start, head) !== undefined) return descend(start, names);
    return own ? { kind: 'file', path: start ?? from, rest: names } : { kind: 'external', package: head };
  };

  return {
    resolve(from, specifier) {
      if (specifier.startsWith('path:')) {
        const path = joinPath(parentOf(from), specifier.slice('path:'.length));
        return tree.has(path) ? { kind: 'file', path } : UNRESOLVED;
      }
      const names = specifier.split('.').filter(Boolean);
      const [head = ''] = names;
      if (head === 'crate') {
        const root = crateOf(from);
        return root === undefined ? UNRESOLVED : descend(root, names.slice(1));
      }
      if (head === 'mod') {
        const found = descend(from, names.slice(1));
        return found.kind === 'file' && found.rest ? UNRESOLVED : found;
      }
      if (head === 'self') return descend(from, names.slice(1));
      if (head !== 'super') return head === '' ? UNRESOLVED : bare(from, names);
      let file: string | undefined = from;
      let at = 0;
      for (; names[at] === 'super' && file !== undefined; at++) file = parent(file);
      return file === undefined ? UNRESOLVED : descend(file, names.slice(at));
    },
    submodule(path, name) {
      if (name.startsWith('::')) return externCrate(crates.packageOf(path), name.slice(2)) ?? UNRESOLVED;
      const found = name === 'crate' ? crateOf(path) : name === 'super' ? parent(path) : child(path, name);
      return found === undefined ? UNRESOLVED : { kind: 'file', path: found };
    },
  };
}

/** The file of the module `name` in a folder, other than the asking file itself. */
function moduleIn(tree: FileTree, folder: string, name: string, asking: string): string | undefined {
  return [`${folder}/${name}.rs`, `${folder}/${name}/mod.rs`].find(path => path !== asking && tree.has(path));
}

/** A file below inline modules, which have a folder and no file: how many names lead to it. */
function insideInline(
  tree: FileTree,
  folder: string,
  names: readonly string[],
  from: number,
): { readonly path: string; readonly after: number } | undefined {
  let inner = folder;
  for (let index = from; index < names.length; index++) {
    inner = `${inner}/${names[index]}`;
    if (!tree.isFolder(inner)) return undefined;
    const path = moduleIn(tree, inner, names[index + 1] ?? '', '');
    if (path !== undefined) return { path, after: index + 2 };
  }
  return undefined;
}
