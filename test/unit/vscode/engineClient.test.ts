import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { CancellationTokenSource, createMessageConnection } from 'vscode-jsonrpc/node';
import type { ContextRequest, Engine } from '../../../src/engine/api.ts';
import type { ClientStatus, EngineClient } from '../../../src/vscode/engineClient.ts';
import { createEngineClient } from '../../../src/vscode/engineClient.ts';
import type { EngineProcess } from '../../../src/vscode/engineProcess.ts';
import { MESSAGE_LIMIT } from '../../../src/worker/engineProtocol.ts';
import { serveEngine } from '../../../src/worker/engineServer.ts';
import { createTestEngine } from '../worker/testEngine.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const never = new CancellationTokenSource().token;
const options = { roots: [], storeFolder: '', trusted: true };
const request: ContextRequest = { file: '/a.ts', line: 0, column: 0, task: 'edit', budget: 1000 };

describe('engine client', () => {
  test('buffers arrive whole, edited, and closed', async () => {
    const { client } = await started();
    await client.sendText('/a.ts', 1, 'one two three');
    client.sendEdits({ file: '/a.ts', from: 1, version: 2, edits: [{ offset: 4, length: 3, text: '2' }] });
    expect(await promptOf(client)).toBe('2 one 2 three');
    client.closeBuffer('/a.ts');
    expect(await promptOf(client)).toBe('');
  });

  test('edits to a version that the engine does not hold make it ask for the whole text', async () => {
    const { client, lost } = await started();
    await client.sendText('/a.ts', 1, 'text');
    client.sendEdits({ file: '/a.ts', from: 7, version: 8, edits: [{ offset: 0, length: 0, text: 'x' }] });
    expect(await promptOf(client)).toBe('1 text');
    expect(lost).toEqual(['/a.ts']);
  });

  test('a text of several megabytes goes through and back without a message over the limit', async () => {
    const { client, largest } = await started();
    const text = '\u0000'.repeat(500_000) + '"\\é\n'.repeat(200_000);
    await client.sendText('/a.ts', 1, text);
    expect(await promptOf(client)).toBe(`1 ${text}`);
    expect(largest()).toBeLessThanOrEqual(MESSAGE_LIMIT);
    expect(largest()).toBeGreaterThan(MESSAGE_LIMIT / 2);
  });

  test('thousands of changed paths arrive in order, in messages within the limit', async () => {
    const seen: string[] = [];
    const { client, largest } = await started({ changed: async paths => void seen.push(...paths) });
    const paths = Array.from({ length: 20_000 }, (_, index) => `/workspace/folder/file number ${index}.ts`);
    await client.changed(paths);
    expect(seen).toEqual(paths);
    expect(largest()).toBeLessThanOrEqual(MESSAGE_LIMIT);
  });

  test('a cancelled question rejects at once and is cancelled in the engine', async () => {
    const cancelled = deferred<void>();
    const asked = deferred<void>();
    const { client } = await started({
      async explain(_, token) {
        asked.resolve();
        while (!token.isCancellationRequested) await new Promise(resolve => setTimeout(resolve, 5));
        cancelled.resolve();
        return '';
      },
    });
    const source = new CancellationTokenSource();
    const answer = client.explain('/a.ts', source.token);
    await asked.promise;
    source.cancel();
    await expect(answer).rejects.toMatchObject({ name: 'CancelledError' });
    await cancelled.promise;
  });

  test('a failure in the engine reaches the one who asked', async () => {
    const { client } = await started({ explain: () => Promise.reject(new Error('There is no file /a.ts')) });
    await expect(client.explain('/a.ts', never)).rejects.toThrow('There is no file /a.ts');
  });

  test('a question that is open when the process dies is answered by the next one', async () => {
    let asked = 0;
    const { client, kill } = await started({
      async explain() {
        asked += 1;
        if (asked > 1) return 'answer';
        void kill();
        return new Promise<string>(() => {});
      },
    });
    expect(await client.explain('/a.ts', never)).toBe('answer');
  });

  test('four deaths in three minutes are answered with a restart, the fifth with giving up, and the user can restart', async () => {
    const { client, kill, states } = await started();
    for (let death = 1; death <= 4; death++) {
      await kill();
      await until(() => client.status().state === 'ready');
    }
    await kill();
    await until(() => client.status().state === 'error');
    expect(states().filter(state => state === 'starting')).toHaveLength(5);
    client.restart();
    await until(() => client.status().state === 'ready');
  });

  test('a new process gets the buffers again', async () => {
    const { client, kill, starts } = await started();
    expect(starts()).toBe(1);
    await kill();
    await until(() => client.status().state === 'ready');
    expect(starts()).toBe(2);
  });

  test('a pause shows although the index is complete, and survives a restart', async () => {
    const paused: string[] = [];
    const { client, kill } = await started({ pause: () => void paused.push('pause') });
    client.pause();
    expect(client.status().state).toBe('paused');
    await until(() => paused.length === 1);
    await kill();
    await until(() => paused.length === 2);
    expect(client.status().state).toBe('paused');
    client.resume();
    await until(() => client.status().state === 'ready');
  });
});

interface Started {
  readonly client: EngineClient;
  readonly lost: string[];
  readonly states: () => readonly ClientStatus['state'][];
  /** How often a process was ready for buffers. */
  readonly starts: () => number;
  /** Bytes of the largest message in either direction. */
  readonly largest: () => number;
  /** Resolves when the client has noticed. */
  readonly kill: () => Promise<void>;
}

/** A client whose processes are served in this one, over the wire format. */
async function started(overrides: Partial<Engine> = {}): Promise<Started> {
  const lost: string[] = [];
  const statuses: ClientStatus['state'][] = [];
  let starts = 0;
  let largest = 0;
  let running: EngineProcess | undefined;
  const client = createEngineClient({
    startProcess: () => {
      running = startInProcess(overrides, bytes => {
        largest = Math.max(largest, bytes);
      });
      return running;
    },
    log: silent,
    clock: () => performance.now(),
    onStatus: status => void statuses.push(status.state),
    onStarted: () => {
      starts += 1;
    },
    onBufferLost: file => void lost.push(file),
  });
  client.configure(options);
  await until(() => client.status().state === 'ready');
  return {
    client,
    lost,
    states: () => statuses,
    starts: () => starts,
    largest: () => largest,
    async kill() {
      running?.kill();
      await new Promise(resolve => setTimeout(resolve, 0));
    },
  };
}

function startInProcess(overrides: Partial<Engine>, onMessage: (bytes: number) => void): EngineProcess {
  const [toEngine, toClient] = [new PassThrough(), new PassThrough()];
  for (const stream of [toEngine, toClient]) measureMessages(stream, onMessage);
  const server = createMessageConnection(toEngine, toClient);
  serveEngine(server, () => createTestEngine(overrides));
  server.listen();
  const connection = createMessageConnection(toClient, toEngine);
  const exited = deferred<string>();
  return {
    pid: 1,
    connection,
    exited: exited.promise,
    kill() {
      exited.resolve('killed');
      server.dispose();
      connection.dispose();
    },
  };
}

/** Reads the sizes from the headers that vscode-jsonrpc writes as chunks of their own. */
function measureMessages(stream: PassThrough, onMessage: (bytes: number) => void): void {
  stream.on('data', (chunk: Buffer) => {
    const header = /^Content-Length: (\d+)/.exec(chunk.subarray(0, 40).toString('latin1'));
    if (header) onMessage(Number(header[1]));
  });
}

async function promptOf(client: EngineClient): Promise<string> {
  return (await client.context(request, 'pack', never)).pack.prompt;
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await new Promise(resolve => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>(resolve => {
    settle = resolve;
  });
  return { promise, resolve: value => settle(value) };
}
