import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../../grammars/index.ts';
import { python } from '../../../grammars/python/language.ts';
import { factsOfText, type LoadLanguage } from '../../../src/parse/embedded/embeddedFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';
import { checkedModule } from '../../../src/parse/syntax.ts';

const root = join(import.meta.dirname, '../../..');
const files = sourceGrammars(root);

// The same code reads them all; grammars with the baseline tier would cost seconds of compilation here.
for (const language of languages.filter(({ wasmTier }) => wasmTier === undefined)) {
  const folder = join(root, 'grammars', language.id, 'fixtures');
  const fixtures = existsSync(folder) ? readdirSync(folder) : [];
  test.skipIf(fixtures.length === 0)(
    `${language.id}: the parser's memory gives what its functions give`,
    async () => {
      const [direct, official] = [reader('memory'), reader('package')];
      for (const fixture of fixtures) {
        const text = readFileSync(join(folder, fixture), 'utf8');
        // Unfinished text has errors and is mended.
        for (const part of [text, text.slice(0, text.length / 2)]) {
          expect(await factsOfText(language, part, direct)).toEqual(await factsOfText(language, part, official));
        }
      }
    },
    120_000,
  );
}

function reader(reading: 'memory' | 'package'): LoadLanguage {
  const loading = new Map<string, Promise<LoadedLanguage>>();
  return async language => {
    const known = loading.get(language.id) ?? loadLanguage(language, files, reading);
    loading.set(language.id, known);
    const loaded = await known;
    expect(loaded.isDirect).toBe(reading === 'memory');
    return loaded;
  };
}

test('a module of another form is not read', async () => {
  const { parser } = await loadLanguage(python, files);
  const grammar = parser.language;
  if (!grammar) throw new Error('The parser has no language');
  expect(checkedModule({}, grammar)).toBeUndefined();
  expect(checkedModule({ HEAP32: new Int32Array(8) }, grammar)).toBeUndefined();
});
