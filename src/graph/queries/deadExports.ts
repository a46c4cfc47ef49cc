import { familyOf } from '../../index/resolvers/resolvers.ts';
import {
  type FileId,
  fileOf,
  type IndexedFile,
  indexOf,
  type Snapshot,
  type SymbolId,
  symbolId,
} from '../../index/snapshot.ts';
import type { ConfidenceLevel } from '../confidence.ts';
import { isTestPath } from '../role.ts';
import type { EntryPoint } from './entryPoint.ts';

/** An exported symbol that no other file of the workspace is seen to use. */
export interface DeadExport {
  readonly symbol: SymbolId;
  /** Its own file uses it: only the export is superfluous. */
  readonly usedInside: boolean;
  /** Only tests use it. */
  readonly usedByTests: boolean;
  /** How sure it is that nobody uses it, and what speaks against it: `high` with no doubt, `low` with an unresolved use or two doubts. */
  readonly confidence: ConfidenceLevel;
  readonly doubts: readonly string[];
}

export interface DeadExports {
  /** The surest first, then by path and position. */
  readonly exports: readonly DeadExport[];
  /** Files whose exports were judged, and files in languages whose imports are not resolved. */
  readonly judged: number;
  readonly unjudged: number;
  /** What no analysis of the workspace's own source can see. */
  readonly note: string;
}

const NOTE =
  'Use from outside the workspace, by reflection, by name in a string, a template or a configuration file is not seen.';

/**
 * Finds dead exports among top-level symbols. Entry points and tests are no candidates, nor is what an entry point of a
 * package offers to others. Passing a name on (re-export) is no use of it.
 */
export function deadExports(snapshot: Snapshot, entries: readonly EntryPoint[]): DeadExports {
  const entered = new Set(entries.filter(entry => entry.kind !== 'root').map(entry => entry.file));
  const unimported = (id: FileId): boolean =>
    snapshot.importers(id).every(other => isTestPath(snapshot.file(other)?.source.path.relative ?? ''));
  const offered = offeredBy(snapshot, entered);
  const uses = usesFromOutside(snapshot);
  const mentions = countMentions(snapshot);
  const candidates = snapshot.files.filter(
    file =>
      file.summary.language !== 'text' && file.source.class === 'source' && !isTestPath(file.source.path.relative),
  );
  const judged = candidates.filter(file => familyOf(file.summary.language) !== undefined);
  const dead = judged
    .filter(file => !entered.has(file.id) && !/\.d\.[cm]?ts$/.test(file.source.path.relative))
    .flatMap(file => {
      const whole = uses.whole.has(file.id);
      return exportedSymbols(file).flatMap((symbol): DeadExport[] => {
        if (offered.has(symbol) || uses.source.has(symbol)) return [];
        const doubts = doubtsAbout(snapshot, file, symbol, mentions, whole, unimported(file.id));
        const { inside, tests } = uses;
        const isLow = doubts.unresolved || doubts.list.length > 1;
        const confidence = isLow ? 'low' : doubts.list.length > 0 ? 'medium' : 'high';
        const item = { symbol, usedInside: inside.has(symbol), usedByTests: tests.has(symbol) };
        return [{ ...item, confidence, doubts: doubts.list }];
      });
    });
  const order: readonly ConfidenceLevel[] = ['high', 'medium', 'low'];
  return {
    exports: order.flatMap(level => dead.filter(each => each.confidence === level)),
    judged: judged.length,
    unjudged: candidates.length - judged.length,
    note: NOTE,
  };
}

function exportedSymbols({ facts, id }: IndexedFile): readonly SymbolId[] {
  const named = new Set(facts.exports.filter(each => each.specifier === undefined).map(each => each.local));
  return facts.symbols.flatMap((symbol, index) =>
    symbol.parent === -1 && (symbol.exported || named.has(symbol.name)) ? [symbolId(id, index)] : [],
  );
}

/** What importers of these files get, names passed on by `export *` included. */
function offeredBy(snapshot: Snapshot, files: ReadonlySet<FileId>): ReadonlySet<SymbolId> {
  const offered = new Set<SymbolId>();
  const open = new Set(files);
  for (const id of open) {
    const file = snapshot.file(id);
    if (file === undefined) continue;
    for (const symbol of exportedSymbols(file)) offered.add(symbol);
    for (const { name } of file.facts.exports) {
      const found = name === '*' ? undefined : snapshot.exported(id, name);
      if (found !== undefined) offered.add(found);
    }
    for (const { definitions, fact, target } of snapshot.imports(id)) {
      const passesAll = fact.kind === 'reexport' || file.summary.language === 'python';
      if (passesAll) for (const definition of definitions) if (definition !== undefined) offered.add(definition);
      if (passesAll && target.kind === 'file' && fact.names.some(({ name }) => name === '*')) open.add(target.file);
    }
  }
  return offered;
}

interface OutsideUses {
  /** Symbols that other source files, only tests, or their own file use. */
  readonly source: ReadonlySet<SymbolId>;
  readonly tests: ReadonlySet<SymbolId>;
  readonly inside: ReadonlySet<SymbolId>;
  /** Files that somebody takes as a whole (namespace import, dynamic import). */
  readonly whole: ReadonlySet<FileId>;
}

function usesFromOutside(snapshot: Snapshot): OutsideUses {
  const [source, tests, inside] = [new Set<SymbolId>(), new Set<SymbolId>(), new Set<SymbolId>()];
  const whole = new Set<FileId>();
  for (const { id, source: file } of snapshot.files) {
    const users = isTestPath(file.path.relative) ? tests : source;
    for (const { from, to } of snapshot.references(id)) {
      if (fileOf(to) !== id) users.add(topOf(snapshot, to));
      else if (topOf(snapshot, from) !== topOf(snapshot, to)) inside.add(topOf(snapshot, to));
    }
    for (const { definitions, fact, target } of snapshot.imports(id)) {
      if (fact.kind === 'reexport') continue;
      for (const definition of definitions) if (definition !== undefined) users.add(definition);
      const asWhole = fact.kind === 'dynamic' || fact.names.some(({ name }) => name === '*');
      if (asWhole && target.kind === 'file') whole.add(target.file);
    }
  }
  return { source, tests, inside, whole };
}

/** The top-level symbol around a symbol: using a member uses it. */
function topOf(snapshot: Snapshot, symbol: SymbolId): SymbolId {
  const symbols = snapshot.file(fileOf(symbol))?.facts.symbols ?? [];
  let index = indexOf(symbol);
  for (let parent = symbols[index]?.parent ?? -1; parent >= 0; parent = symbols[index]?.parent ?? -1) index = parent;
  return symbolId(fileOf(symbol), index);
}

/** How often each name is written in references that led nowhere: written less resolved. */
function countMentions(snapshot: Snapshot): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  const add = (name: string, count: number): void => void open.set(name, (open.get(name) ?? 0) + count);
  for (const { facts, id } of snapshot.files) {
    for (const { name } of facts.references) add(name, 1);
    for (const { to } of snapshot.references(id)) add(snapshot.symbol(to)?.name ?? '', -1);
  }
  return open;
}

function doubtsAbout(
  snapshot: Snapshot,
  file: IndexedFile,
  symbol: SymbolId,
  mentions: ReadonlyMap<string, number>,
  whole: boolean,
  unimported: boolean,
): { readonly list: readonly string[]; readonly unresolved: boolean } {
  const open = mentions.get(snapshot.symbol(symbol)?.name ?? '') ?? 0;
  const list: string[] = [];
  if (open > 0) list.push(`${open} ${open === 1 ? 'use' : 'uses'} of this name could not be resolved`);
  if (whole) list.push('its module is imported as a whole');
  if (unimported) list.push('nobody imports its file: a framework or tool may load it by its path');
  if (file.summary.language === 'python') list.push('public only by the convention of its name');
  if (file.summary.parseErrors > 0) list.push('its file has syntax errors');
  return { list, unresolved: open > 0 };
}
