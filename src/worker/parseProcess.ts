import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ParseInput } from '../engine/ports.ts';
import type { ParsedFile } from '../index/parsedFile.ts';
import { readFrames } from './frames.ts';
import { ANSWERS, type ParseRequest, type ParseResponse, type ParseWorkerSettings } from './parseProtocol.ts';

/** Why a batch gave no facts. */
export type BatchFailure = 'crashed' | 'timeout';

/** One child process that parses one batch at a time. It is started by its first batch, and again after a failure. */
export interface ParseProcess {
  /** Whether there is a process, so that a batch costs no start. */
  readonly isRunning: boolean;
  /**
   * Facts in the order of `inputs`, or why there are none; never rejects.
   * After `deadline` milliseconds in which the machine let it run the process is killed.
   */
  run(inputs: readonly ParseInput[], deadline: number): Promise<readonly ParsedFile[] | BatchFailure>;
  /** Starts the process ahead of its first batch. */
  warm(): void;
  /** Kills the process; a running batch ends as `crashed`. */
  kill(): void;
}

export interface ParseProcessOptions {
  /** Path of the bundled worker. */
  readonly worker: string;
  readonly settings: ParseWorkerSettings;
  /** Resident bytes past which the process is replaced after its batch. */
  readonly memoryLimit: number;
  readonly onFault: (message: string) => void;
  /** Arguments of Node. An executable that knows none of them is started without. */
  readonly nodeArguments?: readonly string[];
  /** Milliseconds without a batch after which the process ends; without it, it stays. */
  readonly idleLimit?: number;
}

/** Node's exit code when it does not know an argument. */
const INVALID_ARGUMENT = 9;

export function parseProcess(options: ParseProcessOptions): ParseProcess {
  let child: ChildProcess | undefined;
  let nextId = 1;
  let nodeArguments = options.nodeArguments ?? [];
  let idleTimer: NodeJS.Timeout | undefined;
  let current:
    | {
        readonly id: number;
        readonly count: number;
        readonly settle: (result: readonly ParsedFile[] | BatchFailure) => void;
      }
    | undefined;

  const stop = (result: BatchFailure): void => {
    clearTimeout(idleTimer);
    const stopped = child;
    child = undefined;
    stopped?.removeAllListeners();
    stopped?.on('error', () => {});
    stopped?.stdio[ANSWERS]?.destroy();
    stopped?.kill('SIGKILL');
    const batch = current;
    current = undefined;
    batch?.settle(result);
  };
  const receive = (message: unknown): void => {
    // A process that says something else has lost its memory: it may not end the engine too.
    if (!isResponse(message)) {
      stop('crashed');
      return;
    }
    const { id, files, memory, faults } = message;
    if (current?.id !== id) return;
    if (files.length !== current.count) {
      stop('crashed');
      return;
    }
    for (const fault of faults) options.onFault(fault);
    const { settle } = current;
    current = undefined;
    if (memory > options.memoryLimit) stop('crashed');
    else if (options.idleLimit !== undefined) idleTimer = setTimeout(() => stop('crashed'), options.idleLimit).unref();
    settle(files);
  };
  const start = (): ChildProcess => {
    const started = fork(options.worker, [JSON.stringify(options.settings)], {
      env: workerEnvironment(),
      execArgv: [...nodeArguments],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
    });
    // Neither is there when the system gives no more descriptors; an `error` follows then.
    const answers = started.stdio?.[ANSWERS] as Readable | undefined;
    const isMine = (): boolean => started === child;
    if (answers)
      readFrames(
        answers,
        message => isMine() && receive(message),
        () => isMine() && stop('crashed'),
      );
    started.on('error', () => stop('crashed'));
    started.on('exit', code => {
      if (code === INVALID_ARGUMENT) nodeArguments = [];
      stop('crashed');
    });
    return started;
  };

  return {
    get isRunning() {
      return child !== undefined;
    },
    run(inputs, deadline) {
      return new Promise(resolve => {
        clearTimeout(idleTimer);
        const id = nextId++;
        const cancel = afterTimeRunning(deadline, () => stop('timeout'));
        current = {
          id,
          count: inputs.length,
          settle: result => {
            cancel();
            resolve(result);
          },
        };
        child ??= start();
        const request: ParseRequest = { id, inputs };
        child.send?.(request, error => {
          if (error && current?.id === id) stop('crashed');
        });
      });
    },
    warm() {
      child ??= start();
    },
    kill: () => stop('crashed'),
  };
}

/** Milliseconds between two looks at the time that has passed. */
const TICK = 500;

/**
 * Calls `act` after so many milliseconds of a machine that lets this process run: one that sleeps or starves its processes
 * is no fault of a text. The function that it gives calls it off.
 */
function afterTimeRunning(milliseconds: number, act: () => void): () => void {
  let left = milliseconds;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const step = Math.min(left, TICK);
    timer = setTimeout(() => {
      left -= step;
      if (left > 0) wait();
      else act();
    }, step);
  };
  wait();
  return () => clearTimeout(timer);
}

function isResponse(message: unknown): message is ParseResponse {
  if (typeof message !== 'object' || message === null) return false;
  const { id, files, memory, faults }: Partial<ParseResponse> = message;
  const isPacked = (file: ParsedFile | null): boolean => Boolean(file?.facts && file.digest);
  return (
    typeof id === 'number' &&
    typeof memory === 'number' &&
    Array.isArray(faults) &&
    Array.isArray(files) &&
    files.every(isPacked)
  );
}

/** Only what a process needs to start: no NODE_OPTIONS, no inspector. */
function workerEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HOME', 'LD_LIBRARY_PATH'];
  const entries = kept.flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), ELECTRON_RUN_AS_NODE: '1' };
}
