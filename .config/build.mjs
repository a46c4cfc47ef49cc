// Bundles the entry points into dist/ and puts grammars and licences beside them.
// `--dev`: source maps, not minified; `--quiet`: no report; `--out=FOLDER`: elsewhere; `--only=parseWorker.js`: one bundle.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = resolve(root, option('out') ?? 'dist');
const only = option('only');
const dev = process.argv.includes('--dev');
const quiet = process.argv.includes('--quiet');

const entries = [
  { source: 'src/vscode/extension.ts', target: 'extension.js', external: ['vscode'] },
  { source: 'src/worker/main.ts', target: 'engine.js' },
  { source: 'src/worker/parseWorker.ts', target: 'parseWorker.js' },
  { source: 'src/vscode/uninstall.ts', target: 'uninstall.js' },
  { source: 'src/cli/main.ts', target: 'cli.js', banner: { js: '#!/usr/bin/env node' } },
  { source: 'src/webview/main.ts', target: 'webview.js', browser: true },
  ...['cl100k_base', 'o200k_base'].map(name => ({
    source: `node_modules/gpt-tokenizer/cjs/encoding/${name}.js`,
    target: `tokenizers/${name}.js`,
  })),
].filter(({ source, target }) => existsSync(join(root, source)) && (only === undefined || only === target));

/** Tables of tokens are most of the code, and most processes never count one: they stay files of their own, loaded when needed. */
const separateTokenizers = {
  name: 'separate tokenizers',
  setup({ onResolve }) {
    onResolve({ filter: /^gpt-tokenizer\/encoding\// }, ({ path }) => ({
      path: `./tokenizers/${basename(path)}.js`,
      external: true,
    }));
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const isParser = ({ target }) => target === 'parseWorker.js';
const parser = await Promise.all(entries.filter(isParser).map(entry => bundle(entry)));
const grammars = await copyGrammars();
// Stored facts are as good as what extracted them: another parser or grammar, another store.
const extractor = await digest(parser.length > 0 ? ['parseWorker.js', 'grammars'] : ['grammars']);
const others = entries.filter(entry => !isParser(entry)).map(entry => bundle(entry, { CAIRN_EXTRACTOR: extractor }));
const results = [...parser, ...(await Promise.all(others))];
const packages = new Set(['web-tree-sitter', ...grammars, ...results.flatMap(({ metafile }) => packagesOf(metafile))]);
await writeFile(join(dist, 'THIRD_PARTY_NOTICES.txt'), await notices(packages));
if (!quiet) await report();

function option(name) {
  return process.argv.find(argument => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** SHA-1 over these files and folders of `dist`, its first 12 digits. */
async function digest(names) {
  const hash = createHash('sha1');
  for (const name of names) {
    const folder = join(dist, name);
    const inside = (await stat(folder)).isDirectory() ? await readdir(folder, { recursive: true }) : [''];
    for (const file of inside.sort()) {
      if ((await stat(join(folder, file))).isFile()) hash.update(file).update(await readFile(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

function bundle({ source, target, external = [], banner = {}, browser = false }, constants = {}) {
  return build({
    entryPoints: [join(root, source)],
    outfile: join(dist, target),
    bundle: true,
    format: browser ? 'iife' : 'cjs',
    platform: browser ? 'browser' : 'node',
    target: browser ? 'es2022' : 'node20',
    external,
    banner,
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    minify: !dev,
    sourcemap: dev,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [separateTokenizers],
    // Its ES module asks import.meta for its own place, which a CommonJS bundle does not have.
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/tree-sitter.cjs') },
  });
}

/** Copies the queries, one folder a language, and every .wasm that the languages name. Gives the names of their packages. */
async function copyGrammars() {
  const target = join(dist, 'grammars');
  await mkdir(target, { recursive: true });
  await copyFile(join(root, 'node_modules/web-tree-sitter/tree-sitter.wasm'), join(target, 'tree-sitter.wasm'));
  for (const folder of await readdir(join(root, 'grammars'), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const from = join(root, 'grammars', folder.name);
    for (const file of await readdir(from)) {
      if (file.endsWith('.scm')) {
        await mkdir(join(target, folder.name), { recursive: true });
        await copyFile(join(from, file), join(target, folder.name, file));
      }
    }
  }
  const files = new Set((await languages()).map(({ wasm }) => wasm));
  for (const wasm of files) await copyFile(join(root, 'node_modules', wasm), join(target, basename(wasm)));
  return [...files].map(file => /^(?:@[^/]+\/)?[^/]+/.exec(file)[0]);
}

async function languages() {
  const bundled = await build({
    entryPoints: [join(root, 'grammars/index.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(bundled.outputFiles[0].contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).languages;
}

/** Names of the packages whose files are part of a bundle. */
function packagesOf({ inputs }) {
  return Object.keys(inputs).flatMap(path => {
    const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    return match ? [match[1]] : [];
  });
}

async function notices(names) {
  const parts = ['Cairn contains the following packages. Each stands under its own licence, printed below it.\n'];
  for (const name of [...names].sort()) {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).filter(entry => /^(?:licen[cs]e|copying|notice)/i.test(entry)).sort()[0];
    const text = file ? (await readFile(join(folder, file), 'utf8')).trim() : `Licence: ${license}`;
    parts.push(`${'-'.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n\n${text}\n`);
  }
  const collected = await readFile(join(root, 'grammars/NOTICES.txt'), 'utf8');
  // TypeScript's own licence is the Apache License, word for word.
  const apache = await readFile(join(root, 'node_modules/typescript/LICENSE.txt'), 'utf8');
  parts.push('-'.repeat(80), collected, apache);
  return parts.join('\n');
}

async function report() {
  for (const file of (await readdir(dist, { recursive: true })).sort()) {
    const { size, isFile } = await stat(join(dist, file)).then(s => ({ size: s.size, isFile: s.isFile() }));
    if (isFile) console.log(`${(size / 1024).toFixed(0).padStart(7)} KB  ${file}`);
  }
}
