// What indexing and asking cost, on any folders:
//   npm run bench -- FOLDER… [--rounds 3] [--json] [--only processes,running] [--no-floor] [--against NAME='COMMAND']…
// Works on copies in the system's temporary folder; nothing is written to FOLDER, and no store but its own is touched.
// `--against` runs another tool's index command in copies of its own, in turn with the engine. README.md says what is what.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportText, summarise } from './engine/report.mjs';
import { measureProcesses, measureRunning } from './engine/scenarios.mjs';
import { bundleSourceFiles, loadSourceFiles } from './engine/sources.mjs';
import { createWorkspace } from './engine/workspace.mjs';

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    against: { type: 'string', multiple: true, default: [] },
    dist: { type: 'string', default: join(root, 'dist') },
    'no-floor': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: 'processes,running' },
    rounds: { type: 'string', default: '3' },
  },
});
if (positionals.length === 0) {
  console.error(
    'usage: npm run bench -- FOLDER… [--rounds 3] [--json] [--only processes,running] [--against NAME=COMMAND]…',
  );
  process.exit(2);
}
const rivals = values.against.map((given, index) => {
  const [, name = `rival ${index + 1}`, command] = /^(?:([\w.@/-]+)=)?(.*)$/s.exec(given) ?? [];
  return { name, command };
});

const shared = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
process.on('exit', () => rmSync(shared, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const module = await bundleSourceFiles(shared);
const sources = { module, ...(await loadSourceFiles(module)) };
const tools = { dist: resolve(values.dist), bench: import.meta.dirname, sources };
const summaries = [];
for (const folder of positionals) {
  const workspace = createWorkspace(folder);
  try {
    const options = { rounds: Number(values.rounds), rivals, floor: !values['no-floor'] };
    const processes = values.only.includes('processes') && (await measureProcesses(workspace, tools, options));
    const running = values.only.includes('running') && (await measureRunning(workspace, tools));
    const summary = summarise({ name: workspace.name, processes, running });
    summaries.push(summary);
    if (!values.json) console.log(reportText(summary));
  } finally {
    workspace.dispose();
  }
}
if (values.json) console.log(JSON.stringify(summaries, null, 2));
