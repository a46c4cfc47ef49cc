// CPU that it takes to turn the files of a folder into facts, beside that of parsing them alone, in one process:
//   node test/bench/extraction.mjs <folder> [--rounds 3] [--extensions .py,.pyi]
// Of each step the first round, in which grammars and code are compiled, and the best one, in milliseconds and as a multiple of
// the best bare parse. `matches` is the parse and its queries, `terms` the counting of words; `facts` holds all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSources, project } from './sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, extensions: { type: 'string' } },
});
if (positionals.length !== 1) throw new Error('One folder, please');
const endings = options.extensions?.split(',');
const { languageOf, extractFacts, countTerms, loadLanguage, sourceGrammars } = await loadSources(`
  export { languageOf } from './grammars/index.ts';
  export { countTerms } from './src/facts/terms.ts';
  export { extractFacts } from './src/parse/extractFacts.ts';
  export { loadLanguage, sourceGrammars } from './src/parse/loadLanguage.ts';`);

const loading = new Map();
const texts = [];
for (const path of filesOf(resolve(positionals[0]))) {
  const language = languageOf(path);
  // Grammars with the baseline tier need a process of their own.
  if (!language || language.embedded || language.wasmTier) continue;
  if (endings && !endings.some(ending => path.endsWith(ending))) continue;
  if (!loading.has(language.id)) loading.set(language.id, await loadLanguage(language, sourceGrammars(project)));
  texts.push([loading.get(language.id), readFileSync(path, 'utf8')]);
}

const steps = {
  facts: (loaded, text) => extractFacts(loaded, text),
  parse: ({ parser }, text) => parser.parse(text).delete(),
  matches: ({ parser, matches }, text) => {
    const tree = parser.parse(text);
    matches(tree, text, 60_000);
    tree.delete();
  },
  terms: (_, text) => countTerms(text),
};
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const times = Object.fromEntries(Object.keys(steps).map(name => [name, []]));
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, run] of Object.entries(steps)) {
    const start = cpu();
    for (const [loaded, text] of texts) run(loaded, text);
    times[name].push(cpu() - start);
  }
}
const characters = texts.reduce((sum, [, text]) => sum + text.length, 0);
console.log(`${texts.length} files, ${(characters / 1e6).toFixed(1)} M characters, ${[...loading.keys()].join(' ')}`);
const floor = Math.min(...times.parse);
for (const [name, all] of Object.entries(times)) {
  const best = Math.min(...all);
  console.log(
    `${name.padEnd(8)} first ${all[0].toFixed(0)} (${(all[0] / floor).toFixed(2)})  best ${best.toFixed(0)} (${(best / floor).toFixed(2)})`,
  );
}

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield path;
  }
}
