import { parse as parseToml } from 'smol-toml';
import { type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { asObject, asString, asStrings, type JsonObject } from '../javascript/json.ts';

/** Whether a folder is a regular package. */
export function isPackage(tree: FileTree, folder: string): boolean {
  return tree.has(`${folder}/__init__.py`) || tree.has(`${folder}/__init__.pyi`);
}

/** The folder from which the module of `file` is imported: above its topmost package. */
export function rootOf(tree: FileTree, file: string): string {
  let folder = parentOf(file);
  while (folder !== '' && isPackage(tree, folder)) folder = parentOf(folder);
  return folder;
}

/**
 * Folders that stand on the module search path when the project runs: configured package folders, each project's
 * `src` and own folder, the workspace roots; and then every folder that directly holds a regular package.
 */
export function sourceRoots(tree: FileTree): {
  readonly projects: readonly string[];
  readonly others: readonly string[];
} {
  const projects = new Set<string>();
  const add = (folder: string): void => {
    if (tree.isFolder(folder)) projects.add(folder);
  };
  const folders = new Set(tree.roots);
  for (const name of ['pyproject.toml', 'setup.py', 'setup.cfg']) {
    for (const path of tree.withName(name)) folders.add(parentOf(path));
  }
  for (const folder of [...folders].sort(byDepth)) {
    for (const inner of configuredFolders(tree.read(`${folder}/pyproject.toml`))) add(joinPath(folder, inner));
    add(`${folder}/src`);
    add(folder);
  }
  const others = new Set<string>();
  for (const name of ['__init__.py', '__init__.pyi']) {
    for (const path of tree.withName(name)) {
      const root = parentOf(parentOf(path));
      if (root !== '' && !isPackage(tree, root) && !projects.has(root)) others.add(root);
    }
  }
  return { projects: [...projects], others: [...others].sort(byDepth) };
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

/** Folders of pyproject.toml: setuptools' `package-dir` and `where`, poetry's `from`, pytest's `pythonpath`, pyright's `extraPaths`. */
function configuredFolders(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  let tool: JsonObject | undefined;
  try {
    tool = asObject(asObject(parseToml(text))?.['tool']);
  } catch {
    return [];
  }
  const setuptools = asObject(tool?.['setuptools']);
  const poetry = asObject(tool?.['poetry'])?.['packages'];
  return [
    ...asStrings(asObject(setuptools?.['package-dir'])?.['']),
    ...asStrings(asObject(asObject(setuptools?.['packages'])?.['find'])?.['where']),
    ...(Array.isArray(poetry) ? poetry.flatMap(item => asString(asObject(item)?.['from']) ?? []) : []),
    ...asStrings(asObject(asObject(tool?.['pytest'])?.['ini_options'])?.['pythonpath']),
    ...asStrings(asObject(tool?.['pyright'])?.['extraPaths']),
  ];
}
