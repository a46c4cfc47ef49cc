import type { FilePath } from '../base/paths.ts';
import type { FileId } from './snapshot.ts';

/**
 * The workspace's files as import resolvers see them: one tree of absolute, `/`-separated paths over all roots, so that
 * an import may cross from one root into another. Immutable; a new one is made when files come or go or a
 * configuration file changes.
 */
export interface FileTree {
  /** Folders of the roots, shortest first. */
  readonly roots: readonly string[];
  has(path: string): boolean;
  isFolder(path: string): boolean;
  /** Names of the files and folders in a folder. */
  entries(folder: string): readonly string[];
  /** Paths of all files with this base name, sorted. */
  withName(name: string): readonly string[];
  /** Text of a configuration file of the workspace; `undefined` when it is absent or unreadable. */
  read(path: string): string | undefined;
}

/** A {@link FileTree} over ids. */
export interface FileTable extends FileTree {
  id(path: string): FileId | undefined;
}

/** `/`-separated folder without a trailing slash. */
export function folderPath(folder: string): string {
  return folder.replaceAll('\\', '/').replace(/\/+$/, '');
}

/** Makes the tree of the given files; `read` gives a file's text. */
export function createFileTable(
  roots: readonly string[],
  files: Iterable<readonly [path: FilePath, id: FileId]>,
  read: (path: FilePath) => string | undefined,
): FileTable {
  const folders = roots.map(folderPath);
  const ids = new Map<string, FileId>();
  const origins = new Map<string, FilePath>();
  const folderEntries = new Map<string, string[]>();
  const names = new Map<string, string[]>();
  for (const [path, id] of files) {
    const absolute = `${folders[path.root] ?? ''}/${path.relative}`;
    ids.set(absolute, id);
    origins.set(absolute, path);
    addEntry(folderEntries, absolute);
    const name = nameOf(absolute);
    const same = names.get(name);
    if (same) same.push(absolute);
    else names.set(name, [absolute]);
  }
  for (const same of names.values()) same.sort();
  return {
    roots: [...folders].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)),
    has: path => ids.has(path),
    id: path => ids.get(path),
    isFolder: path => folderEntries.has(path),
    entries: folder => folderEntries.get(folder) ?? [],
    withName: name => names.get(name) ?? [],
    read: path => {
      const origin = origins.get(path);
      return origin && read(origin);
    },
  };
}

function addEntry(entries: Map<string, string[]>, path: string): void {
  for (let inner = path; inner !== ''; inner = parentOf(inner)) {
    const folder = parentOf(inner);
    const known = entries.get(folder);
    if (known) {
      known.push(nameOf(inner));
      return;
    }
    entries.set(folder, [nameOf(inner)]);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that holds `path`; '' at the top. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Joins and normalises `.` and `..`; `part` may not be absolute. */
export function joinPath(folder: string, part: string): string {
  const segments = folder.split('/');
  for (const segment of part.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (segments.length > 1) segments.pop();
    } else segments.push(segment);
  }
  return segments.join('/');
}

/** `folder` and the folders above it, innermost first, up to the top. */
export function* ancestors(folder: string): Generator<string> {
  for (let current = folder; current !== ''; current = parentOf(current)) yield current;
}

/** Whether `path` lies in `folder` or is it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
