import { languageOf } from '../../../grammars/index.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import type { Snapshot } from '../../../src/index/snapshot.ts';
import { createWorkspaceIndex, type FileChange } from '../../../src/index/workspaceIndex.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';
import type { EditQuery, Task } from '../../../src/rank/ranking.ts';

const loaded = new Map<string, LoadedLanguage>();

/** Facts by the real parser. */
export async function factsOf(path: string, text: string): Promise<FileFacts> {
  const language = languageOf(path);
  if (language === undefined) return lexicalFacts(text);
  let parser = loaded.get(language.id);
  if (parser === undefined) {
    parser = await loadLanguage(language, sourceGrammars(process.cwd()));
    loaded.set(language.id, parser);
  }
  return extractFacts(parser, text);
}

export async function changesOf(files: Readonly<Record<string, string>>): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  for (const [relative, text] of Object.entries(files)) {
    const path = { root: 0, relative };
    const source = { path, class: 'source', size: text.length, modified: 0, hash: `${relative}:${text}` } as const;
    changes.push({ path, source, facts: await factsOf(relative, text) });
  }
  return changes;
}

export async function snapshotOf(files: Readonly<Record<string, string>>): Promise<Snapshot> {
  const index = createWorkspaceIndex({ roots: ['/w'], readConfig: path => files[path.relative] });
  return index.update(await changesOf(files), true);
}

/** A query at the `|` of the one file that holds it; the mark is taken out. */
export async function queryAt(
  files: Readonly<Record<string, string>>,
  task: Task = 'completion',
  instruction?: string,
): Promise<EditQuery> {
  const [path, marked] = Object.entries(files).find(([, text]) => text.includes('|')) ?? ['', ''];
  const text = marked.replace('|', '');
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const snapshot = await snapshotOf({ ...files, [path]: text });
  const file = snapshot.find({ root: 0, relative: path })?.id;
  if (file === undefined) throw new Error('no file with a mark');
  return {
    snapshot,
    file,
    text,
    cursor: { line: before.length - 1, column: before.at(-1)?.length ?? 0 },
    regions: [],
    task,
    ...(instruction === undefined ? {} : { instruction }),
  };
}
