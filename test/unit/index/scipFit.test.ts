import { beforeAll, describe, expect, test } from 'vitest';
import { parseSymbolName, unquoted } from '../../../src/index/scip/symbolName.ts';
import { decoded, type HandMade, handMade, sourceOf } from './scipFixture.ts';
import { createWorkspace, describeSymbol, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars());

/** The symbol of a package's name. */
const named = (descriptors: string): string => `scip-test npm library 1.0 ${descriptors}`;

/** What the index says about `a.ts` with this text. */
async function standing(text: string, document: Partial<HandMade>): Promise<string | undefined> {
  const index = await decoded(handMade([{ path: 'a.ts', occurrences: [], ...document }]));
  const workspace = createWorkspace();
  workspace.write({ 'a.ts': text });
  const snapshot = workspace.index.describe(sourceOf(index));
  return snapshot.precision(snapshot.files[0]?.id ?? -1);
}

describe('names', () => {
  test.each([
    ['scip-typescript npm hall 1.0.0 src/`shelf.ts`/Shelf#pick().', 'pick', ['Shelf', 'pick'], false],
    ['scip-typescript npm . . `a.ts`/Shelf#`<get>size`().', 'size', ['Shelf', 'size'], false],
    ['scip-typescript npm . . `a.ts`/Shelf#`<constructor>`().', 'constructor', ['Shelf', 'constructor'], false],
    ['scip-typescript npm . . `a.ts`/Shelf#toString().', 'toString', ['Shelf', 'toString'], false],
    ['scip-typescript npm . . `a.ts`/size0:', 'size', ['size'], false],
    ["scip-typescript npm . . `a.ts`/`'Content-Type'0`:", 'Content-Type', ['Content-Type'], false],
    ['scip-python python pkg 0.1 `pkg.mod`/', 'pkg.mod', [], true],
    ['semanticdb maven . . com/shop/Order#total(+1).(cents)', 'cents', ['Order', 'total', 'cents'], false],
    ['rust-analyzer cargo lib 0.1 shop/impl#[Order]total().', 'total', ['impl', 'Order', 'total'], false],
    ['scheme manager name  with  spaces 1.0 `odd``name`#', 'odd`name', ['odd`name'], false],
    ['', '', [], false],
    ['a b', '', [], false],
    ['a b c d `', '', [''], false],
  ])('%s', (symbol, name, path, isModule) => {
    expect(parseSymbolName(symbol)).toMatchObject({ name, path, isModule });
  });

  test('quotation marks, brackets and sigils are not part of them', () => {
    expect(["'a-b'", "['a-b']", '"x"', '#secret', '$total', '@count', 'plain'].map(unquoted)).toEqual([
      'a-b',
      'a-b',
      'x',
      'secret',
      'total',
      'count',
      'plain',
    ]);
  });
});

describe('what fits', () => {
  const f = named('`a.ts`/f().');
  const other = named('`b.ts`/g().');
  test.each([
    ['a name at its place', 'function f() {}\n', [[[0, 9, 10], f, 1]], 'precise'],
    ['another name', 'function g() {}\n', [[[0, 9, 10], f, 1]], 'stale'],
    ['part of a word', 'function f1() {}\n', [[[0, 9, 10], f, 1]], 'stale'],
    ['a place behind the end of a line', 'f\n', [[[0, 9, 10], f, 1]], 'stale'],
    ['a line behind the end', 'f\n', [[[7, 0, 1], f, 1]], 'stale'],
    ['an imported name for another', "import { g as h } from './b';\nh();\n", [[[1, 0, 1], other]], 'precise'],
    ['a name that nothing imports', "import { g } from './b';\nh();\n", [[[1, 0, 1], other]], 'stale'],
    [
      'a local called the same twice',
      'let x = x;\n',
      [
        [[0, 4, 5], 'local 1', 1],
        [[0, 8, 9], 'local 1'],
      ],
      'precise',
    ],
    [
      'a local called otherwise',
      'let x = y;\n',
      [
        [[0, 4, 5], 'local 1', 1],
        [[0, 8, 9], 'local 1'],
      ],
      'stale',
    ],
    ['a keyword', 'this.f();\n', [[[0, 0, 4], named('`a.ts`/Shelf#')]], 'precise'],
    [
      'a class for its constructor',
      'new Shelf();\n',
      [[[0, 4, 9], named('`b.ts`/Shelf#`<constructor>`().')]],
      'precise',
    ],
    ['digits that are the name’s own', 'v2;\n', [[[0, 0, 2], named('`a.ts`/v20:')]], 'precise'],
  ] satisfies [string, string, HandMade['occurrences'], string][])('%s', async (_, text, occurrences, expected) => {
    expect(await standing(text, { occurrences })).toBe(expected);
  });

  test('a text that the index holds must be this one, line ends and marks aside', async () => {
    expect(await standing('\ufefff();\r\n', { text: 'f();\n' })).toBe('precise');
    expect(await standing('f() ;\n', { text: 'f();\n' })).toBe('stale');
  });

  // Behind a ship: 4 bytes, 2 UTF-16 units, 1 code point.
  test.each([
    ['unknown', 0, 4],
    ['unknown', 0, 6],
    ['unknown', 0, 3],
    ['UTF-8', 1, 6],
    ['UTF-16', 2, 4],
    ['UTF-32', 3, 3],
  ])('columns in %s', async (_, encoding, start) => {
    const text = "'🚢'f();\nfunction f() {}\n";
    const occurrences: HandMade['occurrences'] = [
      [[0, start, start + 1], f],
      [[1, 9, 10], f, 1],
    ];
    const index = await decoded(handMade([{ path: 'a.ts', occurrences, encoding }]));
    const workspace = createWorkspace();
    workspace.write({ 'a.ts': text });
    const snapshot = workspace.index.describe(sourceOf(index));
    const found = snapshot.references(snapshot.files[0]?.id ?? -1);
    expect(found.map(({ line, to, rule }) => [line, describeSymbol(snapshot, to), rule])).toEqual([
      [0, 'a.ts:f', 'scip'],
    ]);
  });
  test('a column in another encoding than the index says does not fit', async () => {
    const occurrences: HandMade['occurrences'] = [[[0, 4, 5], f]];
    expect(await standing("'🚢'f();\n", { occurrences, encoding: 1 })).toBe('stale');
  });
});
