import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf, languages } from '../../../grammars/index.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import type { Snapshot } from '../../../src/index/snapshot.ts';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';

const PROJECT = path.resolve(__dirname, '..', '..', '..');

/** Parses and indexes a fixture project with the real parsers, in this process. */
export async function fixtureSnapshot(fixture: string): Promise<Snapshot> {
  const folder = path.join(PROJECT, 'test', 'fixtures', fixture);
  const read = (relative: string): string => readFileSync(path.join(folder, relative), 'utf8');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const grammars = await loadGrammars(files.map(({ name }) => name));
  const index = createWorkspaceIndex({ roots: [folder], readConfig: ({ relative }) => read(relative) });
  const changes = files.map(entry => {
    const relative = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    const text = read(relative);
    const source = {
      path: { root: 0, relative },
      class: 'source',
      size: text.length,
      modified: 0,
      hash: text,
    } as const;
    return { path: source.path, source, facts: factsOf(grammars, relative, text) };
  });
  return index.update(changes, true);
}

async function loadGrammars(names: readonly string[]): Promise<ReadonlyMap<string, LoadedLanguage>> {
  const files = sourceGrammars(PROJECT);
  const needed = languages.filter(language => names.some(name => languageOf(name) === language));
  const loaded = await Promise.all(needed.map(language => loadLanguage(language, files)));
  return new Map(loaded.map(each => [each.language.id, each]));
}

function factsOf(grammars: ReadonlyMap<string, LoadedLanguage>, relative: string, text: string): FileFacts {
  const loaded = grammars.get(languageOf(relative)?.id ?? '');
  return loaded === undefined ? lexicalFacts(text, 'text') : extractFacts(loaded, text);
}
