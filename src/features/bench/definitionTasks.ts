import type { FileFacts, ReferenceFact, SymbolFact } from '../../facts/fileFacts.ts';
import { termsOfWord } from '../../facts/terms.ts';
import type { Hunk, PastCommit } from '../../history/pastRepository.ts';
import { fileOf, type IndexedFile, type Snapshot, type SymbolId } from '../../index/snapshot.ts';
import { moduleName, roleOf } from '../../rank/fileRole.ts';
import { wordsOf } from '../../rank/queryTerms.ts';
import { type BenchTask, isSource, squeeze } from './task.ts';

export interface DefinitionParts {
  /** Of the tree before the commit, with the file as the commit left it. */
  readonly snapshot: Snapshot;
  readonly file: IndexedFile;
  /** The file as the commit left it. */
  readonly text: string;
  readonly hunks: readonly Hunk[];
  readonly readLines: (path: string) => Promise<readonly string[]>;
}

/**
 * One task for each name on the lines that the commit added to the file, whose definition in another file is known without
 * Cairn's resolver: the buffer ends before the name. In source order, the first use of each name.
 */
export async function definitionTasks(commit: PastCommit, parts: DefinitionParts): Promise<readonly BenchTask[]> {
  const { snapshot, file, text, hunks, readLines } = parts;
  const added = new Set(
    hunks.flatMap(({ after: [start, end] }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  const lines = text.split('\n');
  const own = ownNames(file.facts);
  const words = new Set(wordsOf(text));
  const tasks = new Map<string, BenchTask>();
  for (const use of file.facts.references) {
    if (!added.has(use.line) || tasks.has(use.name)) continue;
    if (use.receiver === undefined && own.has(use.name)) continue;
    const definitions = onlyDefinitions(snapshot, file, use.name);
    const first = definitions[0];
    if (first === undefined || !isMeant(use, first, { snapshot, edited: file, words })) continue;
    const path = snapshot.file(fileOf(first))?.source.path.relative ?? '';
    const target = await readLines(path);
    const symbols = definitions.flatMap(id => snapshot.symbol(id) ?? []);
    const headers = symbols.map(({ nameSpan }) => squeeze(target[nameSpan[0]] ?? '')).filter(Boolean);
    if (headers.length === 0) continue;
    const useful = new Set(symbols.flatMap(({ span }) => target.slice(span[0], span[2] + 1).map(squeeze)));
    useful.delete('');
    tasks.set(use.name, {
      kind: 'definitions',
      commit: commit.id,
      base: commit.parent,
      file: file.source.path.relative,
      buffer: [...lines.slice(0, use.line), (lines[use.line] ?? '').slice(0, use.column)].join('\n'),
      line: use.line,
      column: use.column,
      wanted: [{ path, useful }],
      headers,
    });
  }
  return [...tasks.values()];
}

/** Names that mean something of the file itself. */
function ownNames({ symbols, bindings }: FileFacts): ReadonlySet<string> {
  return new Set([...symbols, ...bindings].map(({ name }) => name));
}

/** The definitions of a name if all of them lie in one other source file of the language: overloads, a field and its accessor. */
function onlyDefinitions(snapshot: Snapshot, edited: IndexedFile, name: string): readonly SymbolId[] {
  const found = snapshot.named(name).filter(id => !IGNORED.has(snapshot.symbol(id)?.kind ?? ''));
  const file = snapshot.file(fileOf(found[0] ?? -1));
  if (!file || file.id === edited.id || !isSource(file) || roleOf(file).family !== roleOf(edited).family) return [];
  return found.every(id => fileOf(id) === file.id) ? found : [];
}

/** They carry the name of what they belong to, or none of their own. */
const IGNORED: ReadonlySet<string> = new Set(['extension', 'constructor', 'namespace']);

/** Whether there is evidence beside the name that the use means this definition. */
function isMeant(use: ReferenceFact, definition: SymbolId, { snapshot, edited, words }: Surroundings): boolean {
  const symbol = snapshot.symbol(definition);
  const file = snapshot.file(fileOf(definition));
  if (!symbol || !file) return false;
  const owner = ownerOf(symbol, file);
  if (use.receiver === undefined) return owner === undefined && isInReach(use.name, snapshot, edited);
  const receiver = /[\p{L}\p{N}_$]+$/u.exec(use.receiver)?.[0] ?? '';
  if (owner === undefined) return names(file).includes(receiver);
  return termsOfWord(use.name).length > 1 || words.has(owner);
}

interface Surroundings {
  readonly snapshot: Snapshot;
  readonly edited: IndexedFile;
  /** All words of the edited file. */
  readonly words: ReadonlySet<string>;
}

/** Languages in which a bare name of another file must be imported. */
const IMPORTED_BY_NAME: ReadonlySet<string> = new Set(
  'javascript javascriptreact typescript typescriptreact vue svelte astro python rust'.split(' '),
);

/** Whether a name without a receiver can come from another file of the repository. */
function isInReach(name: string, snapshot: Snapshot, edited: IndexedFile): boolean {
  for (const { fact, target } of snapshot.imports(edited.id)) {
    if (fact.names.some(each => each.local === name && each.name === name)) return target.kind !== 'external';
  }
  return !IMPORTED_BY_NAME.has(edited.summary.language);
}

/** The type that the symbol is a member of. */
function ownerOf(symbol: SymbolFact, { facts }: IndexedFile): string | undefined {
  const parent = facts.symbols[symbol.parent];
  return parent && parent.kind !== 'namespace' ? parent.name : symbol.owner;
}

/** What a file is called by those who import it. */
function names({ source: { path } }: IndexedFile): readonly string[] {
  return [moduleName(path.relative), ...path.relative.split('/').slice(-2, -1)];
}
