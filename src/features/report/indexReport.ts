import { compareStrings } from '../../base/paths.ts';
import type { IndexedFile, Snapshot } from '../../index/snapshot.ts';
import { type ImportReport, reportImports } from './importReport.ts';
import { type ReferenceReport, reportReferences } from './referenceReport.ts';

/** What the index knows and what it does not: plain data for a terminal, a view, or JSON. */
export interface IndexReport {
  /**
   * `complete`: every file was read, all of its code is parsed; `gaps`: every file was read, and `missing` says what is not
   * understood; `incomplete`: files are still to be read, because indexing goes on, waits, or was interrupted.
   */
  readonly state: 'complete' | 'gaps' | 'incomplete';
  /** What is missing, one sentence each, the gravest first; empty only when the state is `complete`. */
  readonly missing: readonly string[];
  readonly files: FileReport;
  /** By language, the most imports first. */
  readonly imports: readonly ImportReport[];
  /** By kind of reference: calls first. */
  readonly references: readonly ReferenceReport[];
}

export interface FileReport {
  /** Files that the walk found; `read` of them are in the index. */
  readonly found: number;
  readonly read: number;
  /** Parsed languages, the most files first. */
  readonly languages: readonly LanguageReport[];
  /** Read as text only, because no grammar knows them: by file name ending, the most files first. */
  readonly lexical: readonly { readonly ending: string; readonly files: number }[];
  /** Listed but not read or not parsed, by reason. */
  readonly skipped: readonly { readonly reason: SkipReason; readonly files: number; readonly example: string }[];
  /** Parsed, and ranked lower than written source. */
  readonly secondary: Readonly<Record<'generated' | 'vendored', number>>;
}

/** `binary` and `large` are never read, `minified` is read and not parsed. */
export type SkipReason = 'binary' | 'large' | 'minified';

export interface LanguageReport {
  readonly language: string;
  readonly files: number;
  readonly lines: number;
  readonly symbols: number;
  /** Files in which the parser met text that it does not understand, and how many such places. */
  readonly withErrors: number;
  readonly errors: number;
  /** The file with the most of them. */
  readonly worst?: string;
  /** Files whose parse was stopped by its limit of time or size: their facts are partial. */
  readonly truncated: number;
}

/** Where indexing stands: what the engine's status says. */
export interface IndexingState {
  readonly state: string;
  readonly files: number;
  readonly done: number;
}

/** Reports on a snapshot. Cost: one pass over all references; the first one resolves them. */
export function reportIndex(snapshot: Snapshot, indexing: IndexingState): IndexReport {
  const files = reportFiles(snapshot, indexing);
  const read = snapshot.complete && indexing.state === 'ready' && indexing.done >= indexing.files;
  const missing = whatIsMissing(files, read, indexing);
  return {
    state: !read ? 'incomplete' : missing.length > 0 ? 'gaps' : 'complete',
    missing,
    files,
    imports: reportImports(snapshot),
    references: reportReferences(snapshot),
  };
}

function reportFiles(snapshot: Snapshot, indexing: IndexingState): FileReport {
  const byLanguage = new Map<string, IndexedFile[]>();
  const lexical = new Map<string, number>();
  const skipped = new Map<SkipReason, IndexedFile[]>();
  const secondary = { generated: 0, vendored: 0 };
  for (const file of snapshot.files) {
    const { class: kind, path } = file.source;
    if (kind === 'binary' || kind === 'large' || kind === 'minified') append(skipped, kind, file);
    else if (file.summary.language !== 'text') append(byLanguage, file.summary.language, file);
    else lexical.set(endingOf(path.relative), (lexical.get(endingOf(path.relative)) ?? 0) + 1);
    if (kind === 'generated' || kind === 'vendored') secondary[kind] += 1;
  }
  return {
    found: Math.max(indexing.files, snapshot.files.length),
    read: snapshot.files.length,
    languages: [...byLanguage]
      .map(([language, files]) => reportLanguage(language, files))
      .sort((a, b) => b.files - a.files || compareStrings(a.language, b.language)),
    lexical: [...lexical]
      .map(([ending, files]) => ({ ending, files }))
      .sort((a, b) => b.files - a.files || compareStrings(a.ending, b.ending)),
    skipped: SKIP_REASONS.flatMap(reason => {
      const files = skipped.get(reason) ?? [];
      return files[0] === undefined ? [] : [{ reason, files: files.length, example: files[0].source.path.relative }];
    }),
    secondary,
  };
}

const SKIP_REASONS: readonly SkipReason[] = ['large', 'minified', 'binary'];

function reportLanguage(language: string, files: readonly IndexedFile[]): LanguageReport {
  const sum = (figure: (file: IndexedFile) => number): number => files.reduce((total, file) => total + figure(file), 0);
  let worst: IndexedFile | undefined;
  for (const file of files) if (file.summary.parseErrors > (worst?.summary.parseErrors ?? 0)) worst = file;
  return {
    language,
    files: files.length,
    lines: sum(file => file.summary.lines),
    symbols: sum(file => file.summary.symbols),
    withErrors: sum(file => Number(file.summary.parseErrors > 0)),
    errors: sum(file => file.summary.parseErrors),
    ...(worst && { worst: worst.source.path.relative }),
    truncated: sum(file => Number(file.summary.truncated !== undefined)),
  };
}

function whatIsMissing(files: FileReport, read: boolean, indexing: IndexingState): readonly string[] {
  const missing: string[] = [];
  const unread = files.found - files.read;
  if (unread > 0) missing.push(`${counted(unread, 'file was', 'files were')} found but not read yet`);
  else if (!read) missing.push(`indexing has not finished (${indexing.state})`);
  const code = files.lexical.filter(each => CODE_ENDINGS.has(each.ending));
  const unparsed = code.reduce((sum, each) => sum + each.files, 0);
  const endings = code.map(each => each.ending).join(', ');
  if (unparsed > 0)
    missing.push(`${counted(unparsed, 'file of code is', 'files of code are')} read as text only: ${endings}`);
  const truncated = files.languages.reduce((sum, each) => sum + each.truncated, 0);
  if (truncated > 0) {
    missing.push(`${counted(truncated, 'file has', 'files have')} partial facts: the parser's limit stopped it`);
  }
  const large = files.skipped.find(each => each.reason === 'large');
  if (large)
    missing.push(`${counted(large.files, 'file is', 'files are')} too large to be read, such as ${large.example}`);
  const broken = files.languages.reduce((sum, each) => sum + each.withErrors, 0);
  if (broken > 0)
    missing.push(`${counted(broken, 'file has', 'files have')} places that the parser does not understand`);
  return missing;
}

/** Endings of programming languages, whether Cairn parses them or not: what is read as text only is a gap there. */
const CODE_ENDINGS = new Set(
  `.ada .adb .ads .asm .bash .bat .c .cc .cjs .clj .cljs .cmake .coffee .cpp .cr .cs .cts .cu .cxx .d .dart .el .elm .erl
  .ex .exs .f .f90 .for .fs .fsx .gd .go .gradle .groovy .h .hcl .hh .hpp .hrl .hs .hxx .inl .ipp .java .jl .js .jsx .kt
  .kts .lisp .lua .m .mjs .ml .mli .mm .mts .nim .pas .php .pl .pm .proto .ps1 .pxd .py .pyi .pyx .r .rb .re .res .rkt .rs
  .s .scala .scm .sh .sol .sql .svelte .swift .tcl .tf .ts .tsx .v .vb .vhd .vhdl .vue .zig .zsh`.split(/\s+/),
);

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `.md`, or the whole name of a file without an ending. */
function endingOf(relative: string): string {
  const name = relative.slice(relative.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : name;
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}
