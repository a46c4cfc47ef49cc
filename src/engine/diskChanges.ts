import { lstat } from 'node:fs/promises';
import type { CancellationToken } from '../base/cancellation.ts';
import { type FilePath, pathKey } from '../base/paths.ts';
import { newWalkSummary, type WalkedFile, walkFolder } from '../files/walk.ts';
import type { FileChange } from '../index/workspaceIndex.ts';
import type { DiskReader } from './diskReader.ts';
import type { IndexState } from './indexState.ts';
import type { MemoryLevels } from './memoryLevels.ts';
import type { Workspace } from './workspace.ts';

export interface DiskChangesParts {
  readonly workspace: Workspace;
  readonly state: IndexState;
  readonly reader: DiskReader;
  readonly memory: MemoryLevels;
}

/** Files that are read before the index takes them in. */
const BATCH = 200;

/**
 * Takes in files and folders that were created, changed, moved or deleted, by absolute paths: whatever happened there, the
 * index is afterwards as the disk is. Costs the files that differ, and a look at the others below a folder.
 */
export async function takeDiskChanges(
  paths: Iterable<string>,
  { workspace, state, reader, memory }: DiskChangesParts,
  token: CancellationToken,
): Promise<void> {
  const files = new Map<string, WalkedFile>();
  const named = new Map<string, FilePath>();
  for (const absolute of paths) {
    const path = workspace.resolve(absolute);
    if (!workspace.holds(path)) continue;
    const info = await lstat(absolute).catch(() => undefined);
    named.set(pathKey(path), path);
    if (info?.isFile() && state.inclusion.isIncluded(absolute)) files.set(pathKey(path), { path, absolute });
    if (!info?.isDirectory()) continue;
    for await (const file of walkFolder(state.inclusion, absolute, newWalkSummary(), token)) {
      files.set(pathKey(file.path), file);
    }
  }
  const gone = knownAt(named, state).filter(path => !files.has(pathKey(path)));
  const changes: FileChange[] = gone.map(path => ({ path }));
  const all = [...files.values()];
  for (let at = 0; at < all.length; at += BATCH) {
    changes.push(...(await reader.read(all.slice(at, at + BATCH), { near: false, token })));
  }
  for (const { path, facts } of changes) if (!facts) memory.forget(pathKey(path));
  state.publish(changes.filter(({ path, facts }) => facts || state.snapshot.find(path)));
}

/** The known files that these paths name, or that lie below those that name none: they may be or have been folders. */
function knownAt(paths: ReadonlyMap<string, FilePath>, { snapshot }: IndexState): readonly FilePath[] {
  const known = [...paths.values()].flatMap(path => snapshot.find(path)?.source.path ?? []);
  const folders = new Set(paths.keys());
  for (const path of known) folders.delete(pathKey(path));
  if (folders.size === 0) return known;
  const inside = ({ root, relative }: FilePath): boolean => {
    for (let slash = relative.indexOf('/'); slash > 0; slash = relative.indexOf('/', slash + 1)) {
      if (folders.has(`${root}:${relative.slice(0, slash)}`)) return true;
    }
    return false;
  };
  return [...known, ...snapshot.files.map(({ source }) => source.path).filter(inside)];
}
