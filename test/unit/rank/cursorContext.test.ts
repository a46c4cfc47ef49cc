import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorContext } from '../../../src/rank/cursorContext.ts';

/** Checks `receiver typed expects` at the `|`; `-` stands for none. */
function check(marked: string, expected: string, language?: string): void {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const cursor = { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  const { receiver, typed, expects } = cursorContext(marked.replace('|', ''), cursor, language);
  expect(`${receiver ?? '-'} ${typed || '-'} ${expects}`, marked).toBe(expected);
}

test('receivers', () => {
  check('app.|', 'app - value');
  check('x = this.client.ge|', 'this.client ge value');
  check('a?.b!.|', 'a?.b - value');
  check('foo(a, b)[0].|', 'foo(a,b)[0] - value');
  check('return await fetch(url)\n  .then(f)\n  .|', 'fetch(url).then(f) - value');
  check('f(g.h(1).|', 'g.h(1) - value');
  check('(await x).|', '(awaitx) - value');
  check('new Server().|', 'Server() - value');
  check('[...|', '- - value');
  check('foo|', '- foo value');
});

test('accesses of other languages', () => {
  check('  node->next->va|', 'node.next va value', 'c');
  check('std::vec|', 'std vec value', 'cpp');
  check('$this->client()?->se|', '$this.client() se value', 'php');
  check('Foo::new().|', 'Foo.new() - value', 'rust');
  check('user&.na|', 'user na value', 'ruby');
  check('def f(a)->|', '- - type', 'python');
});

test('what the syntax asks for', () => {
  check('const a = new |', '- - construction');
  check('const a = new ns.|', 'ns - construction');
  check('class A extends |', '- - base');
  check('class A(|', '- - base');
  check('let a: |', '- - type');
  check('def f(a) -> |', '- - type');
  check('const m = new Map<|', '- - type');
  check('@|', '- - decorator');
  check('return <|', '- - component');
  check('import { |', '- - import');
  check('from a import |', '- - import');
  check('export { |', '- - import');
  check('export function f(a: |', '- - type');
  check('if (a < |', '- - value');
  check('const a = |', '- - value');
});

test('any text and any cursor give an answer', () => {
  const position = fc.record({ line: fc.nat(5), column: fc.nat(40) });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab.()[]{}?!<>:@ \n') }), position, (text, cursor) => {
      const { typed } = cursorContext(text, cursor);
      expect(typed).toMatch(/^[ab]*$/);
    }),
  );
});
