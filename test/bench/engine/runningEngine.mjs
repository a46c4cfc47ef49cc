// The engine process as the editor runs it, over the editor's own protocol.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node.js';
import { watchTree } from './measure.mjs';

/**
 * Starts an engine on one folder and waits until its index is complete.
 * @param {{ dist: string, folder: string, store: string }} options
 */
export async function startEngine({ dist, folder, store }) {
  const child = fork(join(dist, 'engine.js'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const watch = watchTree(child.pid);
  connection.listen();
  const roots = [{ name: 'root', folder, exclude: [] }];
  await connection.sendRequest('engine/initialize', { roots, storeFolder: store, trusted: false });
  const opened = await measured(() => connection.sendRequest('engine/open', null));
  const context = async request => {
    const answer = await connection.sendRequest('engine/context', { request, detail: 'view' });
    return 'value' in answer ? answer.value : undefined;
  };

  /** Seconds on the clock and of all the engine's processes. */
  async function measured(work) {
    const before = watch.now().cpu;
    const start = performance.now();
    await work();
    return { wall: (performance.now() - start) / 1000, cpu: watch.now().cpu - before };
  }

  return {
    opened,
    /** One answer; its own times in ms, by stage. */
    context,
    /** Tells the engine of files that changed and asks about one: what a user waits for. */
    change: (paths, request) =>
      measured(async () => {
        for (let at = 0; at < paths.length; at += PAGE) {
          await connection.sendRequest('engine/changed', { paths: paths.slice(at, at + PAGE) });
        }
        await context(request);
      }),
    /** Resident MB of all its processes now, and their peaks. */
    memory: () => watch.now(),
    async stop() {
      const exited = new Promise(resolve => child.once('exit', resolve));
      const peak = watch.stop();
      connection.dispose();
      child.disconnect();
      await exited;
      return peak;
    },
  };
}

/** Paths in one message, so that none grows too long: as many as a switch of branches sends at once. */
const PAGE = 1000;
