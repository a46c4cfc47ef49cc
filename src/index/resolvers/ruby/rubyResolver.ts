import { ancestors, type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, UNRESOLVED } from '../resolver.ts';

/** Folders that stand on Ruby's load path by convention: of gems, and of their tests. */
const LOAD_FOLDERS = ['lib', 'spec', 'test', 'app'];

/**
 * Where `require` leads: a relative path from the file's folder; another one from the `lib` folders of the gems that the
 * workspace holds and from the folders beside the file that are on the load path when its tests run.
 */
export function createRubyResolver(tree: FileTree): ImportResolver {
  const gems = gemFolders(tree);
  const cache = new Map<string, Resolution>();

  const required = (from: string, specifier: string): Resolution => {
    const places: string[] = [];
    for (const folder of ancestors(parentOf(from))) {
      for (const name of LOAD_FOLDERS) if (tree.isFolder(`${folder}/${name}`)) places.push(`${folder}/${name}`);
      if (tree.roots.includes(folder)) break;
    }
    for (const gem of gems) places.push(`${gem}/lib`);
    for (const place of places) {
      const path = rubyFile(tree, place, specifier);
      if (path !== undefined && path !== from) return { kind: 'file', path };
    }
    const [top = ''] = specifier.split('/');
    const isOwn =
      specifier.includes('/') &&
      gems.some(gem => tree.has(`${gem}/lib/${top}.rb`) && tree.isFolder(`${gem}/lib/${top}`));
    return isOwn ? UNRESOLVED : { kind: 'external', package: top };
  };

  return {
    resolve(from, specifier) {
      if (specifier.startsWith('.')) {
        const path = rubyFile(tree, parentOf(from), specifier);
        return path === undefined ? UNRESOLVED : { kind: 'file', path };
      }
      if (specifier.startsWith('/')) return { kind: 'external', package: specifier };
      const key = `${parentOf(from)}\n${specifier}`;
      let answer = cache.get(key);
      if (!answer) {
        answer = required(from, specifier);
        if (answer.kind === 'file') cache.set(key, answer);
      }
      return answer.kind === 'file' && answer.path === from ? { kind: 'external', package: specifier } : answer;
    },
    submodule: () => UNRESOLVED,
  };
}

/** Folders with a gem's description, sorted. */
function gemFolders(tree: FileTree): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    const entries = tree.entries(folder);
    if (entries.some(name => name.endsWith('.gemspec') || name === 'Gemfile')) found.push(folder);
    if (depth === 0) return;
    for (const name of entries) if (tree.isFolder(`${folder}/${name}`)) visit(`${folder}/${name}`, depth - 1);
  };
  for (const root of tree.roots) visit(root, 3);
  return [...new Set(found)].sort();
}

function rubyFile(tree: FileTree, folder: string, specifier: string): string | undefined {
  const path = joinPath(folder, specifier);
  return [`${path}.rb`, path, `${path}.rake`].find(tree.has);
}
