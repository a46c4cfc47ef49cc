import type { CancellationToken } from '../base/cancellation.ts';
import type { EngineStatus } from '../engine/api.ts';
import type { InProcessEngine } from '../engine/engine.ts';
import type { Terminal } from './terminal.ts';
import { grouped } from './textLayout.ts';

/** What every command gets. */
export interface Session {
  readonly terminal: Terminal;
  readonly token: CancellationToken;
  /** Folder in which the command was started. */
  readonly workingFolder: string;
  /** Cairn's own package folder. */
  readonly packageFolder: string;
  /** The user's folder of the facts store. */
  readonly storeFolder: string;
  readonly standardInput: NodeJS.ReadableStream;
  /** Called once when the token is cancelled: for work that waits instead of asking the token. */
  onCancelled(listener: () => void): void;
  /** Makes an engine for one folder; nothing is read yet. */
  createEngine(folder: string, options: FolderOptions): InProcessEngine;
}

/** What the options of a command say about the folder that is indexed. */
export interface FolderOptions {
  readonly exclude: readonly string[];
  /** SCIP index, relative to the working folder. */
  readonly scip?: string;
  /** Folder of the facts store, in place of the user's. */
  readonly store?: string;
  /** Rank edits with what `cairn learn` has learned of the repository. */
  readonly learned?: boolean;
}

/** Opens an engine on `folder` with progress on the terminal, and disposes of it whatever `work` does. */
export async function withEngine<Result>(
  session: Session,
  folder: string,
  options: FolderOptions,
  work: (engine: InProcessEngine, status: EngineStatus) => Promise<Result>,
): Promise<Result> {
  const engine = session.createEngine(folder, options);
  try {
    const status = await engine.open(each => session.terminal.progress(progressText(each)), session.token);
    session.terminal.progress('');
    return await work(engine, status);
  } finally {
    session.terminal.progress('');
    await engine.dispose();
  }
}

function progressText(status: EngineStatus): string {
  return status.files === 0
    ? 'Looking for files…'
    : `Indexing ${grouped(status.done)} of ${grouped(status.files)} files…`;
}
