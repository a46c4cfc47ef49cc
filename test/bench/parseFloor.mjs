// Parses every source file of a folder once, in one process, without a query: what no indexer on these grammars can beat.
//   node test/bench/parseFloor.mjs <module made by bundleSourceFiles> <folder of the grammars> <folder>
import { basename, join, resolve } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { loadSourceFiles } from './engine/sources.mjs';

const [module, grammars, folder] = process.argv.slice(2).map(argument => resolve(argument));
const { sourceFiles } = await loadSourceFiles(module);
await Parser.init({ locateFile: () => join(grammars, 'tree-sitter.wasm') });
const parsers = new Map();
let trees = 0;
for await (const { text, wasm } of sourceFiles(folder)) {
  if (!parsers.has(wasm)) parsers.set(wasm, await parserFor(wasm));
  const tree = parsers.get(wasm).parse(text);
  if (tree) trees += 1;
  tree?.delete();
}
console.log(`${trees} files parsed`);

async function parserFor(wasm) {
  return new Parser().setLanguage(await Language.load(join(grammars, basename(wasm))));
}
