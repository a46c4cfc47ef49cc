import { comparePaths } from '../base/paths.ts';
import { type TextHash, textHash } from '../base/textHash.ts';
import { nameDependency } from './dependencies.ts';
import { type FileRows, indexRows, type RowsOf } from './fileRows.ts';
import { type FileId, fileOf, type SymbolId, symbolId } from './snapshot.ts';
import type { WorkspaceState } from './workspaceState.ts';

/**
 * Symbols by name key, of one state. Keys are known by hashes of 64 bits only: with ten million names the chance that any
 * two are taken for one another is three in a million.
 */
export interface NameIndex {
  /** In order of path and position. */
  named(key: string): Named;
  readonly rows: FileRows;
}

interface Answer extends Named, TextHash {}

export interface Named {
  readonly symbols: readonly SymbolId[];
  /** What consulting the key counts as. */
  readonly dependency: number;
}

const ROWS: RowsOf = {
  columns: { check: true, value: true },
  add: (file, add) => file.forEachKey((low, high, symbol) => add(low, high, file.id, symbol + 1)),
};

/** Answers that are kept, each in the place that its hash gives; a power of two. */
const PLACES = 2 ** 15;
const NONE: readonly SymbolId[] = [];

/** @param changed files whose keys differ from those in `previous` */
export function createNameIndex(
  state: WorkspaceState,
  previous: NameIndex | undefined,
  changed: readonly FileId[],
): NameIndex {
  if (previous && changed.length === 0) return previous;
  const rows = indexRows(state, ROWS, previous?.rows, changed);
  const { byId } = state;
  const answers: (Answer | undefined)[] = new Array(PLACES).fill(undefined);

  const byPath = (a: SymbolId, b: SymbolId): number => {
    const [first, second] = [byId.get(fileOf(a)), byId.get(fileOf(b))];
    return (first && second && comparePaths(first.source.path, second.source.path)) || a - b;
  };

  return {
    rows,
    named(key) {
      const { low, high } = textHash(key);
      const place = (low ^ (high >>> 7)) & (PLACES - 1);
      const known = answers[place];
      if (known && known.low === low && known.high === high) return known;
      let found: SymbolId[] | undefined;
      rows.find(low, high, (file, symbol) => {
        const id = symbolId(file, symbol - 1);
        if (found) found.push(id);
        else found = [id];
      });
      if (rows.patched) found?.sort(byPath);
      const answer: Answer = { symbols: found ?? NONE, dependency: nameDependency(low), low, high };
      answers[place] = answer;
      return answer;
    },
  };
}
