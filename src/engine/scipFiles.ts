import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { type CancellationToken, CancelledError } from '../base/cancellation.ts';
import { currentPlatform, fromFileUri, toFilePath } from '../base/paths.ts';
import { statFile } from '../files/readFile.ts';
import { decodeIndex } from '../index/scip/decodeIndex.ts';
import { createFits, type ReadText } from '../index/scip/fit.ts';
import type { ScipAttachment, ScipIndex } from '../index/scip/scipIndex.ts';
import type { ScipSource } from '../index/scip/scipSource.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { ScipStatus, WorkspaceRoot } from './api.ts';
import type { Log } from './ports.ts';

/** The SCIP indexes beside the workspace's code. */
export interface ScipFiles {
  /** Reads what has come, changed or gone since the last time; tells whether anything has. A bad file is a warning. */
  refresh(token: CancellationToken): Promise<boolean>;
  /** What was read, for the index; `undefined` when there is nothing. */
  source(): ScipSource | undefined;
  /** One entry for each index file, and for each that cannot be used. Costs a look at every file of the snapshot. */
  status(snapshot: Snapshot): readonly ScipStatus[];
}

/** Where indexers leave their index. */
const DEFAULT_FILE = 'index.scip';
/** Bytes. Decoded, an index takes about a third of its size, and this one would take some eight seconds. */
const SIZE_LIMIT = 512 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** What is known about the index file of one root. */
interface Entry {
  /** Size and time of the file, or why there is none. */
  readonly stamp: string;
  readonly file?: string;
  readonly modified?: number;
  readonly attachment?: ScipAttachment;
  readonly problem?: string;
}

const ABSENT: Entry = { stamp: '' };

export function createScipFiles(roots: readonly WorkspaceRoot[], readText: ReadText, log: Log): ScipFiles {
  const fits = createFits();
  let entries: readonly Entry[] = roots.map(() => ABSENT);
  let source: ScipSource | undefined;
  return {
    async refresh(token) {
      const next: Entry[] = [];
      for (const [i, root] of roots.entries()) next.push(await refreshed(entries[i] ?? ABSENT, root, log, token));
      const changed = next.some((entry, i) => entry !== entries[i]);
      entries = next;
      const attachments = entries.flatMap(({ attachment }) => attachment ?? []);
      if (changed) source = attachments.length > 0 ? { attachments, readText, fits } : undefined;
      return changed;
    },
    source: () => source,
    status: snapshot =>
      entries.flatMap(({ file, modified, problem, attachment }, root) => {
        if (file === undefined) return [];
        const counts = attachment ? countFiles(snapshot, root) : { files: 0, precise: 0 };
        const none = attachment && counts.files === 0 ? 'it describes no file of this folder' : problem;
        return [{ root, file, modified: modified ?? 0, ...counts, ...(none !== undefined && { problem: none }) }];
      }),
  };
}

async function refreshed(before: Entry, root: WorkspaceRoot, log: Log, token: CancellationToken): Promise<Entry> {
  const found = await findFile(root);
  if (found.stamp === before.stamp) return before;
  if (found.problem !== undefined) log.warn(`${found.file} is not used: ${found.problem}`);
  if (found.problem !== undefined || found.file === undefined) return found;
  try {
    const start = Date.now();
    const { size } = statFile(found.file) ?? { size: 0 };
    const index = await decodeIndex(createReadStream(found.file, { highWaterMark: CHUNK }), size, token);
    log.info(`${found.file}: ${index.documents.length} documents in ${Date.now() - start} ms`);
    return { ...found, attachment: { index, folders: foldersFor(index, found.file, root) } };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    log.warn(`${found.file} is not used: ${problem}`);
    return { ...found, problem };
  }
}

/** The index file of a root and its stamp, or what is wrong with it. A file that nobody has named may be absent. */
async function findFile(root: WorkspaceRoot): Promise<Entry> {
  const named = root.scipFile ?? root.scip ?? DEFAULT_FILE;
  if (named === '') return ABSENT;
  const file = path.resolve(root.folder, named);
  const refuse = (problem: string): Entry => ({ stamp: problem, file, problem });
  // A workspace's own settings name it: what lies outside is none of their business, links included.
  if (root.scipFile === undefined && !isInside(root.folder, file))
    return refuse('it lies outside the workspace folder');
  const info = statFile(file);
  if (!info) return root.scipFile === undefined && named === DEFAULT_FILE ? ABSENT : refuse('there is no such file');
  if (root.scipFile === undefined && !isInside(await realpath(root.folder), await realpath(file))) {
    return refuse('it is a link out of the workspace folder');
  }
  const { size, modified } = info;
  const stamp = `${size}:${modified}`;
  if (size <= SIZE_LIMIT) return { stamp, file, modified };
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`;
  const problem = `it has ${megabytes(size)}, and the limit is ${megabytes(SIZE_LIMIT)}`;
  return { stamp, file, modified, problem };
}

function isInside(folder: string, file: string): boolean {
  return toFilePath(file, [{ name: '', folder }], currentPlatform()) !== undefined;
}

/** The indexed folder where it is here; else that of the file, since indexers run there; else the root. */
function foldersFor({ projectRoot }: ScipIndex, file: string, root: WorkspaceRoot): readonly string[] {
  const project = fromFileUri(projectRoot, currentPlatform());
  const folders = [...(project === undefined ? [] : [project]), path.dirname(file), root.folder];
  return [...new Set(folders)];
}

function countFiles(snapshot: Snapshot, root: number): { readonly files: number; readonly precise: number } {
  let files = 0;
  let precise = 0;
  for (const { id, source } of snapshot.files) {
    const precision = source.path.root === root ? snapshot.precision(id) : undefined;
    if (precision) files += 1;
    if (precision === 'precise') precise += 1;
  }
  return { files, precise };
}
