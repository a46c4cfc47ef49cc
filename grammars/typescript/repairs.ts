import { repairs as shared } from '../ecmascript/repairs.ts';
import type { Rewrites } from '../language.ts';

/** Syntax that tree-sitter-typescript 0.23 does not read. */
export const repairs: Rewrites = [
  ...shared,
  // A call signature without a semicolon before one with type parameters: `(a: A): B` newline `<T>(a: T): T`.
  [
    /(?<=[\w\])}>'"])(?<!=>|\/\/.*)\n(?=\s*(?:\/\/.*\n\s*|\/\*[\s\S]*?\*\/\s*)*<\s*(?:const\s+)?[\p{Lu}_$][\w$]*(?:\s*[,>=]|\s+extends\b))/gu,
    ';',
  ],
  [/\bexport type(?= \*)/g, 'export     '],
  // The variance of a type parameter.
  [/(?<=[<,]\s*)in out(?=\s+[\p{Lu}_$])/gu, '      '],
  [/(?<=[<,]\s*)out(?=\s+[\p{Lu}_$])/gu, '   '],
  [/(?<=[<,]\s*)in(?=\s+[\p{Lu}_$])/gu, '  '],
];
