// The project's own sources for the benchmarks, bundled, because Node does not read TypeScript.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The project's folder. */
export const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Bundles a module that can be required and imported.
 * @param {string} contents TypeScript; its imports are relative to the project's folder
 * @param {string} outfile
 */
export async function bundleSources(contents, outfile) {
  await build({
    stdin: { contents, resolveDir: project, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    define: { CAIRN_EXTRACTOR: '"bench"' },
    alias: { 'web-tree-sitter': join(project, 'node_modules/web-tree-sitter/tree-sitter.cjs') },
  });
}

/** What such a module exports. */
export async function loadSources(contents) {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-sources-'));
  try {
    const outfile = join(folder, 'sources.cjs');
    await bundleSources(contents, outfile);
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What {@link openEngine} needs of the sources. */
export const ENGINE_SOURCES = `
  export { createEngine } from './src/engine/engine.ts';
  export { createParsePool } from './src/worker/pool.ts';
  export { neverCancelled } from './src/base/cancellation.ts';
`;

/**
 * An engine in this process, with its index complete, and the parse worker of a build. It reads facts from its store as long
 * as it is not disposed of, and so do its snapshots.
 * @param sources what {@link ENGINE_SOURCES} exports
 * @param {string} dist folder of the build
 * @param ranker in place of the engine's own
 */
export async function openEngine({ createEngine, createParsePool, neverCancelled }, dist, folder, storeFolder, ranker) {
  const worker = join(dist, 'parseWorker.js');
  if (!existsSync(worker)) throw new Error(`${worker} is missing: npm run build`);
  const show = message => console.error(message);
  const log = { debug() {}, info() {}, warn: show, error: show };
  const parse = createParsePool({ worker, grammars: join(dist, 'grammars'), log, processes: 2 });
  const roots = [{ name: 'folder', folder, exclude: [] }];
  const engine = createEngine(
    { roots, storeFolder, trusted: true },
    { parse, log, clock: () => performance.now(), ranker },
  );
  await engine.open(() => {}, neverCancelled);
  return engine;
}
