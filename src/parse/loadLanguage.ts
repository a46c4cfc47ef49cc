import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import type { Language } from '../../grammars/language.ts';
import { type MatchReader, matchReader } from './captures.ts';
import { checkedModule, type ParserModule } from './syntax.ts';

/** Where grammars and queries are read from. */
export interface GrammarFiles {
  /** Path of web-tree-sitter's own .wasm. */
  readonly runtime: string;
  /** Path of a grammar's .wasm. */
  wasm(language: Language): string;
  /** Folder of the query files of one name in {@link Language.queries}. */
  queries(folder: string): string;
}

/** The layout that the build makes: everything in one folder. */
export function builtGrammars(folder: string): GrammarFiles {
  return {
    runtime: join(folder, 'tree-sitter.wasm'),
    wasm: language => join(folder, language.wasm.slice(language.wasm.lastIndexOf('/') + 1)),
    queries: name => join(folder, name),
  };
}

/** The layout of the sources: `root` holds `grammars/` and `node_modules/`. */
export function sourceGrammars(root: string): GrammarFiles {
  return {
    runtime: join(root, 'node_modules', 'web-tree-sitter', 'tree-sitter.wasm'),
    wasm: language => join(root, 'node_modules', language.wasm),
    queries: name => join(root, 'grammars', name),
  };
}

/** A language that is ready to parse. */
export interface LoadedLanguage {
  readonly language: Language;
  readonly parser: Parser;
  /** Runs its queries. */
  readonly matches: MatchReader;
  /** Whether their results are read from the parser's memory. */
  readonly isDirect: boolean;
}

const QUERY_FILES = ['symbols.scm', 'imports.scm', 'calls.scm'];

/**
 * Loads a grammar and compiles its queries: 50 ms to 1 s of CPU, by the size of the grammar.
 * @param reading how results of queries are read; `package` by the package's own functions, which takes several times as long
 * @throws Error that names the language and the place, when a file is missing or a query does not compile: a fault of the build, not of input.
 */
export async function loadLanguage(
  language: Language,
  files: GrammarFiles,
  reading: 'memory' | 'package' = 'memory',
): Promise<LoadedLanguage> {
  await startParser(files.runtime);
  const grammar = await Grammar.load(await readFile(files.wasm(language)));
  const source = await querySource(language, files);
  let query: Query;
  try {
    query = new Query(grammar, source);
  } catch (error) {
    throw new Error(`The queries of ${language.id} do not compile: ${String(error)}`, { cause: error });
  }
  checked ??= { module: checkedModule(parserModule, grammar) };
  const module = reading === 'memory' ? checked.module : undefined;
  const matches = matchReader(query, module);
  return { language, parser: new Parser().setLanguage(grammar), matches, isDirect: module !== undefined };
}

/** What the package makes its WebAssembly module of: one a process, as it keeps it. */
const parserModule: { locateFile?: () => string } = {};
let started: Promise<void> | undefined;
let checked: { readonly module: ParserModule | undefined } | undefined;

function startParser(runtime: string): Promise<void> {
  parserModule.locateFile ??= () => runtime;
  started ??= Parser.init(parserModule);
  return started;
}

async function querySource(language: Language, files: GrammarFiles): Promise<string> {
  const texts: string[] = [];
  for (const folder of language.queries) {
    for (const file of QUERY_FILES) {
      const text = await readFile(join(files.queries(folder), file), 'utf8').catch(() => undefined);
      if (text !== undefined) texts.push(text);
    }
  }
  if (texts.length === 0) throw new Error(`No queries for ${language.id} in ${language.queries.join(', ')}`);
  return texts.join('\n');
}
