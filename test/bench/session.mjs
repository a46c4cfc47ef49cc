// Times of the engine process as the editor meets them, after a build:
//   node test/bench/session.mjs FOLDER FILE:LINE [--store=FOLDER] [--dist=FOLDER] [--switch=COMMIT] [--keys=N] [--idle=SECONDS]
// Prints one line for each thing measured. Without --store the start is cold: the store is a new folder, deleted afterwards.
import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node.js';

const [folder, place = ''] = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
const option = (name, otherwise) =>
  process.argv.find(argument => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const [relative, lineText = '1'] = place.split(':');
const file = path.join(path.resolve(folder), relative);
const line = Number(lineText) - 1;
const dist = path.resolve(option('dist', path.join(import.meta.dirname, '../../dist')));
const store = option('store') ?? mkdtempSync(path.join(tmpdir(), 'cairn-bench-'));

const start = performance.now();
const child = fork(path.join(dist, 'engine.js'), [], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  execArgv: option('node', '').split(' ').filter(Boolean),
});
const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
let status = { done: 0, files: 0 };
connection.onNotification('engine/status', next => {
  status = next;
});
connection.onNotification('engine/log', ({ level, message }) => level !== 'debug' && say(`log ${level}`, message));
connection.listen();

const text = readFileSync(file, 'utf8');
let version = 1;
await connection.sendRequest('engine/initialize', {
  roots: [{ name: path.basename(folder), folder: path.resolve(folder), exclude: [] }],
  storeFolder: store,
  trusted: true,
  memoryBudget: Number(option('memory', '0')),
});
sendText();
const opened = connection.sendRequest('engine/open', null);
let over = false;
void opened.then(() => {
  over = true;
});
await watchPacks();
if (option('only') === 'start') leave();
const ready = await opened;
say(
  'complete',
  `${since()} s: ${ready.files} files, ${ready.symbols} symbols, ${megabytes()} MB, ${cpu(child.pid)} s CPU`,
);
if (ready.memory) say('memory', JSON.stringify(ready.memory));
await timed('first context after it', () => context());
await timed('second context', () => context());
if (option('keys')) await keystrokes(Number(option('keys')));
if (option('switch')) await branchSwitch(option('switch'));
if (option('idle')) await idle(Number(option('idle')));
leave();

function leave() {
  if (option('profile')) child.disconnect();
  else child.kill('SIGKILL');
  if (option('store') === undefined) rmSync(store, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}

/** Asks again and again while the index grows, and says when the pack gets better. */
async function watchPacks() {
  let best = 0;
  while (!over && !(option('only') === 'start' && performance.now() - start > 1000 * Number(option('seconds', '6')))) {
    const { value } = await context();
    const files = value?.pack.files.length ?? 99;
    if (files > best) {
      best = files;
      const known = `${status.done} of ${status.files} files known`;
      say(
        'pack',
        `${since()} s, ${cpu(child.pid)} s CPU: ${files} files, ${value?.pack.tokens} tokens, complete ${value?.complete}; ${known}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}

/** Types into the middle of the file, one key at a time, and waits until the engine answers from the new text. */
async function keystrokes(count) {
  const times = [];
  let current = text;
  const offset = current.split('\n').slice(0, line).join('\n').length + 1;
  for (let key = 0; key < count; key++) {
    const from = version++;
    const edits = [{ offset: offset + key, length: 0, text: 'x' }];
    current = `${current.slice(0, offset + key)}x${current.slice(offset + key)}`;
    const sent = performance.now();
    void connection.sendNotification('buffer/edits', { file, from, version, edits });
    // Waits for buffers as every question does, and costs nothing itself.
    await connection.sendRequest('engine/changed', { paths: [] });
    times.push(performance.now() - sent);
    await new Promise(resolve => setTimeout(resolve, 80));
  }
  times.sort((a, b) => a - b);
  const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(0);
  say(
    'keystroke to fresh',
    `${text.split('\n').length} lines, ${count} keys: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`,
  );
}

/** Checks out another commit, and tells the engine as the editor's watcher would: in several pieces. */
async function branchSwitch(commit) {
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1e8 });
  const before = git('rev-parse', 'HEAD').trim();
  const paths = git('diff', '--name-only', '--no-renames', before, commit).trim().split('\n');
  for (const [name, to] of [
    ['there', commit],
    ['back', before],
    ['there again', commit],
    ['back again', before],
  ]) {
    git('checkout', '--quiet', '--force', to);
    const used = Number(cpu(child.pid));
    const began = performance.now();
    const pieces = [];
    for (let at = 0; at < paths.length; at += 400) {
      const page = paths.slice(at, at + 400).map(name => path.join(path.resolve(folder), name));
      pieces.push(connection.sendRequest('engine/changed', { paths: page }));
    }
    await Promise.all(pieces);
    const wall = (performance.now() - began) / 1000;
    say(
      `switch ${name}`,
      `${paths.length} paths: ${wall.toFixed(2)} s, ${(Number(cpu(child.pid)) - used).toFixed(2)} s CPU`,
    );
  }
}

async function idle(seconds) {
  await new Promise(resolve => setTimeout(resolve, 3000));
  const before = Number(cpu(child.pid));
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  const used = Number(cpu(child.pid)) - before;
  const processes = `${family(child.pid).length} processes, ${megabytes()} MB`;
  say('idle', `${used.toFixed(2)} s CPU in ${seconds} s, ${processes}`);
}

function context() {
  const request = { file, line, column: 0, task: 'edit', budget: 4000 };
  return connection.sendRequest('engine/context', { request, detail: 'view' });
}

function sendText() {
  for (let at = 0; at < text.length; at += 40_000) {
    const slice = text.slice(at, at + 40_000);
    const last = at + 40_000 >= text.length;
    void connection.sendNotification('buffer/text', { file, version, text: slice, first: at === 0, last });
  }
}

async function timed(name, work) {
  const began = performance.now();
  await work();
  say(name, `${(performance.now() - began).toFixed(0)} ms`);
}

/** Seconds of processor time of a process and its living and dead children. */
function cpu(pid) {
  const ticks = family(pid).reduce((sum, id) => {
    const fields = stat(id);
    const own = Number(fields[11]) + Number(fields[12]);
    return sum + own + (id === pid ? Number(fields[13]) + Number(fields[14]) : 0);
  }, 0);
  return (ticks / 100).toFixed(2);
}

function family(pid) {
  const children = readdirSync('/proc').filter(name => /^\d+$/.test(name) && stat(name)[1] === String(pid));
  return [pid, ...children.map(Number)];
}

function stat(pid) {
  const file = `/proc/${pid}/stat`;
  try {
    return existsSync(file)
      ? readFileSync(file, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')
      : [];
  } catch {
    return [];
  }
}

function megabytes() {
  const rss = id => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
  return Math.round(rss(child.pid) / 1024);
}

function since() {
  return ((performance.now() - start) / 1000).toFixed(2);
}

function say(what, message) {
  console.log(`${what}: ${message}`);
}
