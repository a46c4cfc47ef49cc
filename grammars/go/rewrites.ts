import type { Rewrites } from '../language.ts';

/** A type without blanks that an array or map of it can be made of; keywords begin one that is not read yet. */
const READ = String.raw`(\{\}|\(\(\)=>[^()\s]*\)|(?!(?:map|chan)\b(?!<)|(?:func|struct|interface)\b)[\w.]+(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>)?(?:\[\])*(?![\w.[]))`;
/** The same among results, where it ends at a comma. */
const RESULT = String.raw`((?:[^\s,()<>]|<[^<>]*(?:<[^<>]*>[^<>]*)*>|\(\(\)=>[^()]*\))+)`;

/** From the inside out: `[]T`, `map[K]T` and `chan T` are written `T[]`, `map<K,T>` and `chan<T>`. Only where `before` holds. */
function containers(before: string): Rewrites {
  const pass: Rewrites = [
    [new RegExp(`${before}\\bmap\\[([^\\[\\]]*)\\]${READ}`, 'g'), 'map<$1,$2>'],
    [new RegExp(`${before}(?<![\\w>])\\[[^\\[\\]]*\\]${READ}`, 'g'), '$1[]'],
    [new RegExp(`${before}\\bchan\\s+${READ}`, 'g'), 'chan<$1>'],
  ];
  return [...pass, ...pass, ...pass];
}

/** `A[B, C[D]]` of generics is written `A<B,C<D>>`; two levels. */
function generics(before: string): Rewrites {
  const pass: Rewrites[number] = [
    new RegExp(`${before}(?<!\\bmap)(?<=[\\w])\\[\\s*([\\p{L}_{(](?:[^\\[\\]]|\\[\\])*?)\\s*\\]`, 'gu'),
    '<$1>',
  ];
  return [pass, pass];
}

const tidy: Rewrites = [
  [/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ''],
  [/\s+/g, ' '],
  [/\b(?:struct|interface) ?\{(?:[^{}]|\{[^{}]*\})*(?:\}|$)/g, '{}'],
  [/\bchan ?<-|<- ?chan\b/g, 'chan'],
  [/\*/g, ''],
  [/ ?, ?/g, ','],
];

/** Declared types: pointers are what they point to, of several results the first counts. */
export const types: Rewrites = [
  ...tidy,
  // The whole of a variadic parameter.
  [/^[\p{L}_][\p{L}\p{N}_]* ?\.\.\. ?(?=\S)/u, '[]'],
  ...containers(''),
  ...generics(''),
  [/\bfunc ?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, 'func'],
  [new RegExp(String.raw`\bfunc \((?:(?:\w+,)*\w+ )?${RESULT}(?:,[^()]*)?\)`, 'g'), 'func $1'],
  ...containers(''),
  [new RegExp(`\\bfunc ${READ}`, 'g'), '(()=>$1)'],
  [/\bfunc\b/g, '(()=>void)'],
  ...containers(''),
  [new RegExp(String.raw`^\((?:\w+,)*\w+ ${RESULT}(?:,[\s\S]*)?\)?$`), '$1'],
  [new RegExp(String.raw`^\( ?${RESULT}(?:,[\s\S]*)?\)?$`), '$1'],
  [/^\(\(\)=>([^()]*)\)$/, '() => $1'],
];

const BRACES = String.raw`\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*(?:\}|$)`;
const ARGUMENTS = String.raw`\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;
/** Stands before a container type that a value was found to be of: a `*`, `[`, `map` or `chan`, and nothing else is looked behind. */
const TYPED = String.raw`(?=[*\[mc])(?<=^\[\] as .*)`;

/**
 * Values and receivers. Literals, conversions, assertions and `new` all read as calls of the type, a literal of a slice or
 * map as `[] as T[]`.
 */
export const expressions: Rewrites = [
  [/^iota\b[\s\S]*/, ''],
  [/^<-\s*([\w.]+)/, '$1[0]'],
  [/^\(\s*[*&]\s*([\w.]+)\s*\)/, '$1'],
  [/^[*&]\s*/, ''],
  // y.(*T)
  [new RegExp(String.raw`^(?:${ARGUMENTS}|\[[^\[\]]*\]|[\w.])+?\.\(\s*\*?\s*([\w.]+)(?:\[[^\[\]]*\])?\s*\)`), '$1()'],
  [new RegExp(String.raw`^(?:${ARGUMENTS}|\[[^\[\]]*\]|[\w.])+?\.\(\s*\*?\s*([\w.]+)(?:\[[^\[\]]*\])?\s*\)`), '$1()'],
  [/^append\(\s*([\w.]+)\s*,[\s\S]*/, '$1'],
  [/^new\(\s*([\w.]+)(?:\[[^[\]]*\])?\s*\)/, '$1()'],
  [/^make\(\s*([^,()]+)[\s\S]*/, '$1{'],
  // []T{…}, map[K]*T{…}
  [
    /^((?:\[[^[\]]*\]|map\[[^[\]]*\]|(?:<-\s*)?chan(?:\s*<-)?\s)(?:\[[^[\]]*\]|map\[[^[\]]*\]|chan\s|[*\s])*(?!(?:struct|interface|func)\b)[\w.]+)(?:\[[^[\]]*\])?\s*(?:\{[\s\S]*)?$/,
    '[] as $1',
  ],
  [new RegExp(`${TYPED}\\*`, 'g'), ''],
  ...containers(TYPED),
  // T{…}, (&T{…}), T[A]{…}
  [new RegExp(String.raw`^\(\s*&?\s*([\w.]+)(?:\[[^\[\]]*\])?\s*${BRACES}\s*(?:\)|$)`), '$1()'],
  [new RegExp(String.raw`^([\w.]+)(?:\[[^\[\]]*\])?${BRACES}`), '$1()'],
  [/^([\w.]+)(?:\[[^[\]]*\])?\{[\s\S]*/, '$1()'],
  // f[T](x)
  [/\b(\w+)\[[^[\]]*\]\(/g, '$1('],
];
