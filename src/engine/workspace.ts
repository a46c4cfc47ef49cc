import {
  currentPlatform,
  displayPath,
  type FilePath,
  type Platform,
  pathKey,
  toAbsolute,
  toFilePath,
} from '../base/paths.ts';
import type { WorkspaceRoot } from './api.ts';

/** Translates between the names that the editor uses for files and the engine's paths. */
export interface Workspace {
  readonly roots: readonly WorkspaceRoot[];
  readonly platform: Platform;
  /** Absolute folders by root id, the outside one last. */
  readonly folders: readonly string[];
  /** The path of an absolute file system path or of an untitled buffer's name; every name has one. */
  resolve(file: string): FilePath;
  /** Back to the name given to {@link resolve}, or the absolute file system path. */
  locate(path: FilePath): string;
  /** As shown to people and models. */
  display(path: FilePath): string;
  /** Whether the file lies in one of the roots. */
  holds(path: FilePath): boolean;
}

/**
 * Files outside all roots and untitled buffers live in one extra root after the real ones, so that an edit there
 * can be asked about like any other.
 */
export function createWorkspace(roots: readonly WorkspaceRoot[], platform: Platform = currentPlatform()): Workspace {
  const outside = roots.length;
  const names = new Map<string, string>();
  return {
    roots,
    platform,
    folders: [...roots.map(root => root.folder), '/'],
    resolve(file) {
      const path = toFilePath(file, roots, platform);
      if (path) return path;
      const foreign: FilePath = {
        root: outside,
        relative: file.replace(/^[a-z][a-z+.-]+:/i, '').replace(/^[\\/]+/, ''),
      };
      names.set(pathKey(foreign), file);
      return foreign;
    },
    locate: path =>
      path.root === outside ? (names.get(pathKey(path)) ?? path.relative) : toAbsolute(path, roots, platform),
    display: path => (path.root === outside ? path.relative : displayPath(path, roots)),
    holds: path => path.root < outside,
  };
}
