// What the index of a folder costs, cold and then warm, after a build. Linux only: it reads /proc.
//   node test/bench/memory.mjs FOLDER [--dist=FOLDER]
// Processor time and the highest memory are those of the engine and its parse workers; what lives in the heap is measured
// in the engine process after a garbage collection, before anything is asked of the index.
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node.js';

const folder = path.resolve(process.argv[2] ?? '.');
const option = (name, otherwise) =>
  process.argv.find(argument => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const dist = path.resolve(option('dist', path.join(import.meta.dirname, '../../dist')));
const home = mkdtempSync(path.join(tmpdir(), 'cairn-memory-'));
const hook = path.join(home, 'hook.cjs');
writeFileSync(
  hook,
  `process.on('SIGUSR2', () => {
  for (let i = 0; i < 3; i++) globalThis.gc();
  process.send({ memory: process.memoryUsage() });
});`,
);

try {
  await measure('cold');
  await measure('warm');
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

async function measure(name) {
  const began = performance.now();
  const child = fork(path.join(dist, 'engine.js'), [], {
    execArgv: ['--expose-gc', '-r', hook],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  let highest = 0;
  const watch = setInterval(() => {
    highest = Math.max(
      highest,
      family(child.pid).reduce((sum, pid) => sum + resident(pid), 0),
    );
  }, 100);
  const roots = [{ name: path.basename(folder), folder, exclude: [] }];
  await connection.sendRequest('engine/initialize', { roots, storeFolder: path.join(home, 'store'), trusted: true });
  const { files, symbols } = await connection.sendRequest('engine/open', null);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const used = processorTime(child.pid);
  clearInterval(watch);
  const memory = await new Promise(resolve => {
    child.on('message', message => message.memory && resolve(message.memory));
    child.kill('SIGUSR2');
  });
  child.kill('SIGKILL');
  const living = memory.heapUsed + memory.arrayBuffers;
  console.log(
    `${name}: ${files} files, ${symbols} symbols; ${seconds} s, ${used} s of processor time; ` +
      `highest ${highest} MB with workers, engine then ${Math.round(memory.rss / 2 ** 20)} MB; ` +
      `living ${(living / 2 ** 20).toFixed(0)} MB: ${Math.round(living / files)} bytes a file, ${Math.round(living / symbols)} a symbol`,
  );
}

function family(pid) {
  const isChild = name => /^\d+$/.test(name) && fields(name)[1] === String(pid);
  return [pid, ...readdirSync('/proc').filter(isChild).map(Number)];
}

/** Megabytes. */
function resident(pid) {
  return Math.round((Number(fields(pid)[21] ?? 0) * 4096) / 2 ** 20);
}

/** Seconds of a process, its living children, and those that it has waited for. */
function processorTime(pid) {
  const ticks = family(pid).reduce((sum, id) => {
    const [user, system, waited, waitedSystem] = fields(id).slice(11, 15).map(Number);
    return sum + user + system + (id === pid ? waited + waitedSystem : 0);
  }, 0);
  return (ticks / 100).toFixed(1);
}

/** The fields of a process's line in /proc after its name. */
function fields(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
  } catch {
    return [];
  }
}
