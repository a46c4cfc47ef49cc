// What resolving a folder's imports and references costs, in milliseconds of CPU of this process, and one edit after it:
//   npm run build && node test/bench/resolution.mjs <folder> [--engine dist/cli.js]
// The folder is parsed with the sources of this checkout and the parse worker beside --engine, into a store that is thrown
// away. The edited file is the one that most others import; nothing is written to it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ENGINE_SOURCES, loadSources, openEngine, project } from './sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string', default: join(project, 'dist/cli.js') } },
});
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

if (positionals.length === 1) await measure(resolve(positionals[0]));
else {
  console.error('usage: node test/bench/resolution.mjs <folder> [--engine dist/cli.js]');
  process.exitCode = 2;
}

async function measure(folder) {
  const store = mkdtempSync(join(tmpdir(), 'cairn-resolution-'));
  const engine = await openEngine(await loadSources(ENGINE_SOURCES), dirname(resolve(options.engine)), folder, store);
  try {
    const snapshot = engine.snapshot();
    const { files } = snapshot;
    print('files', files.length);
    print(
      'names, ms',
      cpu(() => snapshot.named('')),
    );
    let imports = 0;
    const ofImports = cpu(() => {
      for (const { id } of files) imports += snapshot.imports(id).length;
    });
    print('imports', imports);
    print('imports, ms', ofImports);
    const before = heapUsed();
    let edges = 0;
    const ofReferences = cpu(() => {
      for (const { id } of files) edges += snapshot.references(id).length;
    });
    print('edges', edges);
    print('references, ms', ofReferences);
    print('bytes per edge, with all that is remembered', Math.round((heapUsed() - before) / Math.max(1, edges)));
    await measureEdits(engine, folder, mostImported(snapshot));
  } finally {
    await engine.dispose();
    rmSync(store, { recursive: true, force: true });
  }
}

/** The edge lists of the 50 files around an edited one, then all, after an edit of a body and one of the interface. */
async function measureEdits(engine, folder, { source, facts }) {
  const path = join(folder, source.path.relative);
  const text = readFileSync(path, 'utf8');
  const [line, column] = facts.symbols[0].nameSpan;
  const lines = text.split('\n');
  lines[line] = `${lines[line].slice(0, column)}x${lines[line].slice(column)}`;
  const edits = [
    ['body', `${text}\n`],
    ['interface', lines.join('\n')],
  ];
  print('edited', source.path.relative);
  for (const [index, [name, edited]] of edits.entries()) {
    await engine.openBuffer(path, index + 1, edited);
    const snapshot = engine.snapshot();
    const at = snapshot.files.findIndex(file => file.source.path.relative === source.path.relative);
    const near = snapshot.files.slice(Math.max(0, at - 25), at + 25);
    const ask = files => files.forEach(({ id }) => void snapshot.references(id));
    print(
      `${name} edit, near 50, ms`,
      cpu(() => ask(near)),
    );
    print(
      `${name} edit, all others, ms`,
      cpu(() => ask(snapshot.files)),
    );
  }
}

function mostImported(snapshot) {
  let best = { count: -1, file: undefined };
  for (const file of snapshot.files) {
    const count = file.facts.symbols.length > 0 ? snapshot.importers(file.id).length : -1;
    if (count > best.count) best = { count, file };
  }
  if (!best.file) throw new Error('No file has symbols');
  return best.file;
}

/** Milliseconds of CPU that `work` takes, those of the runtime's own threads included. */
function cpu(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

function heapUsed() {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function print(name, value) {
  console.log(`${name.padEnd(46)} ${value}`);
}
