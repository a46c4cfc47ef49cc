import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../grammars/index.ts';
import type { Language } from '../../../grammars/language.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { factsOfText } from '../../../src/parse/embedded/embeddedFacts.ts';
import { readJsonSpans } from '../../../src/parse/embedded/jsonSpans.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';
import { describeSymbol } from '../index/workspace.ts';

const loaded = new Map<string, Promise<LoadedLanguage>>();
function load(language: Language): Promise<LoadedLanguage> {
  const known =
    loaded.get(language.id) ?? loadLanguage(language, sourceGrammars(join(import.meta.dirname, '../../..')));
  loaded.set(language.id, known);
  return known;
}

async function facts(path: string, text: string): Promise<FileFacts> {
  const language = languageOf(path);
  if (!language) throw new Error(`no language for ${path}`);
  return await factsOfText(language, text, load);
}

/** The text that the file has at the name of each symbol. */
async function namesInPlace(path: string, text: string): Promise<string[]> {
  const lines = text.split('\n');
  return (await facts(path, text)).symbols.map(
    ({ nameSpan }) => lines[nameSpan[0]]?.slice(nameSpan[1], nameSpan[3]) ?? '',
  );
}

function notebook(cells: readonly (readonly string[] | string)[], metadata: object = {}, indent?: number): string {
  const all = cells.map(source => ({ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source }));
  return JSON.stringify({ cells: all, metadata, nbformat: 4, nbformat_minor: 5 }, null, indent);
}

describe('components', () => {
  test('script blocks in another language than JavaScript and TypeScript are left out', async () => {
    const text = '<script type="application/json">{"a": 1}</script>\n<script lang="coffee">a = -> 1</script>';
    expect((await facts('a.vue', text)).symbols.map(({ name }) => name)).toEqual(['default']);
  });

  test('an unclosed script still gives its facts', async () => {
    expect(await namesInPlace('a.vue', '<template/>\n<script setup>\nconst a = 1;\nfunction f(')).toContain('a');
  });

  test('JSX in a script is parsed as JSX', async () => {
    const result = await facts('a.vue', '<script lang="tsx">\nconst a = (b: string) => <C d={b}/>;\n</script>');
    expect(result.parseErrors).toBe(0);
    expect(result.references).toMatchObject([{ name: 'C', kind: 'jsx' }]);
  });

  test('a component that is exported by name stands for itself', async () => {
    const text = '<script>\nconst Foo = define({});\nexport default Foo;\n</script>';
    const { symbols, exports } = await facts('a.vue', text);
    expect(symbols.map(({ name }) => name)).toEqual(['Foo']);
    expect(exports).toEqual([{ name: 'default', local: 'Foo' }]);
  });

  test('what encloses a use stays right when the component comes between', async () => {
    const text = '<script>\nexport function a() { b(); }\n</script>\n<script setup>\nfunction c() { d(); }\n</script>';
    const { symbols, references } = await facts('a.vue', text);
    const around = references.map(({ name, enclosing }) => `${name} in ${symbols[enclosing]?.name}`);
    expect(around).toEqual(['b in a', 'd in c']);
  });
});

test('a component is what its importers use, from script and markup', async () => {
  const index = createWorkspaceIndex({ roots: ['/w'], readConfig: () => undefined });
  const texts = {
    'App.vue':
      "<script setup>\nimport Card from './Card.vue';\nimport { size } from './size';\n</script>\n<template><card :a=\"size()\"/></template>",
    'Card.vue': '<script setup lang="ts">\nconst a = 1;\n</script>',
    'size.ts': "import Card from './Card.vue';\nexport function size() { return new Card(); }",
  };
  const changes = Object.entries(texts).map(async ([relative, text]) => {
    const path = { root: 0, relative };
    const source = { path, class: 'source', size: text.length, modified: 0, hash: text } as const;
    return { path, source, facts: await facts(relative, text) };
  });
  const snapshot = index.update(await Promise.all(changes), true);
  const edges = snapshot.files.flatMap(({ id }) =>
    snapshot
      .references(id)
      .map(({ from, to, kind }) => `${describeSymbol(snapshot, from)} ${kind} ${describeSymbol(snapshot, to)}`),
  );
  expect(edges.sort()).toEqual([
    'App.vue call Card.vue:default',
    'App.vue call size.ts:size',
    'size.ts:size call Card.vue:default',
  ]);
});

describe('notebooks', () => {
  test('positions hold where all is on one line, escapes included', async () => {
    const cells = [
      's = "\\u00e9\\t\\"x\\""\ndef first():\n  return 1\n',
      ['class Second:\n', '  def third(self): pass'],
    ];
    const text = notebook(cells, { kernelspec: { language: 'python' } });
    expect(text.split('\n')).toHaveLength(1);
    expect(await namesInPlace('a.ipynb', text)).toEqual(['s', 'first', 'Second', 'third']);
  });

  test('the kernel decides the language; without one it is Python', async () => {
    const typescript = notebook([['const a: string = f();']], {
      language_info: { codemirror_mode: { name: 'x' }, name: 'TypeScript' },
    });
    expect(await facts('a.ipynb', typescript)).toMatchObject({ language: 'typescript', symbols: [{ name: 'a' }] });
    expect(await facts('a.ipynb', notebook([['def f(): pass']]))).toMatchObject({
      language: 'python',
      symbols: [{ name: 'f' }],
    });
    const unknown = await facts('a.ipynb', notebook([['alpha <- 1']], { kernelspec: { language: 'R' } }));
    expect(unknown).toMatchObject({ language: 'ipynb', symbols: [], terms: ['alpha'] });
  });

  test('damaged JSON gives lexical facts', async () => {
    const text = notebook([['def f(): pass']], {}, 1);
    const cut = await facts('a.ipynb', text.slice(0, text.length - 20));
    expect(cut).toMatchObject({ language: 'ipynb', symbols: [], lines: text.slice(0, -20).split('\n').length });
    expect(cut.terms).toContain('def');
  });

  test('outputs are not searched', async () => {
    const cell = { cell_type: 'code', source: ['alpha()'], outputs: [{ data: { 'image/png': 'Zm9vYmFy+beta' } }] };
    expect((await facts('a.ipynb', JSON.stringify({ cells: [cell] }))).terms).toEqual(['alpha']);
  });
});

test('JSON is read where it is sound, and only there', () => {
  for (const text of ['{"a": [1, -2.5e3, true, "x\\"y"], "b": {}}', '[]', '"a"', ' {"a":null} \n']) {
    expect(readJsonSpans(text)).toBeDefined();
  }
  for (const text of ['', '{', '[1,]', '{"a" 1}', '{"a":1}}', '"a', '['.repeat(100_000)]) {
    expect(readJsonSpans(text)).toBeUndefined();
  }
});

describe('any text', () => {
  const words =
    '<script> </script> <script setup lang="ts"> <template> </template> <!-- --> {{ }} { } --- @a="b" <A.b /> def class f( ) import x from "y" ; [ ] , : "cells" "source" \\n \\u00 " %%time !ls \n \n\t é 𝒳'.split(
      ' ',
    );
  const text = fc.array(fc.constantFrom(...words), { maxLength: 50 }).map(parts => parts.join(' '));
  const valid = fc
    .array(fc.oneof(text, fc.array(text, { maxLength: 4 })), { maxLength: 4 })
    .chain(cells => fc.constantFrom(notebook(cells), notebook(cells, {}, 1)));
  for (const [path, source] of [
    ['a.vue', text],
    ['a.svelte', text],
    ['a.astro', text],
    ['a.ipynb', text],
    ['b.ipynb', valid],
  ] as const) {
    test(`${path}: facts lie inside the file, equal for equal text`, async () => {
      await fc.assert(
        fc.asyncProperty(source, async written => {
          const result = await facts(path, written);
          expect(await facts(path, written)).toEqual(result);
          const lines = written.split('\n');
          expect(result.lines).toBe(lines.length);
          const inside = (line: number, column: number): void => {
            expect(line).toBeLessThan(lines.length);
            expect(column).toBeLessThanOrEqual(lines[line]?.length ?? 0);
          };
          result.symbols.forEach(({ parent, span, nameSpan, headerSpan }, index) => {
            expect(parent).toBeLessThan(index);
            for (const [line, column, last, lastColumn] of [span, nameSpan, headerSpan]) {
              inside(line, column);
              inside(last, lastColumn);
              expect(line < last || (line === last && column <= lastColumn)).toBe(true);
            }
          });
          for (const { line, column, enclosing } of result.references) {
            inside(line, column);
            expect(enclosing).toBeLessThan(result.symbols.length);
          }
        }),
        { numRuns: 60 },
      );
    });
  }
});
