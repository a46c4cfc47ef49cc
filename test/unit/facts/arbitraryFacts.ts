import fc, { type Arbitrary } from 'fast-check';
import type { Span } from '../../../src/base/span.ts';
import type { FileFacts, Initializer, ParameterFact } from '../../../src/facts/fileFacts.ts';

/** Every field of facts, present and absent, with any text that JavaScript can hold and any number that is allowed. */
export function arbitraryFacts(): Arbitrary<FileFacts> {
  return fc
    .record({
      head: record<Head>(
        { language: text, lines: number, parseErrors: number },
        { truncated: fc.constantFrom('time', 'size'), namespace: text, moduleDoc: text },
      ),
      lists: record<Omit<FileFacts, keyof Head | 'terms' | 'termCounts'>>({
        symbols: fc.array(symbol),
        imports: fc.array(imported),
        exports: fc.array(record<FileFacts['exports'][number]>({ name: text, local: text }, { specifier: text })),
        references: fc.array(reference),
        bindings: fc.array(binding),
        blocks: fc.array(fc.tuple(number, number)),
      }),
      terms: fc.array(fc.tuple(text, number)),
    })
    .map(({ head, lists, terms }) => ({
      ...head,
      ...lists,
      terms: terms.map(([term]) => term),
      termCounts: terms.map(([, count]) => count),
    }));
}

type Head = Pick<FileFacts, 'language' | 'lines' | 'parseErrors' | 'truncated' | 'namespace' | 'moduleDoc'>;

const LARGEST = 2 ** 31 - 2;
const number = fc.oneof({ weight: 4, arbitrary: fc.nat(300) }, fc.nat(LARGEST));
const enclosing = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.integer({ min: -1, max: LARGEST }));
const text = fc.oneof(
  fc.constantFrom('', 'name', 'a name that is longer than most', 'é', '\ud800', '\udc00', '日本', '\0'),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  // Any UTF-16 units at all: halves of pairs alone and in the wrong order.
  fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units)),
);
const span: Arbitrary<Span> = fc.tuple(number, number, number, number);

const initializer = record<Initializer>(
  { form: fc.constantFrom('new', 'call', 'name', 'await', 'element', 'argument', 'expected'), path: text },
  { steps: fc.array(fc.oneof(number, text)) },
);
const parameters = fc.array(
  record<ParameterFact>({ name: text }, { type: text, optional: fc.constant(true), rest: fc.constant(true) }),
);

const symbol = record<FileFacts['symbols'][number]>(
  {
    name: text,
    qualifiedName: text,
    kind: fc.constantFrom(
      'class',
      'interface',
      'type',
      'enum',
      'enumMember',
      'function',
      'method',
      'constructor',
      'property',
      'variable',
      'namespace',
      'extension',
    ),
    parent: enclosing,
    exported: fc.boolean(),
    nameSpan: span,
    span,
    headerSpan: span,
  },
  {
    owner: text,
    static: fc.constant(true),
    bodySpan: span,
    docSpan: span,
    doc: text,
    parameters,
    type: text,
    initializer,
    holdsFunction: fc.constant(true),
    signatures: fc.array(
      record<{ parameters: readonly ParameterFact[]; type?: string }>({ parameters }, { type: text }),
    ),
    bases: fc.array(text),
    baseArguments: fc.array(number),
    typeParameters: number,
    branches: number,
  },
);

const imported = record<FileFacts['imports'][number]>(
  {
    specifier: text,
    kind: fc.constantFrom('import', 'reexport', 'require', 'dynamic'),
    span,
    names: fc.array(record({ name: text, local: text, line: number, column: number })),
    enclosing,
  },
  { typeOnly: fc.constant(true) },
);

const reference = record<FileFacts['references'][number]>(
  {
    name: text,
    kind: fc.constantFrom('call', 'new', 'type', 'extends', 'implements', 'decorator', 'jsx', 'value', 'member'),
    line: number,
    column: number,
    enclosing,
  },
  { receiver: text, arguments: number, typeArguments: number },
);

const binding = record<FileFacts['bindings'][number]>(
  { name: text, line: number, scope: fc.tuple(number, number), enclosing },
  { column: number, parameter: fc.constant(true), typeParameter: fc.constant(true), type: text, initializer },
);

type RequiredFields<T> = { [K in keyof T as undefined extends T[K] ? never : K]: Arbitrary<T[K]> };
type OptionalFields<T> = {
  [K in keyof T as undefined extends T[K] ? K : never]-?: Arbitrary<Exclude<T[K], undefined>>;
};

/** A field of `T` that is forgotten in both does not compile. */
function record<T>(
  required: RequiredFields<T>,
  ...[optional]: Record<string, never> extends OptionalFields<T> ? [] : [OptionalFields<T>]
): Arbitrary<T> {
  const fields = { ...required, ...optional } as Record<string, Arbitrary<unknown>>;
  return fc.record(fields, { requiredKeys: Object.keys(required), noNullPrototype: true }) as Arbitrary<T>;
}
