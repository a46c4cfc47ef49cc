import { languageOf } from '../../../grammars/index.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import { type FileId, type Snapshot, symbolId } from '../../../src/index/snapshot.ts';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import type { ContextPack } from '../../../src/pack/contextPack.ts';
import { createPackCaches, type PackInput, packContext } from '../../../src/pack/packContext.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';
import type { Evidence, RankedFile, RankedSymbol } from '../../../src/rank/ranking.ts';
import { questionOf, type TaskName } from '../../../src/rank/tasks.ts';

const loaded = new Map<string, Promise<LoadedLanguage>>();

export async function factsOf(path: string, text: string): Promise<FileFacts> {
  const language = languageOf(path);
  if (!language) return lexicalFacts(text, 'text');
  const ready = loaded.get(language.id) ?? loadLanguage(language, sourceGrammars(process.cwd()));
  loaded.set(language.id, ready);
  return extractFacts(await ready, text);
}

/** A workspace of inline texts, with real facts and a real index. */
export interface TestWorkspace {
  readonly snapshot: Snapshot;
  readonly texts: ReadonlyMap<FileId, string>;
  id(path: string): FileId;
}

export async function workspaceOf(files: Readonly<Record<string, string>>): Promise<TestWorkspace> {
  const index = createWorkspaceIndex({ roots: ['/w'], readConfig: () => undefined });
  const changes = [];
  for (const [relative, text] of Object.entries(files)) {
    const path = { root: 0, relative };
    const source = { path, class: 'source' as const, size: text.length, modified: 0, hash: text };
    changes.push({ path, source, facts: await factsOf(relative, text) });
  }
  const snapshot = index.update(changes, true);
  const texts = new Map<FileId, string>();
  const ids = new Map<string, FileId>();
  for (const { id, source } of snapshot.files) {
    ids.set(source.path.relative, id);
    texts.set(id, files[source.path.relative] ?? '');
  }
  return { snapshot, texts, id: path => ids.get(path) ?? -1 };
}

export interface PackOptions {
  readonly task?: TaskName;
  readonly budget?: number;
  readonly edited?: string;
  readonly line?: number;
  /** `path` or `path qualified.name` with its score; best first. */
  readonly ranked: readonly (readonly [target: string, score: number])[];
  readonly input?: Partial<PackInput>;
}

const caches = createPackCaches();

/** Packs a workspace with a ranking given by hand. */
export function pack({ snapshot, texts, id }: TestWorkspace, options: PackOptions): Promise<ContextPack> {
  const { task = 'completion', budget = 2000, edited = '', line = 0 } = options;
  const files: RankedFile[] = [];
  const symbols: RankedSymbol[] = [];
  for (const [target, score] of options.ranked) {
    const [path = '', name] = target.split(' ');
    const evidence: Evidence[] = [{ signal: 'names', score, reason: `because of ${target}` }];
    if (name === undefined) {
      files.push({ file: id(path), score, evidence });
      continue;
    }
    const index = snapshot.file(id(path))?.facts.symbols.findIndex(symbol => symbol.qualifiedName === name) ?? -1;
    if (index < 0) throw new Error(`No symbol ${target}`);
    symbols.push({ symbol: symbolId(id(path), index), score, evidence });
  }
  const pathOf = (file: FileId) => snapshot.file(file)?.source.path.relative ?? '';
  return packContext({
    query: {
      snapshot,
      file: id(edited),
      text: texts.get(id(edited)) ?? '',
      cursor: { line, column: 0 },
      regions: [[line, line]],
      task: questionOf(task),
      purpose: task,
    },
    ranking: { files, symbols, times: {} },
    budget,
    tokenizer: 'o200k_base',
    readText: file => texts.get(file),
    displayPath: pathOf,
    location: file => `/w/${pathOf(file)}`,
    isIncluded: () => true,
    caches,
    ...options.input,
  });
}
