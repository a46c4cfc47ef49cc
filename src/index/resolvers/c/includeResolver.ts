import { ancestors, type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, UNRESOLVED } from '../resolver.ts';
import { includeRoots } from './includeRoots.ts';
import { isStandardHeader } from './standardHeaders.ts';

/** Folders below a project's or a component's own in which headers usually lie. */
const USUAL = ['', '/include', '/src', '/inc', '/source', '/lib'];

const MODULE_ENDINGS = ['.cppm', '.ixx', '.ccm', '.cxxm', '.mpp', '.c++m', '.cpp', '.cc', '.cxx'];

/**
 * Where includes and imports of C and C++ lead: `x.h` to the file's own folder first, then as `<x.h>` to the build's include
 * folders, to the usual folders above the file, and to the one file of the workspace whose path ends so. `@a.b` is a module.
 */
export function createIncludeResolver(tree: FileTree): ImportResolver {
  const roots = includeRoots(tree);
  const cache = new Map<string, Resolution>();

  const include = (from: string, path: string, quoted: boolean): Resolution => {
    const folder = parentOf(from);
    const own = joinPath(folder, path);
    if (quoted && tree.has(own)) return { kind: 'file', path: own };
    const configured = roots.map(root => joinPath(root, path)).find(tree.has);
    if (configured) return { kind: 'file', path: configured };
    if (!quoted && isStandardHeader(path)) return { kind: 'external', package: path };
    for (const above of ancestors(folder)) {
      for (const usual of USUAL) {
        const found = joinPath(above + usual, path);
        if (tree.has(found)) return { kind: 'file', path: found };
      }
      if (tree.roots.includes(above)) break;
    }
    const ending = nearestEnding(tree, from, path.replace(/^(?:\.\.?\/)+/, ''), quoted);
    if (ending) return { kind: 'file', path: ending };
    // Quotes look beside the file first; what is not there may still be the compiler's.
    if (path.endsWith('.h') && isStandardHeader(path)) return { kind: 'external', package: path };
    // A header in a folder that the workspace does not have belongs to a library.
    if (quoted && (!path.includes('/') || path.startsWith('.') || knowsFolder(tree, folder, path))) return UNRESOLVED;
    return { kind: 'external', package: path.split('/', 1)[0] ?? path };
  };

  return {
    resolve(from, specifier) {
      const key = `${parentOf(from)}\n${specifier}`;
      let answer = cache.get(key);
      if (!answer) {
        const angled = /^<(.*)>$/.exec(specifier)?.[1];
        if (specifier.startsWith('@')) answer = moduleFile(tree, from, specifier.slice(1));
        else answer = include(from, angled ?? specifier.replaceAll('\\', '/'), angled === undefined);
        cache.set(key, answer);
      }
      return answer;
    },
    submodule: () => UNRESOLVED,
  };
}

/** The file whose path ends so: the only one, or for a quoted path the one nearest to `from`. */
function nearestEnding(tree: FileTree, from: string, path: string, quoted: boolean): string | undefined {
  const fits = tree.withName(path.slice(path.lastIndexOf('/') + 1)).filter(file => file.endsWith(`/${path}`));
  if (fits.length < 2) return fits[0];
  return quoted || path.includes('/') ? nearest(from, fits) : undefined;
}

function nearest(from: string, files: readonly string[]): string | undefined {
  let best: string | undefined;
  let longest = -1;
  for (const file of files) {
    let length = 0;
    while (length < from.length && from[length] === file[length]) length++;
    if (length > longest) [best, longest] = [file, length];
  }
  return best;
}

function knowsFolder(tree: FileTree, folder: string, path: string): boolean {
  const first = path.split('/', 1)[0] ?? '';
  for (const above of ancestors(folder)) {
    if (USUAL.some(usual => tree.isFolder(`${above}${usual}/${first}`))) return true;
    if (tree.roots.includes(above)) break;
  }
  return false;
}

/** The interface file of a module: named like the module or its last part; a partition follows its module's name. */
function moduleFile(tree: FileTree, from: string, name: string): Resolution {
  const stem =
    parentOf(from) &&
    (from
      .slice(from.lastIndexOf('/') + 1)
      .replace(/\.[^.]*$/, '')
      .split(/[-.]/, 1)[0] ??
      '');
  const full = name.startsWith(':') ? `${stem}${name}` : name;
  const last = full.slice(Math.max(full.lastIndexOf('.'), full.lastIndexOf(':')) + 1);
  for (const written of [
    full,
    full.replace(/[.:]/g, '-'),
    full.replace(/[.:]/g, '_'),
    full.replace(/[.:]/g, '/'),
    last,
  ]) {
    for (const ending of MODULE_ENDINGS) {
      const path = `${written}${ending}`;
      const fits = tree.withName(path.slice(path.lastIndexOf('/') + 1)).filter(file => file.endsWith(`/${path}`));
      const found = nearest(
        from,
        fits.filter(file => file !== from),
      );
      if (found) return { kind: 'file', path: found };
    }
  }
  return { kind: 'external', package: name };
}
