import type { CancellationToken } from 'vscode-jsonrpc/node';
import { CancelledError } from '../base/cancellation.ts';
import type { ContextAnswer, ContextRequest, EngineOptions, EngineStatus, TreeNode } from '../engine/api.ts';
import type { Log } from '../engine/ports.ts';
import {
  AtHandNotification,
  BufferCloseNotification,
  type BufferEdits,
  BufferEditsNotification,
  BufferTextNotification,
  ChangedRequest,
  ContextQuery,
  type Detail,
  deadlines,
  ExplainRequest,
  OpenRequest,
  PauseNotification,
  pathPages,
  RebuildRequest,
  ResumeNotification,
  SLICE_LENGTH,
  type Sliced,
  SliceRequest,
  slicesOf,
  TreeRequest,
} from '../worker/engineProtocol.ts';
import type { EngineProcess } from './engineProcess.ts';
import { type EngineSession, startSession } from './engineSession.ts';

/** `stopped`: there is no folder to index, and so no process. */
export type ClientStatus = Omit<EngineStatus, 'state'> & { readonly state: EngineStatus['state'] | 'stopped' };

/** The editor's side of the engine: starts it, restarts it when it dies, asks it. */
export interface EngineClient {
  status(): ClientStatus;
  /** Of the running process. */
  pid(): number | undefined;
  /** Starts with these options, anew when it is running; `undefined` stops it. */
  configure(options: EngineOptions | undefined): void;
  /** The user's own restart: earlier deaths are forgotten. */
  restart(): void;
  context(request: ContextRequest, detail: Detail, token: CancellationToken): Promise<ContextAnswer>;
  tree(id: string, token: CancellationToken): Promise<readonly TreeNode[]>;
  explain(file: string, token: CancellationToken): Promise<string>;
  rebuild(token: CancellationToken): Promise<EngineStatus>;
  changed(paths: readonly string[]): Promise<void>;
  /** Takes several turns for a long text: resolves when all of it is on its way. */
  sendText(file: string, version: number, text: string): Promise<void>;
  sendEdits(edits: BufferEdits): void;
  closeBuffer(file: string): void;
  /** See `Engine.atHand`. */
  atHand(files: readonly string[]): void;
  /** Stops the engine while `work` is done, and starts it again. */
  without(work: () => Promise<void>): Promise<void>;
  pause(): void;
  resume(): void;
  dispose(): void;
}

export interface EngineClientOptions {
  readonly startProcess: (options: EngineOptions) => EngineProcess;
  readonly log: Log;
  readonly onStatus: (status: ClientStatus) => void;
  /** A new process is there and knows no buffers yet: send them all. */
  readonly onStarted: () => void;
  /** The engine lost track of one buffer: send it whole. */
  readonly onBufferLost: (file: string) => void;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** Deaths within {@link RESTART_WINDOW} milliseconds that are answered with a restart. */
const RESTARTS = 4;
const RESTART_WINDOW = 3 * 60_000;

/** Slices of a text that are sent in one turn of the extension host. */
const SLICES_AT_ONCE = 4;

const NOTHING_DONE = { files: 0, done: 0, symbols: 0, skipped: {} };

/** Thrown by requests while there is no engine to answer them. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

export function createEngineClient(parts: EngineClientOptions): EngineClient {
  const { log } = parts;
  let options: EngineOptions | undefined;
  let session: EngineSession | undefined;
  let reported: ClientStatus = { state: 'stopped', ...NOTHING_DONE };
  let paused = false;
  let deaths: number[] = [];

  function setStatus(next: ClientStatus): void {
    reported = next;
    parts.onStatus(status());
  }

  /** A pause that the user asked for shows even when there is nothing to do at the moment. */
  function status(): ClientStatus {
    const waiting = paused && reported.state !== 'stopped' && reported.state !== 'error';
    return waiting ? { ...reported, state: 'paused', pausedBy: 'user' } : reported;
  }

  function start(): void {
    if (options === undefined) return;
    setStatus({ state: 'starting', ...NOTHING_DONE });
    const started = startSession(parts.startProcess(options), options, {
      log,
      onStatus: next => started === session && setStatus(next),
      onBufferLost: parts.onBufferLost,
      clock: parts.clock,
    });
    session = started;
    log.info(`Engine process ${started.pid} started`);
    void started.exited.then(reason => started === session && died(reason));
    void index(started);
  }

  async function index(started: EngineSession): Promise<void> {
    try {
      await started.initialized;
      if (started !== session) return;
      parts.onStarted();
      if (paused) started.notify(PauseNotification, null);
      const done = await started.request(OpenRequest, null, deadlines.open);
      if (started === session) setStatus(done);
    } catch (error) {
      if (started !== session) return;
      log.error(`Indexing failed: ${error instanceof Error ? error.message : String(error)}`);
      started.kill();
    }
  }

  function died(reason: string): void {
    session = undefined;
    const now = parts.clock();
    deaths = [...deaths.filter(time => now - time < RESTART_WINDOW), now];
    log.warn(`Engine process ended: ${reason}; ${deaths.length} within three minutes`);
    if (deaths.length <= RESTARTS) start();
    else setStatus({ state: 'error', ...NOTHING_DONE, message: 'The engine stopped too often.' });
  }

  function stop(): void {
    const stopping = session;
    session = undefined;
    stopping?.kill();
  }

  /** Asks the engine; asks once more when the process died over it, for every question can be repeated. */
  async function ask<T>(question: (session: EngineSession) => Promise<T>, again = true): Promise<T> {
    const asked = session;
    if (asked === undefined) throw new EngineUnavailableError('The Cairn engine is not running.');
    try {
      await asked.initialized;
      return await question(asked);
    } catch (error) {
      if (again && asked !== session && !(error instanceof CancelledError)) return ask(question, false);
      throw error;
    }
  }

  async function whole<T>(asked: EngineSession, sliced: Sliced<T>, token: CancellationToken): Promise<T> {
    if ('value' in sliced) return sliced.value;
    let json = '';
    while (json.length < sliced.length) {
      const { slices } = sliced;
      json += await asked.request(SliceRequest, { slices, offset: json.length }, deadlines.slice, token);
    }
    return JSON.parse(json) as T;
  }

  return {
    status,
    pid: () => session?.pid,
    configure(next) {
      stop();
      options = next;
      if (next) start();
      else setStatus({ state: 'stopped', ...NOTHING_DONE });
    },
    restart() {
      deaths = [];
      paused = false;
      stop();
      start();
    },
    context: (request, detail, token) =>
      ask(async it => whole(it, await it.request(ContextQuery, { request, detail }, deadlines.context, token), token)),
    tree: (id, token) =>
      ask(async it => whole(it, await it.request(TreeRequest, { id }, deadlines.tree, token), token)),
    explain: (file, token) =>
      ask(async it => whole(it, await it.request(ExplainRequest, { file }, deadlines.explain, token), token)),
    rebuild: token =>
      ask(async it => {
        const done = await it.request(RebuildRequest, null, deadlines.rebuild, token);
        if (it === session) setStatus(done);
        return done;
      }),
    changed: paths =>
      ask(async it => {
        for (const page of pathPages(paths)) await it.request(ChangedRequest, { paths: page }, deadlines.changed);
      }),
    async sendText(file, version, text) {
      const to = session;
      for (const [index, slice] of slicesOf(text).entries()) {
        if (index % SLICES_AT_ONCE === SLICES_AT_ONCE - 1) await new Promise(resolve => setImmediate(resolve));
        const first = index === 0;
        const last = (index + 1) * SLICE_LENGTH >= text.length;
        to?.notify(BufferTextNotification, { file, version, text: slice, first, last });
      }
    },
    sendEdits: edits => session?.notify(BufferEditsNotification, edits),
    closeBuffer: file => session?.notify(BufferCloseNotification, { file }),
    atHand: files => session?.notify(AtHandNotification, { files: pathPages(files)[0] ?? [] }),
    async without(work) {
      const exited = session?.exited;
      stop();
      setStatus({ state: 'starting', ...NOTHING_DONE });
      await exited;
      try {
        await work();
      } finally {
        if (session === undefined) start();
      }
    },
    pause() {
      paused = true;
      session?.notify(PauseNotification, null);
      setStatus(reported);
    },
    resume() {
      paused = false;
      session?.notify(ResumeNotification, null);
      setStatus(reported);
    },
    dispose: stop,
  };
}
