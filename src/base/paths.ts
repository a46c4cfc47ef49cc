import { posix, win32 } from 'node:path';

/** Identifies a workspace root within one engine: its position in the list of roots. */
export type RootId = number;

/** A path inside a root: `/`-separated, no leading `/`, no `.` or `..`, Unicode as on disk. */
export type RelativePath = string;

/** A file of the workspace. Only this module makes one. */
export interface FilePath {
  readonly root: RootId;
  readonly relative: RelativePath;
}

/** Decides separators, drive letters, UNC and the case of folders. A parameter, so that both are tested everywhere. */
export type Platform = 'win32' | 'posix';

/** What this module needs to know about a workspace root. */
export interface RootFolder {
  readonly name: string;
  /** Absolute file system path. */
  readonly folder: string;
}

/** How file names of a disk are compared. */
export interface NameComparison {
  readonly ignoreCase: boolean;
  /** Treat composed and decomposed Unicode as the same name, as macOS does. */
  readonly ignoreNormalization: boolean;
}

/** One key per file for maps: `root:relative`. */
export function pathKey(path: FilePath): string {
  return `${path.root}:${path.relative}`;
}

/** Makes a path from a root and the names below it. */
export function filePath(root: RootId, ...names: readonly string[]): FilePath {
  return { root, relative: names.join('/') };
}

/** Order of (root, relative path) by code units, the order of every list of files. */
export function comparePaths(a: FilePath, b: FilePath): number {
  return a.root - b.root || compareStrings(a.relative, b.relative);
}

/** Folders to leave and to enter on the way from `folders`, the outermost first, to the folder of the relative path `other`. */
export function folderSteps(folders: readonly string[], other: string): number {
  let start = 0;
  let shared = 0;
  let depth = 0;
  for (let slash = other.indexOf('/'); slash >= 0; slash = other.indexOf('/', start)) {
    if (shared === depth && folders[depth] === other.slice(start, slash)) shared++;
    depth++;
    start = slash + 1;
  }
  return folders.length + depth - 2 * shared;
}

/** Order by UTF-16 code units, independent of the locale. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The platform of this process. */
export function currentPlatform(): Platform {
  return process.platform === 'win32' ? 'win32' : 'posix';
}

/** Key for finding a name or path on a disk that does not tell case or Unicode normalisation apart. */
export function lookupKey(name: string, comparison: NameComparison): string {
  const normalized = comparison.ignoreNormalization ? name.normalize('NFC') : name;
  return comparison.ignoreCase ? normalized.toLowerCase() : normalized;
}

/**
 * The workspace path of an absolute file system path, by the innermost root that holds it; of two equal roots the first.
 * `undefined` for a path outside all roots, and for a root itself. On win32 folders are compared without regard to case
 * and either separator counts; the relative part keeps its case.
 */
export function toFilePath(absolute: string, roots: readonly RootFolder[], platform: Platform): FilePath | undefined {
  const names = segments(absolute, platform);
  let best: { root: RootId; depth: number } | undefined;
  for (const [root, { folder }] of roots.entries()) {
    const prefix = segments(folder, platform);
    if (prefix.length >= names.length || (best && best.depth >= prefix.length)) continue;
    if (prefix.every((name, i) => sameName(name, names[i], platform))) best = { root, depth: prefix.length };
  }
  return best && filePath(best.root, ...names.slice(best.depth));
}

/**
 * The absolute path of a workspace file with the platform's separators.
 * @throws RangeError when `path.root` is not in `roots`: a programming error.
 */
export function toAbsolute(path: FilePath, roots: readonly RootFolder[], platform: Platform): string {
  const root = roots[path.root];
  if (!root) throw new RangeError(`No root ${path.root}`);
  return platform === 'win32'
    ? win32.join(stripLongPrefix(root.folder), path.relative)
    : posix.join(root.folder, path.relative);
}

/** The path as shown to people and models: relative, with the root's name before it when there are several roots. */
export function displayPath(path: FilePath, roots: readonly RootFolder[]): string {
  const root = roots[path.root];
  return roots.length > 1 && root ? `${root.name}/${path.relative}` : path.relative;
}

/** Whether two absolute paths name the same place. */
export function samePath(a: string, b: string, platform: Platform): boolean {
  const first = segments(a, platform);
  const second = segments(b, platform);
  return first.length === second.length && first.every((name, i) => sameName(name, second[i], platform));
}

/** The absolute path of a `file:` URI, percent-decoded; `undefined` for other schemes. Bad escapes stay as they are. */
export function fromFileUri(uri: string, platform: Platform): string | undefined {
  const match = /^file:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  if (!match) return undefined;
  const [, authority = '', encoded = ''] = match;
  const path = decode(encoded);
  const host = authority.toLowerCase() === 'localhost' ? '' : decode(authority);
  if (platform === 'posix') return host ? `//${host}${path}` : path;
  if (host) return win32.normalize(`//${host}${path}`);
  return win32.normalize(path.replace(/^\/+(?=[a-z]:)/i, ''));
}

/** The `file:` URI of an absolute path, every reserved character percent-encoded. */
export function toFileUri(absolute: string, platform: Platform): string {
  const path = platform === 'win32' ? stripLongPrefix(absolute).replaceAll('\\', '/') : absolute;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (encoded.startsWith('//')) return `file:${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}

/** Drive or server first, then the names; `.`, `..`, doubled and trailing separators are gone. */
function segments(absolute: string, platform: Platform): string[] {
  if (platform === 'posix') return posix.normalize(absolute).split('/').filter(Boolean);
  const path = win32.normalize(stripLongPrefix(absolute)).replaceAll('\\', '/');
  const names = path.split('/').filter(Boolean);
  // Marks a server, so that `\\server\share` is not the same as `\server\share`.
  return path.startsWith('//') ? ['//', ...names] : names;
}

/** `\\?\C:\x` is `C:\x`, `\\?\UNC\server\share` is `\\server\share`. */
function stripLongPrefix(path: string): string {
  return path.replace(/^[\\/]{2}\?[\\/]UNC[\\/]/i, '\\\\').replace(/^[\\/]{2}\?[\\/]/, '');
}

function sameName(a: string, b: string | undefined, platform: Platform): boolean {
  return a === b || (platform === 'win32' && a.toLowerCase() === b?.toLowerCase());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
