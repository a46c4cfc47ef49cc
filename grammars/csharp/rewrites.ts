import type { Rewrites } from '../language.ts';

/** Syntax that tree-sitter-c-sharp 0.23 does not read. */
export const repairs: Rewrites = [
  // Directives inside of an expression or a list: the first branch counts.
  [/^([ \t]*)#el(?:se|if)\b((?:(?!\*\/|^[ \t]*#)[\s\S])*?)^([ \t]*)#endif/gm, '$1/*   $2$3    */'],
  [/^([ \t]*)#[a-z:!]/gm, '$1//'],
  // Assignment to a member of what may be null.
  [/\?(?=\.[\w.]+\s*(?:[-+*/%&|^]|\?\?)?=(?![=>]))/g, ' '],
  [/\ballows ref struct\b/g, 'class            '],
  // Blocks of extension members.
  [/\bextension(?=\s*(?:<[^(){};]*>\s*)?\([^(){};]*\)[^(){};]*\{)/g, 'class ___'],
];

/** Type arguments written as their number, from the inside out: `Foo<A, Bar<B>>` gives `Foo$2`. */
const ARITIES: Rewrites = [0, 1, 2].flatMap(() =>
  [1, 2, 3, 4].map(
    count => [new RegExp(`(?<=\\w)<${Array(count).fill('[\\w\\s.?$[\\]]+').join(',')}>`, 'g'), `$$${count}`] as const,
  ),
);

/** Brings values and receivers to names, calls and constructions, casts as `x as T`. */
export const expressions: Rewrites = [
  [/^=>\s*/, ''],
  [/^(?:new\s*[([]|default\b|throw\b)[\s\S]*$/, ''],
  [/[$@]+"(?!"")(?:[^"\\]|\\.|"")*"/g, '""'],
  [/\bglobal::/g, ''],
  [/::/g, '.'],
  [/\?\[/g, '['],
  [/@(?=[\p{L}_])/gu, ''],
  [/\.ConfigureAwait\(\s*\w*\s*\)/g, ''],
  ...ARITIES,
  // Those of methods tell nothing apart.
  [/(?<!\bnew\s+[\w.]*)(?<=\w)\$\d(?=\s*\()/g, ''],
  [/^\(([A-Z][\w.$]*(?:\[\])?)\??\)\s*(?=[\w("@])([\s\S]*)$/, '$2 as $1'],
  [/\(\(([A-Z][\w.$]*)\??\)\s*([\w.()[\]]+)\)/g, '($2 as $1)'],
  [/^((?:await\s+)?new\s+[\w.$]+)\s*\{[\s\S]*$/, '$1()'],
  [/^(new\s+[^{}]*\))\s*\{[\s\S]*$/, '$1'],
];

/** Brings declared types to names with type arguments, arrays and function types, `Callable` where they have parameters, which have no names. */
export const types: Rewrites = [
  [/^var$/, ''],
  // A delegate is a function type.
  [/^(?:\[[\s\S]*?\]\s*)*(?:[a-z]+\s+)*delegate\s+([\s\S]*?)\s+\w+\s*(?:<[^()]*>)?\s*\([\s\S]*$/, '() => $1'],
  [/^(?:ref|readonly|scoped|in|out)\s+/, ''],
  [/\bglobal::/g, ''],
  [/::/g, '.'],
  [/\?/g, ''],
  [/^(?:[\w.]*\.)?Expression<([\s\S]*)>$/, '$1'],
  [/^(?:System\.)?Func<(?:([\s\S]*),)?\s*([\w.]+(?:<(?:[^<>]|<[^<>]*>)*>)?(?:\[\])?)>$/, 'Callable[[$1], $2]'],
  [/^(?:System\.)?Action<([\s\S]*)>$/, 'Callable[[$1], void]'],
  [/^(?:System\.)?Predicate<([\s\S]*)>$/, 'Callable[[$1], bool]'],
];
