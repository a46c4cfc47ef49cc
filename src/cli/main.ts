import { readFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import path from 'node:path';
import { createEngine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import { storeFolder } from '../store/storeFolder.ts';
import { createParsePool } from '../worker/pool.ts';
import { tuneEngineProcess } from '../worker/tuning.ts';
import { EXIT } from './exitCodes.ts';
import { createInterrupt } from './interrupt.ts';
import { runProgram } from './program.ts';
import type { Session } from './session.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Entry point of `dist/cli.js`: the composition root of the command line. */
async function main(): Promise<void> {
  tuneEngineProcess();
  const words = process.argv.slice(2);
  const terminal = createTerminal(process.stdout, process.stderr, process.env, !words.includes('--no-color'));
  const interrupt = createInterrupt();
  process.on('SIGINT', () => {
    // The second Ctrl-C does not wait for anything to be put in order.
    if (interrupt.token.isCancellationRequested) process.exit(EXIT.interrupted);
    interrupt.cancel(EXIT.interrupted);
  });
  process.on('SIGTERM', () => interrupt.cancel(EXIT.interrupted));
  // Whoever has forked this process and goes away, or wants it to end, closes the channel.
  process.on('disconnect', () => interrupt.cancel(EXIT.interrupted));
  process.channel?.unref();
  terminal.onClosed(() => interrupt.cancel(EXIT.ok));
  const packageFolder = path.dirname(__dirname);
  const log = logTo(terminal);
  const ownStore = storeFolder(process.env, process.platform, homedir());
  const session: Session = {
    terminal,
    token: interrupt.token,
    onCancelled: listener => interrupt.onCancelled(listener),
    workingFolder: process.cwd(),
    packageFolder,
    storeFolder: ownStore,
    standardInput: process.stdin,
    createEngine: (folder, { exclude, scip, store, learned = false }) =>
      createEngine(
        {
          roots: [
            {
              name: path.basename(folder),
              folder,
              exclude,
              ...(scip !== undefined && { scipFile: path.resolve(scip) }),
            },
          ],
          storeFolder: store ?? ownStore,
          trusted: true,
          learned,
        },
        {
          parse: createParsePool({
            worker: path.join(__dirname, 'parseWorker.js'),
            grammars: path.join(__dirname, 'grammars'),
            log,
            // In the editor one processor stays free for it; here somebody waits.
            processes: Math.min(8, availableParallelism()),
          }),
          log,
          clock: () => performance.now(),
        },
      ),
  };
  const code = await runProgram(words, session, versionIn(packageFolder));
  process.exitCode = interrupt.exitCode ?? code;
}

/** Only what the user should act on; `CAIRN_LOG=debug` shows everything. */
function logTo(terminal: Terminal): Log {
  const all = process.env['CAIRN_LOG'] === 'debug';
  const show = (message: string): void => terminal.warn(message);
  const hide = (message: string): void => {
    if (all) terminal.warn(message);
  };
  return { debug: hide, info: hide, warn: show, error: show };
}

function versionIn(packageFolder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

void main();
