import { comparePaths, type FilePath, pathKey } from '../base/paths.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import { type Analysis, analyse } from './analysis.ts';
import { createFileRecord, type FileRecord } from './fileRecord.ts';
import { createFileTable, type FileTable, folderPath } from './fileTree.ts';
import { isConfiguration } from './resolvers/resolvers.ts';
import type { ScipSource } from './scip/scipSource.ts';
import type { FileId, Snapshot } from './snapshot.ts';
import { createSnapshot } from './workspaceSnapshot.ts';
import type { WorkspaceState } from './workspaceState.ts';

/** A file that was added or changed; one without `source` and `facts` is gone. */
export interface FileChange {
  readonly path: FilePath;
  readonly source?: SourceFile;
  readonly facts?: FileFacts;
}

export interface WorkspaceIndexOptions {
  /** Absolute folders of the workspace roots, by `FilePath.root`. */
  readonly roots: readonly string[];
  /**
   * Text of a configuration file (tsconfig.json, package.json, pyproject.toml, …) of the workspace, `undefined` when it
   * cannot be read. Synchronous: asked for a few small files, once each until they change.
   */
  readonly readConfig: (path: FilePath) => string | undefined;
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

/** Creates an empty index. Nothing here parses or throws on any facts. */
export function createWorkspaceIndex({ roots, readConfig }: WorkspaceIndexOptions): WorkspaceIndex {
  const texts = new Map<string, string | undefined>();
  const read = (path: FilePath): string | undefined => {
    const key = pathKey(path);
    if (!texts.has(key)) texts.set(key, readConfig(path));
    return texts.get(key);
  };
  const absolute = (path: FilePath): string => `${folderPath(roots[path.root] ?? '')}/${path.relative}`;
  let byKey: ReadonlyMap<string, FileRecord> = new Map();
  let state: WorkspaceState = {
    files: [],
    byId: new Map(),
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

  function update(changes: readonly FileChange[], complete: boolean): Snapshot {
    const records = new Map(byKey);
    let moved = false;
    for (const change of changes) {
      const key = pathKey(change.path);
      const before = records.get(key);
      if (!change.source || !change.facts) {
        texts.delete(key);
        moved = records.delete(key) || moved;
        continue;
      }
      const changed = before?.source.hash !== change.source.hash || change.source.hash === '';
      const isConfig = texts.has(key) || isConfiguration(change.path.relative);
      if (changed && isConfig) texts.delete(key);
      moved ||= !before || (changed && isConfig);
      records.set(key, createFileRecord(before?.id ?? nextId++, change.source, change.facts, absolute(change.path)));
    }
    byKey = records;
    state = { ...nextState(records, moved ? undefined : state.table, roots, read), scip: state.scip };
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

function nextState(
  records: ReadonlyMap<string, FileRecord>,
  table: FileTable | undefined,
  roots: readonly string[],
  read: (path: FilePath) => string | undefined,
): Omit<WorkspaceState, 'scip'> {
  const files = [...records.values()].sort((a, b) => comparePaths(a.source.path, b.source.path));
  const entries = files.map(file => [file.source.path, file.id] as const);
  return {
    files,
    byId: new Map(files.map(file => [file.id, file])),
    table: table ?? createFileTable(roots, entries, read),
    roots,
  };
}
