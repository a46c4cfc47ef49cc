// The files of a folder as the engine sees them: the project's own walk, classes and languages.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleSources } from '../sources.mjs';

const CONTENTS = `
  import { languageOf } from './grammars/index.ts';
  import { createInclusion } from './src/files/inclusion.ts';
  import { defaultClassifyOptions } from './src/files/classify.ts';
  import { newWalkSummary, walkFiles } from './src/files/walk.ts';
  import { readSourceFile } from './src/files/readFile.ts';

  /** Files that one grammar parses whole, small and written by someone; grammars that need a slower compiler are left out. */
  export async function* sourceFiles(folder) {
    const roots = [{ name: '', folder, exclude: [] }];
    const user = { home: folder, xdgConfig: '' };
    const inclusion = createInclusion({ roots, platform: 'posix', ignoreCase: false, user });
    const never = { isCancellationRequested: false };
    for await (const { path, absolute } of walkFiles(inclusion, newWalkSummary(), never)) {
      const language = languageOf(path.relative);
      if (!language || language.embedded || language.wasmTier) continue;
      const read = await readSourceFile(path, absolute, defaultClassifyOptions);
      if (read?.text === undefined || read.source.class === 'minified') continue;
      yield { absolute, text: read.text, wasm: language.wasm };
    }
  }
`;

/**
 * Makes the module that {@link loadSourceFiles} loads, for this process and others.
 * @param {string} folder where the module goes
 */
export async function bundleSourceFiles(folder) {
  const outfile = join(folder, 'sources.cjs');
  await bundleSources(CONTENTS, outfile);
  return outfile;
}

/** @returns {Promise<{ sourceFiles(folder: string): AsyncIterable<{ absolute: string, text: string, wasm: string }> }>} */
export function loadSourceFiles(module) {
  return import(pathToFileURL(module).href);
}
