import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { languageOf } from '../../grammars/index.ts';
import { decode } from '../../src/files/decode.ts';

/** A real file that is to be broken. */
export interface Source {
  /** `/`-relative to its folder. */
  readonly path: string;
  readonly text: string;
}

const CONFIGURATIONS =
  /(?:^|\/)(?:package\.json|[jt]sconfig[\w.]*\.json|go\.(?:mod|work)|Cargo\.toml|pyproject\.toml|setup\.(?:cfg|py)|composer\.json|compile_commands\.json|[\w.]+\.(?:csproj|props|gemspec))$/;
const MOST_BYTES = 60_000;
const SKIPPED = new Set(['.git', 'node_modules', 'dist', '.cache']);

/** Parsable files and configuration files below a folder, none over 60 kB, in the order of their paths; at most `most`, spread evenly. */
export function sourcesBelow(folder: string, most: number): Source[] {
  const found: string[] = [];
  const list = (relative: string): void => {
    for (const entry of readdirSync(path.join(folder, relative), { withFileTypes: true })) {
      const inside = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) list(inside);
      else if (entry.isFile() && (languageOf(inside) || CONFIGURATIONS.test(inside))) found.push(inside);
    }
  };
  list('');
  found.sort();
  const step = Math.max(1, found.length / most);
  const chosen = found.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return chosen.flatMap(relative => {
    const file = path.join(folder, relative);
    return statSync(file).size > MOST_BYTES ? [] : [{ path: relative, text: decode(readFileSync(file)) }];
  });
}

/** The fixtures of all grammars, then Cairn's own sources and small fixture projects. */
export function ownSources(project: string): Source[] {
  const below = (folder: string, most: number): Source[] =>
    sourcesBelow(path.join(project, folder), most).map(source => ({ ...source, path: `${folder}/${source.path}` }));
  const fixtures = readdirSync(path.join(project, 'grammars'))
    .filter(name => existsSync(path.join(project, 'grammars', name, 'fixtures')))
    .flatMap(name => below(`grammars/${name}/fixtures`, 100));
  return [...fixtures, ...below('test/fixtures', 200), ...below('src', 100)];
}
