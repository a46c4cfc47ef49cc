// What packs of real repositories are like, after a build:
//   node test/bench/packs.mjs gap FOLDER… [--places 40] [--seed 1]       how near the choice is to the best possible one
//   node test/bench/packs.mjs budget FOLDER… [--packs 10000] [--seed 1]  budgets kept, and the same question answered alike
//   node test/bench/packs.mjs prefix FOLDER… [--places 5] [--seed 1]     what a conversation keeps of its prompts
// `--store FOLDER` keeps the index. Nothing is written to FOLDER. Figures stand in src/pack/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBudgets } from './packs/budget.mjs';
import { measureGaps } from './packs/gap.mjs';
import { measurePrefixes } from './packs/prefix.mjs';
import { ENGINE_SOURCES, loadSources, openEngine, project } from './sources.mjs';

const modes = { gap: measureGaps, budget: checkBudgets, prefix: measurePrefixes };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    places: { type: 'string', default: '40' },
    packs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string' },
    dist: { type: 'string', default: join(project, 'dist') },
  },
});
const [mode, ...folders] = positionals;
if (!(mode in modes) || folders.length === 0) {
  console.error(`usage: node test/bench/packs.mjs ${Object.keys(modes).join('|')} FOLDER…`);
  process.exit(2);
}
const store = values.store ?? mkdtempSync(join(tmpdir(), 'cairn-packs-'));
if (!values.store) process.on('exit', () => rmSync(store, { recursive: true, force: true }));
const sources = await loadSources(ENGINE_SOURCES);
const open = folder => openEngine(sources, resolve(values.dist), resolve(folder), store);
const options = { places: Number(values.places), packs: Number(values.packs), seed: Number(values.seed) };
process.exitCode = (await modes[mode](folders, { open, token: sources.neverCancelled, ...options })) ? 0 : 1;
