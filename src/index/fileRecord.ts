import { once } from '../base/once.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import { interfaceFingerprint } from './fingerprint.ts';
import { nameKeys } from './nameKeys.ts';
import { createFileScope, type FileScope } from './resolve/fileScope.ts';
import type { LanguageFamily } from './resolve/program.ts';
import { familyOf } from './resolvers/resolvers.ts';
import type { FileId, IndexedFile } from './snapshot.ts';

/** A file's facts with everything that follows from them alone; immutable, shared by all snapshots that hold it. */
export interface FileRecord extends IndexedFile {
  readonly family: LanguageFamily | undefined;
  readonly scope: FileScope;
  readonly fingerprint: string;
  /** The family's `moduleName` of this file. */
  readonly moduleName: string | undefined;
  /** Keys under which the file's symbols (by index) are found, see `nameKeys.ts`. */
  readonly keys: () => ReturnType<typeof nameKeys>;
  /** The same keys without repetition. */
  readonly names: () => readonly string[];
  /** Every name that the file refers to or imports: only files that mention a symbol's name can use it. */
  readonly mentions: () => ReadonlySet<string>;
  /** Pairs of names for one thing: imported `as`, exported `as`. */
  readonly aliases: () => readonly (readonly [name: string, alias: string])[];
}

/** `path`: absolute, `/`-separated. */
export function createFileRecord(id: FileId, source: SourceFile, facts: FileFacts, path: string): FileRecord {
  const scope = createFileScope(facts);
  const family = familyOf(facts.language);
  const moduleName = family?.moduleName?.(path, facts);
  const keys = once(() => nameKeys(facts, family, moduleName));
  return {
    id,
    source,
    facts,
    family,
    moduleName,
    keys,
    scope,
    fingerprint: interfaceFingerprint(facts, scope),
    names: once(() => [...new Set(keys().map(([key]) => key))]),
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
