import type { Rewrites } from '../language.ts';

/** Words of a declaration that say nothing of a value's members. */
const QUALIFIERS =
  /\b(?:const|volatile|restrict|__restrict|register|extern|static|inline|struct|union|enum|_Atomic)\b\s*/g;

export const types: Rewrites = [
  // A type that is defined where it is used.
  [/^((?:\w+\s+)*?)(?:struct|union|enum)\s*(\w*)\s*\{[\s\S]*$/, '$2'],
  [QUALIFIERS, ''],
  [/\s*[*&]+/g, ''],
];

/** Indirection does not count: a pointer, an array and what they lead to have the same members. */
export const expressions: Rewrites = [
  [/^\s*\(\s*\(\s*(?:const\s+)?(?:struct\s+|union\s+)?(\w+)\s*\*+\s*\)\s*([^()]*)\)/, '($2 as $1)'],
  [/^[\s*&]+/, ''],
  [/\(\s*[*&]+\s*(?=[\w(])/g, '('],
  [/(?<=[\w)\]]\s*)\[[^[\]]*\]/g, ''],
  [/(?<=[\w)\]]\s*)\[[^[\]]*\]/g, ''],
];
