import type { WrittenImport } from '../language.ts';

/** Reads `#include "x"` as `x` and `#include <x>` as `<x>`: both bring all names of a file. */
export function readIncludes(statement: string): readonly WrittenImport[] {
  const written = /^\s*#\s*(?:include(?:_next)?|import)\s*(?:"([^"\n]+)"|(<[^>\n]+>))/.exec(statement);
  const specifier = written?.[1] ?? written?.[2];
  return specifier === undefined ? [] : [{ specifier, names: [{ name: '*', local: '', offset: 0 }] }];
}
