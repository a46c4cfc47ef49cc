import type { CancellationToken } from '../base/cancellation.ts';
import type { Lesson } from '../features/learn/learn.ts';
import type { ContextPack, TokenizerName } from '../pack/contextPack.ts';
import type { TaskName } from '../rank/tasks.ts';

/** A folder of the workspace. */
export interface WorkspaceRoot {
  readonly name: string;
  /** Absolute file system path. Roots may be nested: a file belongs to the innermost one. */
  readonly folder: string;
  /** Glob patterns in .gitignore syntax that the user excludes from this root. */
  readonly exclude: readonly string[];
  /** SCIP index of this root, relative to its folder and inside it; '' for none. `index.scip`, if there, when absent. */
  readonly scip?: string;
  /** SCIP index that the user has named on the command line: an absolute path, anywhere. Taken in place of `scip`. */
  readonly scipFile?: string;
}

export interface EngineOptions {
  readonly roots: readonly WorkspaceRoot[];
  /** Folder of the facts store. */
  readonly storeFolder: string;
  /** Run git (only in trusted workspaces); git's ignore files are read either way. */
  readonly trusted: boolean;
  /** The git program; `git` of the search path when absent. */
  readonly git?: string;
  /** Megabytes that the engine's process may take; 0 or absent: an eighth of the machine's memory, from 1 to 4 GB. */
  readonly memoryBudget?: number;
  /** Rank edits with what was learned of their repository (`features/learn`), where something was; else with the one table. */
  readonly learned?: boolean;
  /** Let indexing wait while the machine runs on battery. */
  readonly pauseOnBattery?: boolean;
}

/** Where the index stands. */
export interface EngineStatus {
  readonly state: 'starting' | 'indexing' | 'ready' | 'paused' | 'error';
  /** Files known, read, and parsed so far. */
  readonly files: number;
  readonly done: number;
  readonly symbols: number;
  /** Files listed but not parsed, by class. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly message?: string;
  /** Why the work waits; set while the state is `paused`. */
  readonly pausedBy?: 'user' | 'battery';
  readonly memory?: MemoryStatus;
  /** SCIP indexes, once the workspace is known; absent while there is none. */
  readonly scip?: readonly ScipStatus[];
}

/** What the engine's process takes, and which files are known less well for it. */
export interface MemoryStatus {
  /** Megabytes. */
  readonly budget: number;
  readonly used: number;
  /** Files of which only the symbols, and only the words, are known. */
  readonly symbols: number;
  readonly words: number;
}

/** An index file of a compiler, and how far it still fits. */
export interface ScipStatus {
  /** Position in the list of roots. */
  readonly root: number;
  /** Absolute path. */
  readonly file: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** Files of the root that the index describes, and those of them whose text it still fits. */
  readonly files: number;
  readonly precise: number;
  /** Why the file is not used. */
  readonly problem?: string;
}

/** A place in the workspace, and what is to be done there. */
export interface ContextRequest {
  /** Absolute file system path, or an untitled buffer's name; '' where the instruction is all there is. */
  readonly file: string;
  /** 0-based line, 0-based UTF-16 column. */
  readonly line: number;
  readonly column: number;
  /** Selected or changed line ranges, 0-based, inclusive. */
  readonly regions?: readonly (readonly [first: number, last: number])[];
  /** The file's text before the edit under way, which says what has changed; as it is in HEAD, when absent. Of no use beside `regions`. */
  readonly before?: string;
  /** What is to be done: an instruction, an issue with its stack trace, a commit subject. What it names comes first. */
  readonly instruction?: string;
  readonly task: TaskName;
  /** Tokens. */
  readonly budget: number;
  readonly tokenizer?: TokenizerName;
  /**
   * Any name for a series of questions whose answers one reader sees: the beginning of each prompt then stays the same
   * bytes while little changes, which providers' caches pay back. The last 32 series are remembered.
   */
  readonly conversation?: string;
  /** Also say how near the pack is to the best possible choice: 10 to 100 ms more. */
  readonly certify?: boolean;
  /** Look back from this commit (full id) of the repository at `gitDir`, whose tree the root is, instead of from HEAD. */
  readonly history?: { readonly gitDir: string; readonly tip: string };
  /** Milliseconds to wait at most for git's history while it is being read; by default 100. A completion never waits. */
  readonly historyWait?: number;
}

/**
 * Git's history in an answer: known, known as far as a shallow clone goes, not read yet, not there (no git, no repository,
 * no commit), or not to be asked because the workspace is not trusted.
 */
export type HistoryState = 'read' | 'shallow' | 'reading' | 'none' | 'off';

export interface ContextAnswer {
  readonly pack: ContextPack;
  /** False while the index is incomplete. */
  readonly complete: boolean;
  readonly history: HistoryState;
  /** Set where the ranking went by learned weights. */
  readonly learned?: LearnedState;
  /** Ranked paths, best first: at most 500. */
  readonly ranked: readonly RankedPath[];
  /** Milliseconds: whole, and by stage. */
  readonly times: Readonly<Record<string, number>>;
}

/** Learned weights in an answer, and what they brought on later commits; means, 0 … 1. */
export interface LearnedState {
  /** Milliseconds since the epoch. */
  readonly made: number;
  readonly later: Lesson['later'];
  /** With both ends of its 90 % interval. */
  readonly gain: Lesson['gain'];
}

export interface RankedPath {
  readonly path: string;
  readonly location: string;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** One node of the code tree, for display. */
export interface TreeNode {
  readonly name: string;
  readonly kind: string;
  /** Absolute file, and 0-based lines, where it can be opened. */
  readonly location?: string;
  readonly startLine?: number;
  readonly endLine?: number;
  /** Signature or first doc line. */
  readonly detail?: string;
  /** Importance, 0 … 1, within the workspace. */
  readonly importance: number;
  /** Whether asking for its children gives any. */
  readonly expandable: boolean;
  /** Handle for asking for its children. */
  readonly id: string;
}

/**
 * The façade: plain data in, plain data out. The editor's engine process, the command line and the tests call exactly this.
 * Every method rejects with `CancelledError` when its token is cancelled.
 */
export interface Engine {
  /** Indexes the roots; resolves when the index is complete. Partial answers are given meanwhile. */
  open(onProgress: (status: EngineStatus) => void, token: CancellationToken): Promise<EngineStatus>;
  status(): EngineStatus;
  /** Files or folders that were created, changed, or deleted on disk, as absolute paths. */
  changed(paths: readonly string[], token: CancellationToken): Promise<void>;
  /** An open buffer wins over the disk until it is closed. `version` grows with every edit. */
  openBuffer(file: string, version: number, text: string): Promise<void>;
  closeBuffer(file: string): Promise<void>;
  /** Files that the user has at hand, such as other tabs, as absolute paths, the most important first: read before others. */
  atHand(files: readonly string[]): void;
  /** Loads and computes what the first `context` would otherwise wait for. */
  warmUp(): Promise<void>;
  /** Rank and pack for one place. Rejects with a message that lists the tasks when there is none of that name. */
  context(request: ContextRequest, token: CancellationToken): Promise<ContextAnswer>;
  /** Children of a node of the code tree; the roots when `id` is ''. */
  tree(id: string, token: CancellationToken): Promise<readonly TreeNode[]>;
  /** The module document of a file, as Markdown. */
  explain(file: string, token: CancellationToken): Promise<string>;
  /** Lets indexing wait. Where it is not the user who wants that, what lies around open files is read all the same. */
  pause(reason?: 'user' | 'battery'): void;
  /** Takes one reason away, or all. */
  resume(reason?: 'user' | 'battery'): void;
  /** Forgets the index and the stored facts, and indexes again. */
  rebuild(token: CancellationToken): Promise<EngineStatus>;
  dispose(): Promise<void>;
}
