import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createMessageConnection, type DataCallback, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { createEngine } from '../engine/engine.ts';
import { serveEngine } from './engineServer.ts';
import { createParsePool } from './pool.ts';
import { onBattery } from './power.ts';
import { tuneEngineProcess } from './tuning.ts';

/** ENTRY of dist/engine.js: the engine process, which the editor forks and speaks to over Node's IPC channel. */
function main(): void {
  if (process.send === undefined) {
    process.stderr.write('This is the engine process of the editor. From a terminal, use cairn.\n');
    process.exitCode = 2;
    return;
  }
  stepBack();
  tuneEngineProcess();
  const connection = createMessageConnection(new ForgivingReader(process), new IPCMessageWriter(process));
  const server = serveEngine(
    connection,
    (options, log) => {
      const worker = path.join(__dirname, 'parseWorker.js');
      const grammars = path.join(__dirname, 'grammars');
      const parse = createParsePool({ worker, grammars, log });
      return createEngine(options, { parse, log, clock: () => performance.now() });
    },
    () => onBattery(process.platform),
  );
  process.once('disconnect', () => void exit(server.dispose()));
  connection.listen();
}

/** Drops a message over which the connection itself fails, as it does over a cancellation of nothing: it is no reason to die. */
class ForgivingReader extends IPCMessageReader {
  override listen(callback: DataCallback) {
    return super.listen(message => {
      try {
        callback(message);
      } catch (error) {
        process.stderr.write(`Garbled message: ${String(error)}\n`);
      }
    });
  }
}

/** The editor and what the user runs in it come first; the parse workers take over the priority. */
function stepBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where the system does not allow it, the work is done at the usual priority.
  }
}

/** Milliseconds that the store may take to close once the editor has gone. */
const LAST_WORDS = 1500;

async function exit(disposed: Promise<void>): Promise<never> {
  setTimeout(() => process.exit(1), LAST_WORDS);
  await disposed.catch(() => undefined);
  process.exit(0);
}

main();
