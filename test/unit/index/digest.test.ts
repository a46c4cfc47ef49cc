import { beforeAll, expect, test } from 'vitest';
import { languageOf } from '../../../grammars/index.ts';
import { lowHash, textHash } from '../../../src/base/textHash.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { aliases, digestOf, forEachKey, mentions, readDigest } from '../../../src/index/digest.ts';
import { nameKeys } from '../../../src/index/nameKeys.ts';
import { familyOf } from '../../../src/index/resolvers/resolvers.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';

const loaded = new Map<string, LoadedLanguage>();

const TEXTS: Readonly<Record<string, string>> = {
  'a.ts':
    "import { f as g } from './b';\nexport class HttpClient { url: string; get(x: Foo) { g(x) } }\nexport { g as h };\n",
  'a.java': 'package a.b;\nclass A<T> extends B { C c; class Inner { void run(D d) {} } }\n',
  'a.cs':
    'namespace N.M { public static class X { public static int Area(this Base b) => 1; class Y { } } }\nglobal using Z;\n',
  'a.go': 'package q\ntype T struct{ Base }\nfunc (t *T) Go() *T { return t.Stop() }\n',
  'a.py': 'class M:\n    def go(self, http: Client): ...\n',
  'a.cpp': 'namespace geo { class Shape { int area(); }; int Shape::area() { return 1; } }\n',
};

beforeAll(async () => {
  for (const path of Object.keys(TEXTS)) {
    const language = languageOf(path);
    if (language) loaded.set(path, await loadLanguage(language, sourceGrammars(process.cwd())));
  }
});

function factsOf(path: string): FileFacts {
  const language = loaded.get(path);
  if (!language) throw new Error(path);
  return extractFacts(language, TEXTS[path] ?? '');
}

test.each(Object.keys(TEXTS))('%s: a digest has the keys of the names, whatever the path', path => {
  const facts = factsOf(path);
  const digest = readDigest(digestOf(facts));
  expect(digest).toMatchObject({ language: facts.language, lines: facts.lines, symbols: facts.symbols.length });
  expect(digest?.namespace).toBe(facts.namespace);
  const family = familyOf(facts.language);
  for (const folder of ['/w', '/w/x.y/z']) {
    const module = family?.moduleName?.(`${folder}/${path}`, facts);
    const expected = nameKeys(facts, family, module).map(([key, symbol]) => {
      const { low, high } = textHash(key);
      return `${low} ${high} ${symbol}`;
    });
    const found: string[] = [];
    if (digest) forEachKey(digest, module, (low, high, symbol) => found.push(`${low} ${high} ${symbol}`));
    expect(found.sort()).toEqual(expected.sort());
  }
});

test('a digest knows mentioned names and aliases', () => {
  const digest = readDigest(digestOf(factsOf('a.ts')));
  if (!digest) throw new Error('no digest');
  const names = [...mentions(digest)];
  expect(['f', 'g', 'Foo'].map(name => names.includes(lowHash(name)))).toEqual([true, true, true]);
  expect(names).toEqual([...names].sort((a, b) => a - b));
  expect([...aliases(digest)]).toEqual(['f', 'g', 'g', 'h'].map(lowHash));
});

test('bytes that are no digest are told from one', () => {
  const bytes = digestOf(factsOf('a.java'));
  expect(readDigest(bytes.subarray(0, bytes.length - 4))).toBeUndefined();
  expect(readDigest(new Uint8Array(3))).toBeUndefined();
  expect(readDigest(new Uint8Array(256).fill(255))).toBeUndefined();
});
