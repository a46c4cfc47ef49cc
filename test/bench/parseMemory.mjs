// Whether the memory of a parse process returns to its level, after a build. Linux only: it reads /proc.
//   node test/bench/parseMemory.mjs FOLDER … [--parses=50000] [--early=2000] [--files=1000] [--recycle]
// Texts of the folders (evenly chosen, round after round) go through the pool to its real processes, one of each tier.
// Without `--recycle` no process is replaced for its size, so that nothing hides what leaks. Resident memory is the median
// over the last tenth of the parses before each mark. Exit code 1 when the late one is more than 10 % above the early one.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadSources, project } from './sources.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parses: { type: 'string', default: '50000' },
    early: { type: 'string', default: '2000' },
    files: { type: 'string', default: '1000' },
    recycle: { type: 'boolean', default: false },
  },
});
const BATCH = 20;
const [parses, early, most] = [values.parses, values.early, values.files].map(Number);

const { createParsePool, languageOf, decode, neverCancelled } = await loadSources(`
  export { createParsePool } from './src/worker/pool.ts';
  export { languageOf } from './grammars/index.ts';
  export { decode } from './src/files/decode.ts';
  export { neverCancelled } from './src/base/cancellation.ts';
`);
const inputs = spread(positionals.length > 0 ? positionals : [project]);
const warn = message => console.error(message);
const pool = createParsePool({
  worker: path.join(project, 'dist/parseWorker.js'),
  grammars: path.join(project, 'dist/grammars'),
  log: { debug() {}, info() {}, warn, error: warn },
  processes: 1,
  idle: 2 ** 30,
  baselineIdle: 2 ** 30,
  ...(!values.recycle && { memoryLimit: Number.POSITIVE_INFINITY }),
});
const started = new Set();
const marks = new Map();
const wanted = [...new Set([early, 5000, 10_000, 20_000, 30_000, 40_000, parses])].filter(mark => mark <= parses);
for (let done = 0; done < parses; done += BATCH) {
  await pool.parse(
    Array.from({ length: BATCH }, (_, i) => inputs[(done + i) % inputs.length]),
    neverCancelled,
  );
  const now = children();
  for (const { pid } of now) started.add(pid);
  const resident = now.reduce((sum, { megabytes }) => sum + megabytes, 0);
  for (const mark of wanted) {
    if (done + BATCH <= mark && done + BATCH > mark * 0.9) marks.set(mark, [...(marks.get(mark) ?? []), resident]);
    if (done < mark && done + BATCH >= mark)
      console.log(
        `${mark} parses: ${median(marks.get(mark))} MB (${now.map(({ megabytes }) => megabytes).join(' + ')})`,
      );
  }
}
await pool.dispose();
const [first, last] = [median(marks.get(early)), median(marks.get(parses))];
const languages = new Set(inputs.map(input => languageOf(input.path).id));
console.log(
  `${inputs.length} files of ${languages.size} languages; ${first} MB after ${early} parses, ${last} MB after ${parses}: ` +
    `${((100 * last) / first - 100).toFixed(1)} %; ${started.size} processes started`,
);
process.exitCode = last > first * 1.1 ? 1 : 0;

/** Texts that a language knows, an equal share of each folder, spread over it. */
function spread(folders) {
  return folders.flatMap(folder => {
    const found = readdirSync(folder, { recursive: true })
      .filter(name => !/(?:^|\/)(?:\.git|node_modules|dist)\//.test(name) && languageOf(name))
      .filter(name => statSync(path.join(folder, name)).isFile() && statSync(path.join(folder, name)).size < 200_000)
      .sort();
    const step = Math.max(1, (found.length * folders.length) / most);
    return found
      .filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
      .map(name => ({ path: name, text: decode(readFileSync(path.join(folder, name))) }));
  });
}

/** The parse processes that live now. */
function children() {
  const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return pids.flatMap(pid => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('parseWorker')) return [];
      const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
      return [{ pid, megabytes: Math.round((pages * 4096) / 2 ** 20) }];
    } catch {
      return [];
    }
  });
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}
