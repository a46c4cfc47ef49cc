import { fork } from 'node:child_process';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

/** One run of the engine process. */
export interface EngineProcess {
  readonly pid: number | undefined;
  readonly connection: MessageConnection;
  /** Resolves with a description once the process has gone; never rejects. */
  readonly exited: Promise<string>;
  kill(): void;
}

/** Variables that the engine, Node and git need. Everything else stays behind, above all NODE_OPTIONS and keys. */
const PASSED_ON = [
  'PATH',
  'Path',
  'HOME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'LD_LIBRARY_PATH',
  'XDG_CONFIG_HOME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
];

/** Past the budget there must be room for answering, or the process spends its time on collecting garbage, and dies. */
const HEAP_OVER_BUDGET = 1.5;
/** Megabytes that answering takes in any repository. */
const SMALLEST_HEAP = 512;

/**
 * Starts the engine with the editor's own runtime.
 * @param script Absolute path of `engine.js`.
 * @param budget Bytes that the engine tries to keep to.
 * @param onOutput Receives what the process writes to its standard streams: crash reports, as a rule.
 */
export function startEngineProcess(script: string, budget: number, onOutput: (text: string) => void): EngineProcess {
  const heap = Math.max(SMALLEST_HEAP, Math.round((HEAP_OVER_BUDGET * budget) / 2 ** 20));
  const child = fork(script, [], {
    execPath: process.execPath,
    execArgv: [`--max-old-space-size=${heap}`],
    env: engineEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'json',
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => onOutput(text.trimEnd()));
  }
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const exited = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  void exited.then(() => connection.dispose());
  return { pid: child.pid, connection, exited, kill: () => void child.kill('SIGKILL') };
}

/** What a process of Cairn gets of the editor's environment, to run with the editor's own runtime. */
export function engineEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const result: NodeJS.ProcessEnv = { ELECTRON_RUN_AS_NODE: '1' };
  for (const name of PASSED_ON) {
    const value = environment[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}
