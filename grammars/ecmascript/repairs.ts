import type { Rewrites } from '../language.ts';

/** Syntax of ECMAScript that neither tree-sitter-javascript 0.25 nor tree-sitter-typescript 0.23 reads everywhere. */
export const repairs: Rewrites = [
  // Attributes of a re-export become an expression of their own.
  [/(?<=\bexport\s*(?:type\s*)?(?:\{[^}]*\}|\*[^;'"]*)\s*from\s*(?:'[^'\n]*'|"[^"\n]*")\s*)with(?=\s*\{)/g, ';0||'],
  [/\baccessor(?=[ \t]+[\p{L}_$#["'])/gu, '        '],
];
