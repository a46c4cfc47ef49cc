import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../grammars/index.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';

const root = process.cwd();
const fixtures = [
  'typescript/fixtures/modern.ts',
  'javascript/fixtures/commonjs.js',
  'python/fixtures/modern.py',
  'go/fixtures/modern.go',
];
const loaded = new Map<string, LoadedLanguage>();
for (const path of ['a.ts', 'a.tsx', 'a.js', 'a.py', 'a.go']) {
  const language = languageOf(path);
  if (language) loaded.set(language.id, await loadLanguage(language, sourceGrammars(root)));
}

function facts(path: string, text: string, timeLimit?: number): FileFacts {
  const language = loaded.get(languageOf(path)?.id ?? '');
  if (!language) throw new Error(`no language for ${path}`);
  return extractFacts(language, text, timeLimit === undefined ? {} : { timeLimit });
}

function exported(path: string, text: string): string[] {
  return facts(path, text).exports.map(
    ({ name, local, specifier }) => `${name}=${local}${specifier === undefined ? '' : `@${specifier}`}`,
  );
}

test('every form of export is listed', () => {
  const source = `export const a = 1, b = 2;
export default class Foo {}
export { a as c, type T };
export { x, default as y } from './x';
export * from './all';
export * as ns from './ns';`;
  expect(exported('a.ts', source)).toEqual([
    'a=a',
    'b=b',
    'default=Foo',
    'c=a',
    'T=T',
    'x=x@./x',
    'y=default@./x',
    '*=*@./all',
    'ns=*@./ns',
  ]);
  expect(exported('a.ts', 'const a = 1;\nexport default a;')).toEqual(['default=a']);
  expect(exported('a.js', "module.exports = require('./lib');")).toEqual(['===@./lib']);
  expect(exported('a.js', "module.exports = { a, b: c, ...require('./d'), e() {} };")).toEqual([
    'a=a',
    'b=c',
    '*=*@./d',
    'e=e',
  ]);
  expect(exported('a.js', 'exports.a = function () {};\nmodule.exports.b = c;')).toEqual(['a=a', 'b=c']);
  expect(exported('a.py', "__all__ = ['A', 'b']\n__all__ += ['c']")).toEqual(['A=A', 'b=b', 'c=c']);
});

function headers(path: string, text: string): string[] {
  const lines = text.split('\n');
  return facts(path, text).symbols.map(({ headerSpan: [first, from, last, to] }) => {
    const part = lines.slice(first, last + 1);
    part[part.length - 1] = (part.at(-1) ?? '').slice(0, to);
    part[0] = (part[0] ?? '').slice(from);
    return part.join('\n');
  });
}

test('a header is the text from the declaration to its body', () => {
  const long = `export const table = {\n${'  entry: 1,\n'.repeat(30)}};`;
  expect(headers('a.ts', long)[0]).toBe('export const table = {');
  expect(headers('a.ts', '@dec\nexport class A<T>\n  extends B {\n}')).toEqual(['export class A<T>\n  extends B']);
  expect(headers('a.ts', 'export const f = (\n  a: string,\n): void => {\n  g();\n};')).toEqual([
    'export const f = (\n  a: string,\n): void =>',
  ]);
  expect(headers('a.py', '@dec\nasync def f(\n    a: int,\n) -> str:\n    return a')).toEqual([
    'async def f(\n    a: int,\n) -> str:',
  ]);
});

test('a word that only ends as a declaration could begin belongs to what it stands in', () => {
  const source = 'def first(default):\n    return None or default\n\n\ndef second():\n    pass\n';
  expect(facts('a.py', source).symbols.map(({ name, span }) => [name, ...span])).toEqual([
    ['first', 0, 0, 1, 26],
    ['second', 4, 0, 5, 8],
  ]);
});

test('blocks are the folds of bodies', () => {
  const source = 'function f() {\n  if (a) {\n    b();\n  }\n  return {\n    c,\n  };\n}';
  expect(facts('a.ts', source).blocks).toEqual([
    [0, 7],
    [1, 3],
    [4, 6],
  ]);
});

test('value uses that a local hides are left out', () => {
  const source = "import { a } from './a';\nf(a);\nfunction g(a) { f(a); }";
  expect(
    facts('a.ts', source)
      .references.filter(({ kind }) => kind === 'value')
      .map(({ line }) => line),
  ).toEqual([1]);
});

test('a comment behind code documents nothing after it', () => {
  const documented = (path: string, text: string) =>
    facts(path, text).symbols.map(({ name, doc }) => `${name} ${doc ?? '-'}`);
  expect(documented('a.ts', '// First.\nconst a = 1; // of a\nconst b = 2;\n')).toEqual(['a First.', 'b -']);
  expect(documented('a.go', 'package a\nconst (\n\tA = 1 // of A\n\tB = 2\n\t// Third.\n\tC = 3\n)\n')).toEqual([
    'A -',
    'B -',
    'C Third.',
  ]);
});

test('a parse over its time gives lexical facts', () => {
  const result = facts('a.ts', 'const alpha = [1, 2, 3];\n'.repeat(20_000), 1);
  expect(result).toMatchObject({ truncated: 'time', symbols: [], lines: 20_001 });
  expect(facts('a.ts', 'class A {}').symbols).toHaveLength(1);
});

describe('a prefix of a file', () => {
  for (const path of fixtures) {
    test(`${path}: what is complete before the cut stays`, () => {
      const text = readFileSync(join(root, 'grammars', path), 'utf8');
      const whole = facts(path, text);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: text.length }), cut => {
          const prefix = text.slice(0, cut);
          const line = prefix.split('\n').length - 1;
          const names = new Set(facts(path, prefix).symbols.map(({ name, nameSpan }) => `${name} ${nameSpan[0]}`));
          const expected = whole.symbols.filter(({ span }) => span[2] < line);
          const kept = expected.filter(({ name, nameSpan }) => names.has(`${name} ${nameSpan[0]}`));
          expect(kept.length).toBeGreaterThanOrEqual(expected.length * 0.9);
        }),
        { numRuns: 40, seed: 1 },
      );
    });
  }
});

/** What the indexes and spans of all facts must keep to, whatever the text. */
function expectSound(text: string, result: FileFacts): void {
  const lines = text.split('\n');
  expect(result.lines).toBe(lines.length);
  const count = result.symbols.length;
  result.symbols.forEach((symbol, index) => {
    expect(symbol.parent).toBeGreaterThanOrEqual(-1);
    expect(symbol.parent).toBeLessThan(index);
    for (const [first, , last, column] of [symbol.span, symbol.headerSpan, symbol.nameSpan]) {
      expect(first).toBeLessThanOrEqual(last);
      expect(last).toBeLessThan(lines.length);
      expect(column).toBeLessThanOrEqual(lines[last]?.length ?? 0);
    }
  });
  for (const { enclosing, line } of [...result.references, ...result.bindings]) {
    expect(enclosing).toBeGreaterThanOrEqual(-1);
    expect(enclosing).toBeLessThan(count);
    expect(line).toBeLessThan(lines.length);
  }
}

describe('any text', () => {
  const words =
    'class function def const x = ( ) { } [ ] < > : ; , . => import from export default "a" ` ${ */ /* // # @ async await new this self \n \n\t é 𝒳 /'.split(
      ' ',
    );
  const text = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map(parts => parts.join(' '));
  for (const path of ['a.ts', 'a.tsx', 'a.js', 'a.py', 'a.go']) {
    test(`${path}: sound facts, equal for equal text`, () => {
      fc.assert(
        fc.property(text, source => {
          const result = facts(path, source);
          expectSound(source, result);
          expect(facts(path, source)).toEqual(result);
        }),
        { numRuns: 60 },
      );
    });
  }

  test('real sources broken at a random place', () => {
    const sources = fixtures.map(path => ({ path, text: readFileSync(join(root, 'grammars', path), 'utf8') }));
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.nat(4000), fc.nat(60), ({ path, text: source }, at, length) => {
        const broken = source.slice(0, at) + source.slice(at + length);
        expectSound(broken, facts(path, broken));
      }),
      { numRuns: 60 },
    );
  });
});
