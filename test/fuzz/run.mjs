// Mutated real files against the parser, the index, the graphs and the packer, for as long as you like:
//   node test/fuzz/run.mjs [--seconds 600] [--inputs N] [--seed N] [--input N] [--processes 1] [--limit 4000] [FOLDER …]
// Sources are the files below the folders, or the fixtures of the grammars and Cairn's own sources. Every input is decided by
// the seed, its number and the sources: `--input N` tries one again and prints its text. An input that kills the process or gives no answer
// in time is a fault like any other. Exit code 1 when there are faults.
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';

const project = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    inputs: { type: 'string', default: 'Infinity' },
    input: { type: 'string' },
    processes: { type: 'string', default: '1' },
    limit: { type: 'string', default: '4000' },
  },
});
const folders = positionals.map(folder => path.resolve(folder));
const seed = Number(values.seed);
/** An input without an answer for so long hangs: many times the limit of the longest, on a busy machine. */
const HANG = 30_000;

const cache = path.join(project, '.cache', 'fuzz');
mkdirSync(cache, { recursive: true });
const child = path.join(cache, 'child.mjs');
buildSync({
  entryPoints: [path.join(import.meta.dirname, 'child.ts')],
  outfile: child,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});

const counts = { inputs: 0, texts: 0, faulty: 0, deaths: 0, hangs: 0 };
const slowest = { milliseconds: 0, label: '', number: -1 };
const kinds = new Map();
const single = values.input !== undefined;
const end = performance.now() + Number(values.seconds) * 1000;
const lanes = single ? 1 : Number(values.processes);
await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
console.log(
  `seed ${seed}: ${counts.inputs} inputs, ${counts.texts} texts extracted, ${counts.faulty} faulty, ${counts.deaths} deaths, ` +
    `${counts.hangs} hangs; slowest ${Math.round(slowest.milliseconds)} ms (input ${slowest.number}, ${slowest.label})`,
);
for (const [kind, numbers] of kinds)
  console.log(`  ${numbers.length} × ${kind}: inputs ${numbers.slice(0, 5).join(', ')}`);
process.exitCode = counts.faulty + counts.deaths + counts.hangs > 0 ? 1 : 0;

async function runLane(lane) {
  let next = single ? Number(values.input) : lane;
  while (!isOver(next)) {
    next = await runProcess(next);
    if (single) return;
  }
}

function isOver(next) {
  return performance.now() >= end || next >= Number(values.inputs);
}

/** One process, until the time is over or it fails; resolves with the number to go on with. */
function runProcess(from) {
  const settings = { project, folders, seed, from, step: lanes, limit: Number(values.limit) };
  const worker = fork(child, [JSON.stringify(settings)], { execArgv: ['--liftoff-only'], serialization: 'advanced' });
  let current = from;
  let source;
  return new Promise(resolve => {
    let timer;
    const finish = () => {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.kill('SIGKILL');
      resolve(current + lanes);
    };
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        counts.hangs += 1;
        note('no answer', current, 'for half a minute');
        keep(current, source);
        finish();
      }, HANG);
    };
    watch();
    worker.once('exit', code => {
      counts.deaths += 1;
      note('the process died', current, `exit code ${code}`);
      keep(current, source);
      finish();
    });
    worker.on('message', ({ number, source: given, result }) => {
      watch();
      current = number ?? current;
      source = given ?? source;
      if (result === undefined) return;
      counts.inputs += 1;
      counts.texts += result.texts;
      if (result.milliseconds > slowest.milliseconds) Object.assign(slowest, { ...result, number: current });
      if (result.faults.length > 0) counts.faulty += 1;
      for (const fault of result.faults)
        note(fault.split(/:|\n/, 1)[0].replace(/\d+/g, 'N'), current, `${result.label}: ${fault}`);
      if (single || result.faults.length > 0) keep(current, source);
      if (single || isOver(current + lanes)) finish();
    });
  });
}

function note(kind, number, detail) {
  const known = kinds.get(kind) ?? [];
  if (known.length < 3) console.log(`input ${number}: ${detail.slice(0, 1500)}`);
  known.push(number);
  kinds.set(kind, known);
}

/** Leaves the text that was extracted last for a closer look. */
function keep(number, source) {
  if (source === undefined) return;
  const file = path.join(cache, `${seed}-${number}-${path.basename(source.path)}`);
  writeFileSync(file, source.text);
  console.log(`  ${file}`);
}
