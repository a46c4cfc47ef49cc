import { lowHash } from '../base/textHash.ts';
import type { SymbolFact } from '../facts/fileFacts.ts';
import { aliases, mentions } from './digest.ts';
import { type FileRows, indexRows, type RowsOf } from './fileRows.ts';
import type { LanguageFamily } from './resolve/program.ts';
import type { FileId } from './snapshot.ts';
import type { WorkspaceState } from './workspaceState.ts';

/** Which files mention which names, of one state: only files that mention a symbol's name can use it. */
export interface MentionIndex {
  /**
   * Low hashes of the names by which a symbol may be called in other files: its own, what it is imported or exported as,
   * the word for a base, also for a method where that word calls what is overridden.
   */
  namesFor(symbol: SymbolFact, family: LanguageFamily | undefined): ReadonlySet<number>;
  /** Calls `take` at least once with every file that refers to or imports one of these names (once for a single one). */
  filesThatMention(names: ReadonlySet<number>, take: (file: FileId) => void): void;
  readonly mentions: FileRows;
  readonly aliases: FileRows;
}

const MENTIONS: RowsOf = {
  columns: {},
  add: (file, add) => {
    for (const name of mentions(file.digest)) add(name, 0, file.id, 0);
  },
};
const ALIASES: RowsOf = {
  columns: { value: true },
  add: (file, add) => {
    const pairs = aliases(file.digest);
    for (let at = 0; at < pairs.length; at += 2) add(pairs[at] ?? 0, 0, file.id, pairs[at + 1] ?? 0);
  },
};

/** What `module.exports =` gives is imported as the whole module or as its default. */
const ASSIGNED = { name: lowHash('='), aliases: ['*', 'default'].map(lowHash) };

/** @param changed files whose facts differ from those in `previous` */
export function createMentionIndex(
  state: WorkspaceState,
  previous: MentionIndex | undefined,
  changed: readonly FileId[],
): MentionIndex {
  if (previous && changed.length === 0) return previous;
  const byMention = indexRows(state, MENTIONS, previous?.mentions, changed);
  const byName = indexRows(state, ALIASES, previous?.aliases, changed);

  function namesFor({ name, kind }: SymbolFact, family: LanguageFamily | undefined): ReadonlySet<number> {
    const written = [name];
    // `module A::B` is found by its last name alone as well, and `FooAttribute` as `[Foo]`.
    if (kind === 'namespace') written.push(name.replace(/^.*(?:\.|::)/, ''));
    if (kind === 'class') written.push(name.replace(/Attribute$/, ''));
    if (family?.superWord && (kind === 'class' || (kind === 'method' && family.superCallsOverridden)))
      written.push(family.superWord);
    const names = new Set(written.map(lowHash));
    for (const known of names) {
      byName.find(known, 0, (_, alias) => void names.add(alias));
      if (known === ASSIGNED.name) for (const alias of ASSIGNED.aliases) names.add(alias);
    }
    return names;
  }

  return {
    namesFor,
    filesThatMention(names, take) {
      for (const name of names) byMention.find(name, 0, take);
    },
    mentions: byMention,
    aliases: byName,
  };
}
