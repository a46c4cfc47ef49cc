import { ancestors, type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, UNRESOLVED } from '../resolver.ts';

/**
 * Where PHP's `use` and `include` lead: a namespace is itself, whatever composer.json maps it to, because files say which one
 * they are in; an included path is seen from the file's folder or, without a leading dot, from one above as well.
 */
export function createPhpResolver(tree: FileTree): ImportResolver {
  return {
    resolve: (from, specifier) =>
      specifier.includes('/') ? included(tree, from, specifier) : { kind: 'folder', path: specifier },
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
