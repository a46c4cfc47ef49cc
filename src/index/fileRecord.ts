import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import { interfaceFingerprint } from './fingerprint.ts';
import { createFileScope, type FileScope } from './resolve/fileScope.ts';
import { hintKey, isClassLike, typedKey } from './resolve/program.ts';
import { familyOf, type LanguageFamily } from './resolvers/resolvers.ts';
import type { FileId, IndexedFile } from './snapshot.ts';

/** A file's facts with everything that follows from them alone; immutable, shared by all snapshots that hold it. */
export interface FileRecord extends IndexedFile {
  readonly family: LanguageFamily | undefined;
  readonly scope: FileScope;
  readonly fingerprint: string;
  /** Keys under which the file's symbols are found by name, without repetition. */
  readonly names: () => readonly string[];
}

export function createFileRecord(id: FileId, source: SourceFile, facts: FileFacts): FileRecord {
  const scope = createFileScope(facts);
  let names: readonly string[] | undefined;
  return {
    id,
    source,
    facts,
    family: familyOf(facts.language),
    scope,
    fingerprint: interfaceFingerprint(facts, scope),
    names: () => {
      names ??= [...new Set(facts.symbols.flatMap(symbol => nameKeys(symbol)))];
      return names;
    },
  };
}

/** A symbol's name; for classes the name that variables usually take from it; the names that it gives a type. */
export function nameKeys(symbol: SymbolFact): readonly string[] {
  const keys = [symbol.name];
  if (isClassLike(symbol) && symbol.kind !== 'namespace') keys.push(hintKey(symbol.name));
  if (symbol.kind === 'property' && symbol.type !== undefined) keys.push(typedKey(symbol.name));
  for (const { name, type } of symbol.parameters ?? []) if (type !== undefined) keys.push(typedKey(name));
  return keys;
}
