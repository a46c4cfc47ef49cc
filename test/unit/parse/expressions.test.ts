import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertedType, collapse, initializerOf } from '../../../src/parse/expressions.ts';
import { boundNames } from '../../../src/parse/patterns.ts';

function collapsed(expression: string, expected: string): void {
  expect(collapse(expression)).toBe(expected);
}

test('receivers lose white space, arguments and literals', () => {
  collapsed('this.foo', 'this.foo');
  collapsed('a\n  .b(x, (y) => { return "}" })\n  .c', 'a.b().c');
  collapsed('items[i + 1]', 'items[]');
  collapsed('a?.b!.c?.()', 'a.b.c()');
  collapsed('`long ${template}`', '``');
  collapsed('(await load(1))', 'load()');
  collapsed('(node as Element)', '(node as Element)');
  collapsed('make<Map<string, A>>(x)', 'make()');
  collapsed('a /* why */ .b', 'a.b');
  collapsed(`x${'.member'.repeat(40)}`, '.member'.repeat(40).slice(-80));
});

function initializer(expression: string, expected: string | undefined): void {
  const found = initializerOf(expression);
  expect(found && `${found.form} ${found.path}`).toBe(expected);
}

test('an initializer names what a type can be read off', () => {
  initializer('new a.B<string>(1)', 'new a.B');
  initializer('new Foo', 'new Foo');
  initializer('a.b(1).c()', 'call a.b().c');
  initializer('await (fetch)(url)', 'await fetch');
  initializer('self.client', 'name self.client');
  initializer('rows[0]', 'element rows');
  initializer('options.log || console', 'name options.log');
  initializer('(x as Foo)', 'name x');
  initializer('a + b', undefined);
  initializer('"text"', undefined);
  initializer('function () {}', undefined);
  initializer('not done', undefined);
  expect(assertedType('{ a: 1 } satisfies Options')).toBe('Options');
  expect(assertedType('x as const')).toBeUndefined();
});

function names(pattern: string, expected: string): void {
  const found = boundNames(pattern);
  for (const { name, offset } of found) expect(pattern.startsWith(name, offset)).toBe(true);
  expect(found.map(({ name, path, rest }) => `${rest ? '...' : ''}${name}:${path?.join('.') ?? '-'}`).join(' ')).toBe(
    expected,
  );
}

test('patterns give their names with the path to each', () => {
  names('a', 'a:');
  names('{ a, b: c, d: { e = f({ x: 1 }) }, ...rest }', 'a:a c:b e:d.e ...rest:-');
  names('[x, , ...y]', 'x:- ...y:-');
  names('first, (second, *others)', 'first:- second:- ...others:-');
  names('**options', '...options:');
  names('this.x', '');
});

test('any text is accepted', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab.()[]{}<>"\'`/*!?=,: \n\\'), maxLength: 60 });
  fc.assert(
    fc.property(text, source => {
      expect(collapse(source).length).toBeLessThanOrEqual(80);
      initializerOf(source);
      for (const { name, offset } of boundNames(source)) expect(source.startsWith(name, offset)).toBe(true);
    }),
  );
});
