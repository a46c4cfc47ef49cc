import { once } from '../base/once.ts';
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
  /** Every name that the file refers to or imports: only files that mention a symbol's name can use it. */
  readonly mentions: () => ReadonlySet<string>;
  /** Pairs of names for one thing: imported `as`, exported `as`. */
  readonly aliases: () => readonly (readonly [name: string, alias: string])[];
}

export function createFileRecord(id: FileId, source: SourceFile, facts: FileFacts): FileRecord {
  const scope = createFileScope(facts);
  return {
    id,
    source,
    facts,
    family: familyOf(facts.language),
    scope,
    fingerprint: interfaceFingerprint(facts, scope),
    names: once(() => [...new Set(facts.symbols.flatMap(symbol => nameKeys(symbol)))]),
    mentions: once(() => mentionsOf(facts)),
    aliases: once(() => aliasesOf(facts)),
  };
}

function mentionsOf({ references, imports }: FileFacts): ReadonlySet<string> {
  const names = new Set(references.map(({ name }) => name));
  for (const fact of imports) for (const { name } of fact.names) names.add(name);
  return names;
}

function aliasesOf({ imports, exports }: FileFacts): readonly (readonly [string, string])[] {
  const imported = imports.flatMap(fact => fact.names.map(({ name, local }) => [name, local] as const));
  const exported = exports.map(({ name, local }) => [local, name] as const);
  return [...imported, ...exported].filter(([name, alias]) => name !== alias && name !== '' && alias !== '');
}

/** A symbol's name; for classes the name that variables usually take from it; the names that it gives a type. */
export function nameKeys(symbol: SymbolFact): readonly string[] {
  const keys = [symbol.name];
  if (isClassLike(symbol) && symbol.kind !== 'namespace') keys.push(hintKey(symbol.name));
  if (symbol.kind === 'property' && symbol.type !== undefined) keys.push(typedKey(symbol.name));
  for (const { name, type } of symbol.parameters ?? []) if (type !== undefined) keys.push(typedKey(name));
  return keys;
}
