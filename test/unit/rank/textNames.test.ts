import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexOf } from '../../../src/index/snapshot.ts';
import { signalTextNames } from '../../../src/rank/signals/textNames.ts';
import { namesIn, type TextNames } from '../../../src/rank/textNames.ts';
import { queryAt } from './workspace.ts';

describe('what a text names', () => {
  const check = (text: string, paths: readonly string[], names: readonly string[] = []) => {
    const shown = ({ paths: found, names: named }: TextNames) => ({
      paths: found.map(({ path, line }) => (line === undefined ? path : `${path} ${line + 1}`)),
      names: named,
    });
    expect(shown(namesIn(text))).toEqual({ paths, names });
  };

  test('Python tracebacks', () =>
    check(
      'Traceback (most recent call last):\n  File "/usr/lib/app/worker/loops.py", line 97, in asynloop\n    next(loop)\n',
      ['usr/lib/app/worker/loops.py 97'],
      ['asynloop'],
    ));
  test('JavaScript stacks', () =>
    check(
      'TypeError: x is undefined\n    at Router.match (C:\\app\\src\\router.ts:10:5)\n    at async new Server (file:///srv/server.mjs:7:1)',
      ['Router.match', 'app/src/router.ts 10', 'srv/server.mjs 7'],
      ['Router.match', 'Server'],
    ));
  test('Java stacks', () =>
    check('\tat org.shop.Cart.total(Cart.java:42)', ['org.shop.Cart.total', 'Cart.java 42'], ['org.shop.Cart.total']));
  test('paths in prose, links with lines, and compilers', () =>
    check('See ./src/a.ts, lib/b.rs:3:1 and c/d.go#L8; main.cs(12,4): error', [
      'src/a.ts',
      'lib/b.rs 3',
      'c/d.go 8',
      'main.cs 12',
    ]));
  test('names in backticks, members in any notation', () =>
    check(
      '`parse()` of `Reader::next`, `a->b`, `escape-regexp`, `@ts-ignore` and `if x then y`',
      [],
      ['parse', 'Reader.next', 'a.b', 'if', 'x', 'then', 'y'],
    ));
  test('nothing in plain words', () => check('Accept trailing commas, as in calls. Version 1.2 did.', []));
  test('any text at all', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(namesIn(text).paths.every(({ line = 0 }) => line >= 0)).toBe(true);
      }),
    ));
  test('a text as long as a log, in time', () => {
    const start = performance.now();
    for (const unit of ['a/', 'a.', '`', 'at a.', '"', '[', '('])
      expect(namesIn(unit.repeat(100_000)).paths.length).toBeLessThan(100);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('the signal', () => {
  const FILES = {
    'src/app/loops.py': 'class Loop:\n    def run(self):\n        pass\n\n    def stop(self):\n        pass\n',
    'src/other/loops.py': 'def run():\n    pass\n',
    'src/reader.ts': 'export class Reader {\n  next() {}\n}\n',
    'src/writer.ts': 'export class Writer {\n  next() {}\n}\n',
    'src/main.ts': 'export const x = 1;|\n',
  };
  const ask = async (text?: string) => {
    const query = await queryAt(FILES, 'edit', text);
    const { files, symbols } = signalTextNames(query);
    const path = (id: number) => query.snapshot.file(id)?.source.path.relative;
    return {
      files: [...files].map(([id, { score }]) => `${path(id)} ${score.toFixed(2)}`),
      symbols: [...symbols].map(([id]) => (indexOf(id) < 0 ? '' : query.snapshot.symbol(id)?.qualifiedName)),
    };
  };

  test('is silent without a text', async () => expect(await ask()).toEqual({ files: [], symbols: [] }));
  test('finds the function around a line, in the file whose folders agree', async () =>
    expect(await ask('File "/home/me/app/loops.py", line 6')).toEqual({
      files: ['src/app/loops.py 1.00'],
      symbols: ['Loop.stop'],
    }));
  test('shares what two files can be meant by', async () =>
    expect((await ask('in loops.py')).files).toEqual(['src/app/loops.py 0.50', 'src/other/loops.py 0.50']));
  test('takes the member of the type that is named', async () => {
    expect((await ask('`Writer.next` fails')).symbols).toEqual(['Writer.next']);
    expect((await ask('`next` fails')).symbols).toEqual(['Reader.next', 'Writer.next']);
  });
});
