import { comparePaths, type FilePath, pathKey } from '../base/paths.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import { type Analysis, analyse } from './analysis.ts';
import { createFactsCache } from './factsCache.ts';
import { FileRecord } from './fileRecord.ts';
import { createFileTable, folderPath } from './fileTree.ts';
import { isConfiguration } from './resolvers/resolvers.ts';
import type { ScipSource } from './scip/scipSource.ts';
import type { FileId, Snapshot } from './snapshot.ts';
import { heldFacts, type StoredFacts } from './storedFacts.ts';
import { createSnapshot } from './workspaceSnapshot.ts';
import { filesById, findFile, positionOf, type WorkspaceState } from './workspaceState.ts';

/** A file that was added or changed; one without `source` and `facts` is gone. */
export interface FileChange {
  readonly path: FilePath;
  readonly source?: SourceFile;
  /** Facts themselves are held in memory for as long as the file is. */
  readonly facts?: StoredFacts | FileFacts;
}

export interface WorkspaceIndexOptions {
  /** Absolute folders of the workspace roots, by `FilePath.root`. */
  readonly roots: readonly string[];
  /**
   * Text of a configuration file (tsconfig.json, package.json, pyproject.toml, …) of the workspace, `undefined` when it
   * cannot be read. Synchronous: asked for a few small files, once each until they change.
   */
  readonly readConfig: (path: FilePath) => string | undefined;
  /** Bytes of decoded facts that are kept in memory, default 64 MB. */
  readonly decodedFacts?: number;
  /** Called when a file's stored facts are gone: it counts as empty until it is updated again. */
  readonly onLost?: (path: FilePath) => void;
}

export interface WorkspaceIndex {
  /**
   * Applies changes (the last one of a path wins) and gives the new state. Cheap: resolution happens when a snapshot is
   * first asked, and only for what the changes touched. `complete` is false while files are still being read.
   */
  update(changes: readonly FileChange[], complete: boolean): Snapshot;
  /** Takes these indexes in place of those before; none at first. Cheap, as {@link update} is. */
  describe(scip: ScipSource | undefined): Snapshot;
  /** The newest snapshot; an empty one before the first update. */
  current(): Snapshot;
}

const DECODED_FACTS = 64_000_000;

/** Creates an empty index. Nothing here parses or throws on any facts. */
export function createWorkspaceIndex(options: WorkspaceIndexOptions): WorkspaceIndex {
  const { roots, readConfig } = options;
  const cache = createFactsCache(options.decodedFacts ?? DECODED_FACTS);
  const texts = new Map<string, string | undefined>();
  const read = (path: FilePath): string | undefined => {
    const key = pathKey(path);
    if (!texts.has(key)) texts.set(key, readConfig(path));
    return texts.get(key);
  };
  const absolute = (path: FilePath): string => `${folderPath(roots[path.root] ?? '')}/${path.relative}`;
  let state: WorkspaceState = {
    files: [],
    byId: filesById([]),
    table: createFileTable(roots, [], read),
    roots,
    scip: undefined,
  };
  let latest: Analysis | undefined;
  let nextId: FileId = 0;
  let version = 0;
  let snapshot = view(state, false);

  function view(of: WorkspaceState, complete: boolean): Snapshot {
    return createSnapshot(of, version, complete, () => {
      latest = analyse(of, latest);
      return latest;
    });
  }

  function recordOf(id: FileId, source: SourceFile, facts: StoredFacts | FileFacts): FileRecord {
    const stored = 'load' in facts ? facts : heldFacts(facts);
    return new FileRecord(id, source, stored, absolute(source.path), cache, lost => options.onLost?.(lost.source.path));
  }

  function update(changes: readonly FileChange[], complete: boolean): Snapshot {
    const last = new Map(changes.map(change => [pathKey(change.path), change]));
    const changed: Changed[] = [];
    let moved = false;
    for (const [key, { path, source, facts }] of last) {
      const before = findFile(state.files, path);
      if (!source || !facts) {
        texts.delete(key);
        moved ||= before !== undefined;
        if (before) changed.push({ path, before, after: undefined });
        continue;
      }
      const isOther = before?.source.hash !== source.hash || source.hash === '';
      const isConfig = texts.has(key) || isConfiguration(path.relative);
      if (isOther && isConfig) texts.delete(key);
      moved ||= !before || (isOther && isConfig);
      changed.push({ path, before, after: recordOf(before?.id ?? nextId++, source, facts) });
    }
    const { files, byId } = changedFiles(state, changed);
    const entries = (): (readonly [FilePath, FileId])[] => files.map(file => [file.source.path, file.id]);
    state = { ...state, files, byId, table: moved ? createFileTable(roots, entries(), read) : state.table };
    version++;
    snapshot = view(state, complete);
    return snapshot;
  }

  function describe(scip: ScipSource | undefined): Snapshot {
    state = { ...state, scip };
    version++;
    snapshot = view(state, snapshot.complete);
    return snapshot;
  }

  return { update, describe, current: () => snapshot };
}

interface Changed {
  readonly path: FilePath;
  readonly before: FileRecord | undefined;
  readonly after: FileRecord | undefined;
}

/** More changes than this are merged in one pass over all files, fewer put into a copy one by one. */
const FEW = 30;

function changedFiles(state: WorkspaceState, changes: readonly Changed[]): Pick<WorkspaceState, 'files' | 'byId'> {
  const records = state.byId.records.slice();
  for (const { before, after } of changes) {
    if (after) records[after.id] = after;
    else if (before) records[before.id] = undefined;
  }
  const byId = filesById(records);
  if (changes.length > FEW) {
    const files: FileRecord[] = [];
    for (const record of records) if (record) files.push(record);
    return { files: files.sort((a, b) => comparePaths(a.source.path, b.source.path)), byId };
  }
  const files = state.files.slice();
  for (const { path, before, after } of changes) {
    const position = positionOf(files, path);
    files.splice(position, before ? 1 : 0, ...(after ? [after] : []));
  }
  return { files, byId };
}
