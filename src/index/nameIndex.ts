import type { FileRecord } from './fileRecord.ts';
import { type FileId, fileOf, type SymbolId, symbolId } from './snapshot.ts';

/** Symbols by name key, each list in order of path and position. */
export type NameIndex = ReadonlyMap<string, readonly SymbolId[]>;

/** Above this share of changed files building anew is cheaper than copying. */
const PATCHED_SHARE = 0.05;

/**
 * The index over `files` (in path order); when only a few files changed, `previous` is copied and patched.
 * Cost: one pass over the symbols, or over the keys.
 */
export function buildNameIndex(
  files: readonly FileRecord[],
  previous: NameIndex | undefined,
  changed: ReadonlyMap<FileId, FileRecord | undefined>,
): NameIndex {
  if (previous && changed.size === 0) return previous;
  const order = new Map(files.map((file, index) => [file.id, index]));
  if (!previous || changed.size > 2 + files.length * PATCHED_SHARE) return buildAll(files);
  const index = new Map(previous);
  const rank = (id: SymbolId): number => order.get(fileOf(id)) ?? -1;
  const added = new Map<string, SymbolId[]>();
  const touched = new Set<string>();
  for (const [id, before] of changed) {
    for (const name of before?.names() ?? []) touched.add(name);
    const position = order.get(id);
    const after = position === undefined ? undefined : files[position];
    if (!after) continue;
    addSymbols(after, added);
  }
  for (const name of added.keys()) touched.add(name);
  for (const name of touched) {
    const kept = (index.get(name) ?? []).filter(id => !changed.has(fileOf(id)));
    const list = [...kept, ...(added.get(name) ?? [])].sort((a, b) => rank(a) - rank(b) || a - b);
    if (list.length > 0) index.set(name, list);
    else index.delete(name);
  }
  return index;
}

function buildAll(files: readonly FileRecord[]): NameIndex {
  const index = new Map<string, SymbolId[]>();
  for (const file of files) addSymbols(file, index);
  return index;
}

function addSymbols(file: FileRecord, index: Map<string, SymbolId[]>): void {
  for (const [key, position] of file.keys()) {
    const id = symbolId(file.id, position);
    const list = index.get(key);
    if (list) list.push(id);
    else index.set(key, [id]);
  }
}
