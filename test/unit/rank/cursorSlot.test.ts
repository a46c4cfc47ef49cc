import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorSlot } from '../../../src/rank/cursorSlot.ts';

/** Checks the slot at the `|`, as words: `argument f 1 a.b open`, `case x`, `value T`, `entered`; `-` for none. */
function check(marked: string, expected: string, language = 'typescript'): void {
  const at = marked.lastIndexOf('|');
  const before = marked.slice(0, at).split('\n');
  const cursor = { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  const slot = cursorSlot(marked.slice(0, at) + marked.slice(at + 1), cursor, language);
  const words = slot === undefined ? ['-'] : Object.values(slot).flatMap(value => (value === true ? ['open'] : value));
  expect(words.filter(word => word !== false).join(' '), marked).toBe(expected);
}

test('arguments of calls and constructions', () => {
  check('draw(|', 'argument draw 0');
  check('draw(sha|', 'argument draw 0');
  check('a.b().draw(x, f(1, 2), [3, 4], |', 'argument a.b().draw 3');
  check('const s = new Shape(|', 'argument Shape 0');
  check('draw("a, (b", |', 'argument draw 1');
  check('draw<Shape>(|', 'argument draw 0');
  check('draw(mode=|', 'argument draw mode', 'python');
  check('draw(1, mode: |', 'argument draw mode', 'kotlin');
  check('draw(a + |', '-');
  check('function draw(|', '-');
  check('if (|', '-');
  check('def draw(|', '-', 'python');
});

test('fields of an object that is an argument', () => {
  check('draw(shape, { |', 'argument draw 1 open');
  check('draw(shape, { color: 1, |', 'argument draw 1 open');
  check('draw(shape, { mode: |', 'argument draw 1 mode');
  check('if (x) { |', '-');
});

test('properties of a component', () => {
  check('return <Button |', 'argument Button 0 open', 'tsx');
  check('<Button onPress={() => f(a > b)}\n  |', 'argument Button 0 open', 'tsx');
  check('<Button kind={|', 'argument Button 0 kind', 'tsx');
  check('<Button kind="a">text |', '-', 'tsx');
  check('<div |', '-', 'tsx');
});

test('cases', () => {
  check('switch (mode) {\n  case |', 'case mode');
  check('switch (a.mode()) {\n  case A:\n    f();\n    break;\n  case |', 'case a.mode()', 'java');
  check('match self.mode {\n    |', 'case self.mode', 'rust');
  check('match mode {\n    Mode::A => 1,\n    |', 'case mode', 'rust');
  check('match mode {\n    Mode::A => |', '-', 'rust');
  check('when (mode) {\n  |', 'case mode', 'kotlin');
  check('match shape.kind:\n    case A:\n        f()\n    case |', 'case shape.kind', 'python');
  check('match shape:\n    case Circle() | |', 'case shape', 'python');
  check('case |', '-', 'python');
});

test('values of a declared type, and what with enters', () => {
  check('const a: Shape = new |', 'value Shape');
  check('let a: Map<string, Shape> = |', '-');
  check('Shape shape = new |', 'value Shape', 'java');
  check('private final List<Shape> shapes = |', 'value List<Shape>', 'java');
  check('mode: Mode = |', 'value Mode', 'python');
  check('const a = |', '-');
  check('with |', 'entered', 'python');
  check('async with a as b, |', 'entered', 'python');
  check('with open(|', 'argument open 0', 'python');
});

test('any text and any cursor give an answer', () => {
  const position = fc.record({ line: fc.nat(5), column: fc.nat(40) });
  const text = fc.string({ unit: fc.constantFrom(...'ab.,()[]{}<>=:"\'|; \n', 'new ', 'case ', 'match ', '<A ') });
  fc.assert(
    fc.property(text, position, fc.constantFrom('python', 'rust', 'tsx', ''), (source, cursor, language) => {
      const kinds = ['argument', 'case', 'value', 'entered', undefined];
      expect(kinds).toContain(cursorSlot(source, cursor, language)?.kind);
    }),
  );
});
