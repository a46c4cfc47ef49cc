import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { createPacer } from '../base/pacer.ts';
import { compareStrings, type FilePath, filePath } from '../base/paths.ts';
import type { Folder, Inclusion } from './inclusion.ts';

/** A file that the walk found; nothing of it was read. */
export interface WalkedFile {
  readonly path: FilePath;
  readonly absolute: string;
}

/** What a walk could not or did not list; filled while it runs. */
export interface WalkSummary {
  /** Folders that could not be read, with the system's message, and repositories whose tracked files are not known. */
  readonly problems: { readonly folder: string; readonly message: string }[];
  /** Symbolic links: never followed, because what they name is listed where it lies, or is not of the workspace. */
  symbolicLinks: number;
}

export function newWalkSummary(): WalkSummary {
  return { problems: [], symbolicLinks: 0 };
}

/**
 * Yields every included file of all roots in order of (root, relative path). Nothing is cached between walks.
 * @throws CancelledError
 */
export async function* walkFiles(
  inclusion: Inclusion,
  summary: WalkSummary,
  token: CancellationToken,
): AsyncGenerator<WalkedFile, void> {
  for (const [root, { folder: absolute }] of inclusion.roots.entries()) {
    throwIfCancelled(token);
    const entries = list(absolute, summary);
    const folder = entries && inclusion.enterRoot(root, entries);
    noteUnknown(folder, undefined, summary);
    if (folder) yield* walkEntries(inclusion, folder, entries, summary, token);
  }
}

/** Yields every included file below one folder, for a folder that appeared. Nothing when the folder is excluded. */
export async function* walkFolder(
  inclusion: Inclusion,
  absolute: string,
  summary: WalkSummary,
  token: CancellationToken,
): AsyncGenerator<WalkedFile, void> {
  const folder = inclusion.folderAt(absolute);
  const entries = folder && list(absolute, summary);
  if (entries) yield* walkEntries(inclusion, folder, entries, summary, token);
}

/** A stack instead of recursion: each level of nested generators would cost every file below it a promise. */
async function* walkEntries(
  inclusion: Inclusion,
  start: Folder,
  entries: readonly Dirent[],
  summary: WalkSummary,
  token: CancellationToken,
): AsyncGenerator<WalkedFile, void> {
  const pacer = createPacer();
  const stack = [{ folder: start, entries: ordered(entries), next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    if (pacer.isDue()) await pacer.rest();
    throwIfCancelled(token);
    const { folder } = top;
    const entry = top.entries[top.next++];
    if (!entry) {
      stack.pop();
    } else if (entry.isSymbolicLink()) {
      summary.symbolicLinks++;
    } else if (entry.isFile()) {
      if (entry.name === '.git' || inclusion.excludesFile(folder, entry.name)) continue;
      yield { path: filePath(folder.root, ...folder.names, entry.name), absolute: join(folder.absolute, entry.name) };
    } else if (entry.isDirectory() && !inclusion.excludesFolder(folder, entry.name)) {
      const inside = list(join(folder.absolute, entry.name), summary);
      const child = inside && inclusion.enter(folder, entry.name, inside);
      noteUnknown(child, folder, summary);
      if (child) stack.push({ folder: child, entries: ordered(inside), next: 0 });
    }
  }
}

/** Says once for each repository that its tracked files are not known. */
function noteUnknown(folder: Folder | undefined, parent: Folder | undefined, summary: WalkSummary): void {
  const tracked = folder?.tracked;
  if (!tracked || tracked === parent?.tracked || !('unknown' in tracked)) return;
  summary.problems.push({
    folder: folder.absolute,
    message: `${tracked.unknown}, tracked files may be taken for ignored ones`,
  });
}

/** By code units of the whole path: a folder sorts as its name with the `/` that follows it. */
function ordered(entries: readonly Dirent[]): readonly Dirent[] {
  const key = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name);
  return [...entries].sort((a, b) => compareStrings(key(a), key(b)));
}

function list(folder: string, summary: WalkSummary): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    summary.problems.push({ folder, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
