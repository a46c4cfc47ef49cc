import { type FileTree, joinPath } from '../../fileTree.ts';

const EXTENSIONS = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.mts', '.d.cts'];
const OTHER = ['.vue', '.svelte', '.astro'];

/** What stands for an emitted extension in the sources, the likeliest first. */
const SOURCES: readonly (readonly [emitted: string, sources: readonly string[]])[] = [
  ['.d.mts', ['.mts', '.d.mts', '.ts']],
  ['.d.cts', ['.cts', '.d.cts', '.ts']],
  ['.d.ts', ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx']],
  ['.mjs', ['.mts', '.d.mts', '.mjs', '.ts', '.tsx', '.js']],
  ['.cjs', ['.cts', '.d.cts', '.cjs', '.ts', '.tsx', '.js']],
  ['.jsx', ['.tsx', '.d.ts', '.jsx']],
  ['.js', ['.ts', '.tsx', '.d.ts', '.js', '.jsx']],
];

/** `stem` of a path whose extension a compiler emits, with the extensions its source may have. */
export function sourcesOf(path: string): { readonly stem: string; readonly extensions: readonly string[] } | undefined {
  for (const [emitted, extensions] of SOURCES) {
    if (path.endsWith(emitted)) return { stem: path.slice(0, -emitted.length), extensions };
  }
  return undefined;
}

/** The file that `path`, without or with an extension, means: TypeScript's substitution, then extensions. */
export function probeFile(tree: FileTree, path: string): string | undefined {
  const source = sourcesOf(path);
  if (source) {
    for (const extension of source.extensions) {
      if (tree.has(source.stem + extension)) return source.stem + extension;
    }
  }
  if (tree.has(path)) return path;
  for (const extension of EXTENSIONS) if (tree.has(path + extension)) return path + extension;
  for (const extension of OTHER) if (tree.has(path + extension)) return path + extension;
  return undefined;
}

/** The index file of a folder. */
export function probeIndex(tree: FileTree, folder: string): string | undefined {
  return tree.isFolder(folder) ? probeFile(tree, joinPath(folder, 'index')) : undefined;
}
