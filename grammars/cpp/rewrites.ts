import { blank } from '../c/repairs.ts';
import { expressions as cExpressions, types as cTypes } from '../c/rewrites.ts';
import type { Repairs, Rewrites } from '../language.ts';

export const types: Rewrites = [
  [/\[\[[^\]]*\]\]\s*/g, ''],
  [/^decltype\s*\(\s*auto\s*\)$|\bauto\b/g, ''],
  [/^decltype\s*\((.*)\)$/, 'typeof $1'],
  [
    /\b(?:typename|class|constexpr|consteval|constinit|mutable|thread_local|virtual|explicit|friend|template)\b\s*/g,
    '',
  ],
  [/(^|[^\w>])::(?=\w)/g, '$1'],
  ...cTypes,
];

export const expressions: Rewrites = [
  [/^(?:::)?std::(?:move|forward)(?:<[^<>]*>)?\s*\(([^()]*)\)/, '$1'],
  [/^(?:std::)?make_(?:unique|shared)<\s*(?:const\s+)?([\w:]+)(?:<[^<>]*>)?\s*>\s*\(/, 'new $1('],
  [
    /^\(?\s*(?:static|dynamic|reinterpret|const)_cast<\s*(?:const\s+)?([\w:]+)(?:<[^<>]*>)?[\s*&]*>\s*\(([^()]*)\)\)?/,
    '($2 as $1)',
  ],
  [/^([A-Z]\w*(?:::\w+)*)\s*\{[^{}]*\}/, '$1()'],
  [/\btemplate\s+(?=\w+\s*<)/g, ''],
  [/(^|[^\w>])::(?=\w)/g, '$1'],
  ...cExpressions,
];

/** Modules as the grammar can read them, and macros between `class` and its name. */
export const repairs: Repairs = [
  [/(?<=^[ \t]*(?:export[ \t]+)?import[ \t]*)[<":][^;\n]*(?=;)/gm, word],
  [/(?<=^[ \t]*(?:export[ \t]+)?(?:import|module)[ \t]+)\w[\w.:]*(?=;)/gm, word],
  [/(?<=^[ \t]*)export(?=\s+[\w[:])/gm, blank],
  [
    /(?<=\b(?:class|struct|union)\s+)(?:[A-Z_][A-Z0-9_]*(?:\([^()\n]*\))?\s+)+(?=[A-Za-z_][\w:]*\s*(?:<[^{};]*>\s*)?(?:final\s*)?(?::[^:]|\{))/g,
    blank,
  ],
];

function word(found: string): string {
  return found.replace(/\W/g, '_');
}
