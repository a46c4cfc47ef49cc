import type { SymbolFact } from '../../facts/fileFacts.ts';
import { type FileId, fileOf, indexOf, type Snapshot, type SymbolId, symbolId } from '../../index/snapshot.ts';

/** A symbol or module as people and tools name it. */
export interface SymbolPlace {
  readonly symbol: SymbolId;
  /** `/`-relative path of its file within its root. */
  readonly path: string;
  readonly root: number;
  /** Qualified name; '' for the module itself. */
  readonly name: string;
  readonly kind: SymbolFact['kind'] | 'module';
  /** 0-based line of its name; 0 for a module. */
  readonly line: number;
}

/** Describes a symbol; `undefined` for one that is not in the snapshot. */
export function placeOf(snapshot: Snapshot, symbol: SymbolId): SymbolPlace | undefined {
  const file = snapshot.file(fileOf(symbol));
  if (file === undefined) return undefined;
  const { root, relative: path } = file.source.path;
  if (indexOf(symbol) < 0) return { symbol, path, root, name: '', kind: 'module', line: 0 };
  const fact = snapshot.symbol(symbol);
  return fact && { symbol, path, root, name: fact.qualifiedName, kind: fact.kind, line: fact.nameSpan[0] };
}

/**
 * The symbols that a text means, in order of path and position: `path#Class.name`, `path:line` (from 1: the innermost
 * symbol around the line), a path (the module), a qualified name, the end of one, or a simple name; the first of these
 * that fits anything wins.
 */
export function findSymbols(snapshot: Snapshot, text: string): readonly SymbolId[] {
  const wanted = text.trim().replace(/^\.\//, '');
  const hash = wanted.lastIndexOf('#');
  if (hash > 0) return named(snapshot, wanted.slice(hash + 1), findFiles(snapshot, wanted.slice(0, hash)));
  const place = /^(.+):(\d+)$/.exec(wanted);
  if (place) {
    return findFiles(snapshot, place[1] ?? '').flatMap(file => around(snapshot, file, Number(place[2]) - 1));
  }
  const files = findFiles(snapshot, wanted);
  return files.length > 0 ? files.map(file => symbolId(file, -1)) : named(snapshot, wanted);
}

/** The files at exactly this relative path, one for each root that has it. */
export function findFiles(snapshot: Snapshot, path: string): readonly FileId[] {
  const relative = path.replace(/^\.\//, '');
  return snapshot.files.filter(file => file.source.path.relative === relative).map(file => file.id);
}

function named(snapshot: Snapshot, text: string, files?: readonly FileId[]): readonly SymbolId[] {
  const simple = text.slice(text.lastIndexOf('.') + 1);
  const all = snapshot.named(simple).filter(id => files === undefined || files.includes(fileOf(id)));
  const qualified = (id: SymbolId): string => snapshot.symbol(id)?.qualifiedName ?? '';
  const exact = all.filter(id => qualified(id) === text);
  return exact.length > 0 ? exact : all.filter(id => qualified(id).endsWith(`.${text}`));
}

/** The innermost symbol whose declaration holds the line; the module when there is none. */
function around(snapshot: Snapshot, file: FileId, line: number): readonly SymbolId[] {
  let best = -1;
  for (const [index, { span }] of (snapshot.file(file)?.facts.symbols ?? []).entries()) {
    if (span[0] <= line && line <= span[2]) best = index;
  }
  return [symbolId(file, best)];
}
