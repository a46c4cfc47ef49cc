import type { FileFacts } from '../facts/fileFacts.ts';
import { type FileId, fileOf, indexOf, type Snapshot, type SymbolId, symbolId } from '../index/snapshot.ts';
import { moduleName } from './fileRole.ts';

export interface Member {
  readonly symbol: SymbolId;
  /** 0: the type's own; 1: of a direct base; and so on. */
  readonly depth: number;
}

const MAX_DEPTH = 5;
const childrenCache = new WeakMap<FileFacts, ReadonlyMap<number, readonly number[]>>();

/** Indexes of the symbols directly inside each symbol (-1: the module), in source order. */
export function childrenOf(facts: FileFacts): ReadonlyMap<number, readonly number[]> {
  let children = childrenCache.get(facts);
  if (children === undefined) {
    const lists = new Map<number, number[]>();
    facts.symbols.forEach(({ parent }, index) => {
      const list = lists.get(parent);
      if (list === undefined) lists.set(parent, [index]);
      else list.push(index);
    });
    children = lists;
    childrenCache.set(facts, children);
  }
  return children;
}

/** Members of a class-like symbol, its bases' after its own, overridden ones left out; a module's exports. */
export function membersOf(snapshot: Snapshot, type: SymbolId): Member[] {
  if (indexOf(type) < 0)
    return exportsOf(snapshot, fileOf(type)).map(symbol => ({
      symbol,
      depth: 0,
    }));
  const members: Member[] = [];
  const names = new Set<string>();
  const visited = new Set<SymbolId>();
  let level: readonly SymbolId[] = [type];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: SymbolId[] = [];
    for (const id of level) {
      if (visited.has(id)) continue;
      visited.add(id);
      const own = snapshot.members(id);
      const name = (symbol: SymbolId): string => snapshot.symbol(symbol)?.name ?? '';
      for (const symbol of own) if (!names.has(name(symbol))) members.push({ symbol, depth });
      for (const symbol of own) names.add(name(symbol));
      next.push(...snapshot.bases(id));
    }
    level = next;
  }
  return members;
}

/** What a file offers to importers, re-exports followed, in the order of its facts; each symbol once. */
export function exportsOf(snapshot: Snapshot, file: FileId): SymbolId[] {
  const facts = snapshot.file(file)?.facts;
  if (facts === undefined) return [];
  const found = new Set<SymbolId>();
  for (const index of childrenOf(facts).get(-1) ?? []) {
    if (facts.symbols[index]?.exported) found.add(symbolId(file, index));
  }
  for (const { name } of facts.exports) {
    if (name === '*') continue;
    const symbol = snapshot.exported(file, name);
    if (symbol !== undefined) found.add(symbol);
  }
  return [...found];
}

/** The symbol that directly encloses this one. */
export function owner(snapshot: Snapshot, id: SymbolId): SymbolId | undefined {
  const parent = snapshot.symbol(id)?.parent ?? -1;
  return parent < 0 ? undefined : symbolId(fileOf(id), parent);
}

/** Qualified name of a symbol; the module's name for a module. */
export function nameOf(snapshot: Snapshot, id: SymbolId): string {
  const path = snapshot.file(fileOf(id))?.source.path.relative ?? '';
  return snapshot.symbol(id)?.qualifiedName ?? moduleName(path);
}

/** Relative path of the file that defines a symbol. */
export function placeOf(snapshot: Snapshot, id: SymbolId): string {
  return snapshot.file(fileOf(id))?.source.path.relative ?? '';
}
