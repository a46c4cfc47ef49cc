import { dirname } from 'node:path';
import { type CancellationToken, neverCancelled, throwIfCancelled } from '../base/cancellation.ts';
import { type FilePath, pathKey } from '../base/paths.ts';
import { hashBytes } from '../files/hash.ts';
import { type Inclusion, isRuleFile } from '../files/inclusion.ts';
import { statFile } from '../files/readFile.ts';
import { newWalkSummary, type WalkedFile, walkFiles, walkFolder } from '../files/walk.ts';
import type { IndexedFile, Snapshot } from '../index/snapshot.ts';
import type { FileChange, WorkspaceIndex } from '../index/workspaceIndex.ts';
import type { FactsStore } from '../store/factsStore.ts';
import type { EngineStatus } from './api.ts';
import type { Buffers } from './buffers.ts';
import type { Gate } from './gate.ts';
import type { Log, ParseService } from './ports.ts';
import { createFactsReader, type FactsReader, type ReadFacts } from './readFacts.ts';
import { createProgress } from './progress.ts';
import type { Workspace } from './workspace.ts';

/** Keeps the index equal to the workspace: disk, changes on disk, open buffers. */
export interface Indexer {
  /** Brings the index up to date with the disk: everything at first, later only what changed. */
  scan(onProgress: (status: EngineStatus) => void, token: CancellationToken): Promise<EngineStatus>;
  changed(paths: readonly string[], token: CancellationToken): Promise<void>;
  openBuffer(file: string, version: number, text: string): Promise<void>;
  closeBuffer(file: string): Promise<void>;
  /**
   * The file as indexed, read at once if the scan has not come to it, with its open buffer's last text.
   * @throws Error when there is no such text file
   */
  ensure(file: string, token: CancellationToken): Promise<IndexedFile>;
  /** Whether the ignore rules let the file be shown to a model. */
  isIncluded(path: FilePath): boolean;
  rebuild(token: CancellationToken): Promise<EngineStatus>;
  status(): EngineStatus;
  snapshot(): Snapshot;
  dispose(): Promise<void>;
}

export interface IndexerParts {
  readonly workspace: Workspace;
  readonly buffers: Buffers;
  readonly gate: Gate;
  readonly parse: ParseService;
  readonly store: FactsStore;
  readonly log: Log;
  /** A new one whenever a rule file changes. */
  readonly createInclusion: () => Inclusion;
  readonly createIndex: () => WorkspaceIndex;
}

/** Files that are read and parsed between two looks at pause and cancellation. */
const BATCH = 200;
/** More changes at once than this are found faster by walking. */
const BURST = 1000;
/** Milliseconds that a buffer's parse may take before answers fall back on its last facts. */
const BUFFER_DEADLINE = 5000;
