import { once } from '../../base/once.ts';
import type { ReferenceFact, SymbolFact } from '../../facts/fileFacts.ts';
import type { FileRecord } from '../fileRecord.ts';
import type { FileTable } from '../fileTree.ts';
import type { Program } from '../resolve/program.ts';
import type { Dependency } from '../resolve/queries.ts';
import {
  type FileId,
  fileOf,
  indexOf,
  type Precision,
  type ReferenceEdge,
  type SymbolId,
  symbolId,
} from '../snapshot.ts';
import { countedFor, countedKey } from './countedFor.ts';
import { documentsOf } from './crossTables.ts';
import { type Definitions, definitionsByName, definitionsByPlace, UNLISTED } from './definitions.ts';
import { type Places, placeDocuments } from './places.ts';
import { type Meaning, preciseReferences } from './preciseReferences.ts';
import type { ScipSource } from './scipSource.ts';

/** What the indexes say about one state of the workspace. */
export interface PreciseView {
  /** What answers about the state before may rest on and is not so any more. */
  readonly stale: ReadonlySet<Dependency>;
  standing(file: FileId): Precision | undefined;
  /** The edges of a file that its index fits, else `undefined`. `guess` gives the heuristic edge of a reference. */
  references(
    program: Program,
    file: FileId,
    guess: (fact: ReferenceFact) => ReferenceEdge | undefined,
  ): readonly ReferenceEdge[] | undefined;
  /** The files in which an index knows uses of the symbol. */
  users(symbol: SymbolId): ReadonlySet<FileId>;
  /** For the next state. */
  readonly kept: Kept;
}

/** The part of the workspace's state that is looked at here. */
interface DescribedState {
  readonly byId: Pick<ReadonlyMap<FileId, FileRecord>, 'get'>;
  readonly table: FileTable;
  readonly scip: ScipSource | undefined;
}

interface Kept {
  readonly state: DescribedState;
  readonly places: Places;
  readonly tables: ReadonlyMap<number, Table>;
}

/** What a document defines in its file as that is now. */
interface Table {
  readonly record: FileRecord | undefined;
  readonly definitions: Definitions;
  /** The index's symbols by {@link countedKey}. */
  readonly byKey: () => ReadonlyMap<string, readonly number[]>;
}

/** Stale when an index has come, gone or changed. Names have no spaces, so no name is taken for it. */
const INDEXES: Dependency = 'scip *';
const NO_DEFINITIONS: Definitions = new Map();
/** When more files than this change at once, their definitions are not compared: that would read all their texts now. */
const BURST = 20;

/** A document's definitions: another dependency than its file's interface, since lines decide them too. */
function documentKey(document: number): Dependency {
  return `scip ${document}`;
}

/** Looks at a state, taking over from the view before what its changes cannot have touched. */
export function createPreciseView(state: DescribedState, before: PreciseView | undefined): PreciseView {
  const { scip } = state;
  const same = before && before.kept.state.scip === scip ? before.kept : undefined;
  const places = same?.state.table === state.table ? same.places : placeDocuments(scip?.attachments ?? [], state.table);
  const tables = new Map<number, Table>();
  const stale = new Set<Dependency>(before && !(same && keepsFiles(same.places, places)) ? [INDEXES] : []);
  const changed: (readonly [document: number, old: Table])[] = [];
  for (const entry of same?.tables ?? []) {
    if (recordOf(entry[0]) === entry[1].record) tables.set(...entry);
    else changed.push(entry);
  }
  for (const [document, old] of changed) {
    if (changed.length > BURST || !isSame(tableOf(document), old)) stale.add(documentKey(document));
  }

  function recordOf(document: number): FileRecord | undefined {
    const file = places.documents[document]?.file;
    return file === undefined ? undefined : state.byId.get(file);
  }

  function occurrencesOf(document: number): Int32Array | undefined {
    const record = recordOf(document);
    const placed = places.documents[document];
    if (!scip || !record || !placed) return undefined;
    return scip.fits.get(placed.document, placed.from.index.symbols, record, scip.readText);
  }

  function tableOf(document: number): Table {
    let table = tables.get(document);
    if (!table) {
      const record = recordOf(document);
      const definitions = record ? definitionsIn(document, record) : NO_DEFINITIONS;
      table = { record, definitions, byKey: once(() => groupByKey(definitions, record?.facts.symbols ?? [])) };
      tables.set(document, table);
    }
    return table;
  }

  function definitionsIn(document: number, { facts }: FileRecord): Definitions {
    const occurrences = occurrencesOf(document);
    if (occurrences) return definitionsByPlace(occurrences, facts);
    const placed = places.documents[document];
    return placed ? definitionsByName(placed.document, placed.from.index.symbols, facts) : NO_DEFINITIONS;
  }

  function fitting(file: FileId): number | undefined {
    return places.of.get(file)?.find(document => occurrencesOf(document) !== undefined);
  }

  function meaningOf(program: Program, document: number, symbol: number): Meaning {
    const placed = places.documents[document];
    if (!placed) return { kind: 'unknown' };
    const { symbols, definitions } = placed.from.index;
    const isLocal = symbols.isLocal(symbol);
    if (!isLocal && symbols.name(symbol).isModule) return { kind: 'unknown' };
    const defining = isLocal ? [document] : [...documentsOf(definitions, symbol)].map(each => placed.first + each);
    if (defining.length === 0) return { kind: 'outside' };
    const found = new Set<SymbolId>();
    const lacks = isLocal ? 'unknown' : 'lost';
    let isLacking = false;
    for (const each of defining) {
      program.queries.consult(documentKey(each));
      const { record, definitions: here } = tableOf(each);
      const index = here.get(symbol);
      if (index === undefined) isLacking = true;
      else if (record && index !== UNLISTED) found.add(symbolId(record.id, index));
    }
    if (found.size > 0) return { kind: 'symbols', symbols: [...found] };
    return { kind: isLacking ? lacks : 'none' };
  }

  function references(
    program: Program,
    file: FileId,
    guess: (fact: ReferenceFact) => ReferenceEdge | undefined,
  ): readonly ReferenceEdge[] | undefined {
    program.queries.consult(INDEXES);
    const record = state.byId.get(file);
    const document = fitting(file);
    const occurrences = document === undefined ? undefined : occurrencesOf(document);
    if (document === undefined || !record || !occurrences) return undefined;
    const meanings = new Map<number, Meaning>();
    return preciseReferences(record, occurrences, {
      guess,
      meaning(symbol) {
        const known = meanings.get(symbol) ?? meaningOf(program, document, symbol);
        meanings.set(symbol, known);
        return known;
      },
      target: (symbol, fact) => countedFor(program, symbol, fact),
      describes: symbol => places.of.has(fileOf(symbol)),
    });
  }

  function users(symbol: SymbolId): ReadonlySet<FileId> {
    const found = new Set<FileId>();
    const file = fileOf(symbol);
    const key = countedKey(state.byId.get(file)?.facts.symbols ?? [], indexOf(symbol));
    for (const document of places.of.get(file) ?? []) {
      const placed = places.documents[document];
      for (const defined of tableOf(document).byKey().get(key) ?? []) {
        if (!placed || placed.from.index.symbols.isLocal(defined)) continue;
        for (const user of documentsOf(placed.from.index.uses(), defined)) {
          const userFile = places.documents[placed.first + user]?.file;
          if (userFile !== undefined) found.add(userFile);
        }
      }
    }
    return found;
  }

  return {
    stale,
    kept: { state, places, tables },
    standing(file) {
      if (!places.of.has(file)) return undefined;
      return fitting(file) === undefined ? 'stale' : 'precise';
    },
    references,
    users,
  };
}

/** Whether no document has gone over from one file to another. */
function keepsFiles(before: Places, now: Places): boolean {
  if (before === now) return true;
  return now.documents.every(({ file }, document) => {
    const old = before.documents[document]?.file;
    return file === old || file === undefined || old === undefined;
  });
}

function isSame(a: Table, b: Table): boolean {
  if (a.record?.id !== b.record?.id || a.definitions.size !== b.definitions.size) return false;
  for (const [symbol, index] of a.definitions) if (b.definitions.get(symbol) !== index) return false;
  return true;
}

function groupByKey(definitions: Definitions, symbols: readonly SymbolFact[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [defined, index] of definitions) {
    const key = countedKey(symbols, index);
    const known = groups.get(key);
    if (known) known.push(defined);
    else groups.set(key, [defined]);
  }
  groups.delete('');
  return groups;
}
