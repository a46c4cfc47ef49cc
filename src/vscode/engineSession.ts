import {
  type CancellationToken,
  CancellationTokenSource,
  type NotificationType,
  type RequestType,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { CancelledError } from '../base/cancellation.ts';
import type { EngineOptions, EngineStatus } from '../engine/api.ts';
import type { Log } from '../engine/ports.ts';
import {
  BufferLostNotification,
  type Deadline,
  deadlines,
  InitializeRequest,
  LogNotification,
  REQUEST_CANCELLED,
  StatusNotification,
} from '../worker/engineProtocol.ts';
import type { EngineProcess } from './engineProcess.ts';

/** One engine process with its deadlines, from start to death. */
export interface EngineSession {
  readonly pid: number | undefined;
  /** Rejects when the process died before it was ready. */
  readonly initialized: Promise<void>;
  readonly exited: Promise<string>;
  /** Rejects with `CancelledError`, with {@link DeadlineError}, or when the process dies. */
  request<P, R>(type: RequestType<P, R, void>, params: P, deadline: Deadline, token?: CancellationToken): Promise<R>;
  notify<P>(type: NotificationType<P>, params: P): void;
  kill(): void;
}

export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

export interface SessionListeners {
  readonly log: Log;
  readonly onStatus: (status: EngineStatus) => void;
  readonly onBufferLost: (file: string) => void;
  readonly clock: () => number;
}

export function startSession(
  process: EngineProcess,
  options: EngineOptions,
  listeners: SessionListeners,
): EngineSession {
  const { connection } = process;
  const { log, clock } = listeners;
  let alive = true;
  let lastHeard = clock();
  let state: EngineStatus['state'] = 'starting';
  const gone = process.exited.then(reason => {
    alive = false;
    throw new Error(`The engine process ended: ${reason}`);
  });
  gone.catch(() => undefined);

  connection.onNotification(StatusNotification, status => {
    lastHeard = clock();
    state = status.state;
    listeners.onStatus(status);
  });
  connection.onNotification(LogNotification, ({ level, message }) => {
    lastHeard = clock();
    log[level](message);
  });
  connection.onNotification(BufferLostNotification, ({ file }) => listeners.onBufferLost(file));
  connection.onError(([error]) => log.error(`Connection: ${error.message}`));
  connection.listen();

  async function request<P, R>(
    type: RequestType<P, R, void>,
    params: P,
    deadline: Deadline,
    token?: CancellationToken,
  ): Promise<R> {
    if (!alive) throw new Error('The engine process has ended');
    if (token?.isCancellationRequested) throw new CancelledError();
    const source = new CancellationTokenSource();
    const asked = clock();
    const limit = guard(deadline, asked, token);
    try {
      const answer = await Promise.race([connection.sendRequest(type, params, source.token), limit.reached, gone]);
      lastHeard = clock();
      return answer;
    } catch (error) {
      source.cancel();
      if (error instanceof ResponseError && error.code === REQUEST_CANCELLED) throw new CancelledError();
      // An engine that has said nothing at all since the question hangs; asking it again would hang too.
      if (error instanceof DeadlineError && lastHeard <= asked) process.kill();
      throw error;
    } finally {
      limit.dispose();
      source.dispose();
    }
  }

  /** Rejects when the deadline passes or the asker cancels. */
  function guard(deadline: Deadline, asked: number, token: CancellationToken | undefined) {
    let timer: NodeJS.Timeout | undefined;
    let cancellation: { dispose(): void } | undefined;
    const reached = new Promise<never>((_, reject) => {
      const check = () => {
        const left = asked + deadline.milliseconds - clock() + graceFor(deadline, asked);
        if (left > 0) {
          timer = setTimeout(check, left);
          return;
        }
        reject(new DeadlineError(`No answer from the engine within ${deadline.milliseconds / 1000} s`));
      };
      check();
      cancellation = token?.onCancellationRequested(() => reject(new CancelledError()));
    });
    reached.catch(() => undefined);
    return {
      reached,
      dispose() {
        clearTimeout(timer);
        cancellation?.dispose();
      },
    };
  }

  /** Milliseconds by which an engine that works, or was told to wait, has put off a deadline that counts silence. */
  function graceFor(deadline: Deadline, asked: number): number {
    if (deadline.counts === 'total') return 0;
    return Math.max(0, (state === 'paused' ? clock() : lastHeard) - asked);
  }

  const initialized = request(InitializeRequest, options, deadlines.initialize);
  initialized.catch(() => process.kill());

  return {
    pid: process.pid,
    initialized,
    exited: process.exited,
    request,
    notify(type, params) {
      if (alive) connection.sendNotification(type, params).catch(() => undefined);
    },
    kill: () => process.kill(),
  };
}
