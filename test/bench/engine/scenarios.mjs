// What is measured of one folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMeasured } from './measure.mjs';
import { startEngine } from './runningEngine.mjs';
import { edit, folderSize, sample, seededRandom } from './workspace.mjs';

const PLACES = 200;
const SWITCHED = 1000;
const SEED = 20_251_122;
/** Tokens, as the editor's settings have them. */
const BUDGET = 4096;

/**
 * Whole processes: cold, warm, after one edit. Rivals take their turn after each cold run.
 * @param {object} tools `dist`: the built engine; `bench`: this folder's parent; `sources`: see sources.mjs
 * @param {readonly { name: string, command: string }[]} rivals shell commands that index the folder they are started in
 */
export async function measureProcesses(workspace, tools, { rounds, rivals, floor }) {
  const cold = [];
  const warm = [];
  const edited = [];
  const floors = [];
  const others = new Map(rivals.map(({ name }) => [name, []]));
  let size = 0;
  for (let round = 0; round < rounds; round++) {
    const tree = workspace.copy();
    const store = workspace.fresh('store');
    const index = () => runMeasured(indexCommand(tools), { cwd: tree, env: { ...process.env, CAIRN_STORE: store } });
    cold.push(await index());
    size = folderSize(store);
    for (const { name, command } of rivals) {
      const own = workspace.copy();
      others.get(name).push(await runMeasured(['sh', '-c', command], { cwd: own }));
      workspace.remove(own);
    }
    if (floor) floors.push(await runMeasured(floorCommand(tools, tree), { cwd: tree }));
    warm.push(await index());
    const files = await filesOf(tools, tree);
    edit(sample(files, 1, seededRandom(SEED))[0].absolute);
    edited.push(await index());
    workspace.remove(tree);
    workspace.remove(store);
  }
  return { cold, warm, edited, floor: floors, rivals: Object.fromEntries(others), size };
}

function indexCommand({ dist }) {
  return [process.execPath, join(dist, 'cli.js'), 'index', '.', '--json'];
}

function floorCommand({ bench, sources, dist }, tree) {
  return [process.execPath, join(bench, 'parseFloor.mjs'), sources.module, join(dist, 'grammars'), tree];
}

/** The engine of the editor on a copy: questions, edits, a switch of many files. */
export async function measureRunning(workspace, tools) {
  const folder = workspace.copy();
  const store = workspace.fresh('store');
  const files = await filesOf(tools, folder);
  const random = seededRandom(SEED);
  const engine = await startEngine({ dist: tools.dist, folder, store });
  try {
    const places = cursorPlaces(sample(files, PLACES, random), random);
    const queries = await measureQueries(engine, places);
    const memory = engine.memory().together;
    const edits = [];
    for (const place of places.slice(0, 10)) {
      edit(place.file);
      edits.push(await engine.change([place.file], request(place, 'completion')));
    }
    const switched = sample(files, SWITCHED, random).map(({ absolute }) => absolute);
    for (const path of switched) edit(path);
    const change = await engine.change(switched, request(places[0], 'completion'));
    return {
      files: files.length,
      opened: engine.opened,
      queries,
      edits,
      switched: { ...change, files: switched.length },
      memory,
    };
  } finally {
    await engine.stop();
    workspace.remove(folder);
    workspace.remove(store);
  }
}

/** Milliseconds of the first question in a file, the next one there, and an edit's question; by stage. */
async function measureQueries(engine, places) {
  const times = { first: [], next: [], edit: [] };
  // The first question of all loads what every later one has.
  await engine.context(request(places[0], 'completion'));
  for (const place of places) {
    const ask = async (task, at) => (await engine.context({ ...request(place, task), ...at }))?.times ?? {};
    times.first.push(await ask('completion', {}));
    times.next.push(await ask('completion', { column: Math.max(0, place.column - 1) }));
    times.edit.push(await ask('edit', {}));
  }
  return times;
}

function request({ file, line, column }, task) {
  return { file, line, column, task, budget: BUDGET };
}

/** In each file a place behind the first word of a line that has one. */
function cursorPlaces(files, random) {
  return files.flatMap(({ absolute }) => {
    const lines = readFileSync(absolute, 'utf8').split('\n');
    const worded = lines.flatMap((text, line) => (/\w/.test(text) ? [{ text, line }] : []));
    const drawn = worded[Math.floor(random() * worded.length)];
    if (!drawn) return [];
    const column = (/\w+/.exec(drawn.text)?.index ?? 0) + (/\w+/.exec(drawn.text)?.[0].length ?? 0);
    return [{ file: absolute, line: drawn.line, column }];
  });
}

async function filesOf({ sources }, folder) {
  const files = [];
  for await (const { absolute } of sources.sourceFiles(folder)) files.push({ absolute });
  return files;
}
