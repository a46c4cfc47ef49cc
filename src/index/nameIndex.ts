import { comparePaths } from '../base/paths.ts';
import { textHash } from '../base/textHash.ts';
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

export interface Named {
  readonly symbols: readonly SymbolId[];
  /** What consulting the key counts as. */
  readonly dependency: number;
}

const ROWS: RowsOf = {
  columns: { check: true, value: true },
  add: (file, add) => file.forEachKey((low, high, symbol) => add(low, high, file.id, symbol + 1)),
};

/** Answers that are kept, in symbols. */
const KEPT_SYMBOLS = 400_000;
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
  const answers = new Map<string, Named>();
  let kept = 0;

  const byPath = (a: SymbolId, b: SymbolId): number => {
    const [first, second] = [byId.get(fileOf(a)), byId.get(fileOf(b))];
    return (first && second && comparePaths(first.source.path, second.source.path)) || a - b;
  };

  return {
    rows,
    named(key) {
      const known = answers.get(key);
      if (known) return known;
      const { low, high } = textHash(key);
      let found: SymbolId[] | undefined;
      rows.find(low, high, (file, symbol) => {
        const id = symbolId(file, symbol - 1);
        if (found) found.push(id);
        else found = [id];
      });
      if (rows.patched) found?.sort(byPath);
      const answer: Named = { symbols: found ?? NONE, dependency: nameDependency(low) };
      if (kept > KEPT_SYMBOLS) {
        answers.clear();
        kept = 0;
      }
      kept += answer.symbols.length + 1;
      answers.set(key, answer);
      return answer;
    },
  };
}
