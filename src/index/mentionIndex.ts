import { lowHash } from '../base/textHash.ts';
import type { SymbolFact } from '../facts/fileFacts.ts';
import { aliases, mentions } from './digest.ts';
import { type FileRows, indexRows, type RowsOf } from './fileRows.ts';
import type { FileId } from './snapshot.ts';
import type { WorkspaceState } from './workspaceState.ts';

/** Which files mention which names, of one state: only files that mention a symbol's name can use it. */
export interface MentionIndex {
  /** Calls `take` at least once with every file that may use the symbol; some that do not are among them. */
  filesThatMention(symbol: SymbolFact, take: (file: FileId) => void): void;
  /** Calls `take` once with every file that refers to or imports this very name. Names are told apart by 32 bits of a hash. */
  filesThatMentionName(name: string, take: (file: FileId) => void): void;
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

const SUPER = lowHash('super');
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

  /** The names by which a symbol may be called elsewhere: its own, what it is imported or exported as, `super` for a base. */
  function namesFor(symbol: SymbolFact): ReadonlySet<number> {
    const names = new Set([lowHash(symbol.name)]);
    if (symbol.kind === 'class') names.add(SUPER);
    for (const known of names) {
      byName.find(known, 0, (_, alias) => void names.add(alias));
      if (known === ASSIGNED.name) for (const alias of ASSIGNED.aliases) names.add(alias);
    }
    return names;
  }

  return {
    filesThatMention(symbol, take) {
      for (const name of namesFor(symbol)) byMention.find(name, 0, take);
    },
    filesThatMentionName: (name, take) => byMention.find(lowHash(name), 0, take),
    mentions: byMention,
    aliases: byName,
  };
}
