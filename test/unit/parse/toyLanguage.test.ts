import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageOf } from '../../../grammars/index.ts';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';
import { toy } from '../../fixtures/toy/language.ts';
import { describeSymbol } from '../index/workspace.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'test', 'fixtures', 'toy');

test('a folder is all that a language needs: symbols, imports, and calls from file to file', async () => {
  expect(languageOf('main.toy')).toBeUndefined();
  const loaded = await loadLanguage(toy, { ...sourceGrammars(root), queries: () => folder });
  const index = createWorkspaceIndex({ roots: ['/w'], readConfig: () => undefined });
  const changes = ['main.toy', 'lib/shapes.toy'].map(relative => {
    const text = readFileSync(join(folder, 'project', relative), 'utf8');
    const path = { root: 0, relative };
    const source = { path, class: 'source', size: text.length, modified: 0, hash: text } as const;
    return { path, source, facts: extractFacts(loaded, text) };
  });
  const snapshot = index.update(changes, true);
  const [main] = snapshot.files.filter(({ source }) => source.path.relative === 'main.toy');
  if (!main) throw new Error('main.toy is not in the index');
  expect(main.facts.parseErrors).toBe(0);
  expect(main.facts.symbols).toMatchObject([
    { name: 'draw', kind: 'function', exported: true, doc: 'Draws all.', span: [3, 0, 6, 3] },
    { name: 'helper', kind: 'function', exported: false },
  ]);
  expect(
    snapshot
      .imports(main.id)
      .map(({ target }) => target.kind === 'file' && snapshot.file(target.file)?.source.path.relative),
  ).toEqual(['lib/shapes.toy']);
  expect(
    snapshot
      .references(main.id)
      .map(({ from, to, kind }) =>
        [from, kind, to].map(part => (typeof part === 'number' ? describeSymbol(snapshot, part) : part)).join(' '),
      ),
  ).toEqual(['main.toy:draw call lib/shapes.toy:circle', 'main.toy:draw call main.toy:helper']);
});
