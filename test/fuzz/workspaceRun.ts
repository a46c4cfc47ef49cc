import type { FileFacts } from '../../src/facts/fileFacts.ts';
import { explainModule } from '../../src/features/overview/explainModule.ts';
import { buildCallGraph } from '../../src/graph/callGraph.ts';
import { createCodeTree } from '../../src/graph/codeTree.ts';
import { exportCalls, exportModules } from '../../src/graph/exportGraph.ts';
import { GRAPH_FORMATS, writeGraph } from '../../src/graph/formats.ts';
import { measureImportance } from '../../src/graph/importance.ts';
import { buildModuleGraph } from '../../src/graph/moduleGraph.ts';
import type { IndexedFile, Snapshot } from '../../src/index/snapshot.ts';
import { createWorkspaceIndex, type FileChange, type WorkspaceIndex } from '../../src/index/workspaceIndex.ts';
import { createPackCaches, packContext } from '../../src/pack/packContext.ts';
import { createRanker } from '../../src/rank/rank.ts';
import { dump } from '../unit/index/workspace.ts';
import type { Extract } from './fuzzer.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';
import type { Source } from './sources.ts';

const FILES = 14;
const STEPS = 4;

/** Puts neighbouring files into an index, changes and breaks some in several steps, and compares with an index made afresh. */
export async function checkWorkspace(
  sources: readonly Source[],
  extract: Extract,
  random: Random,
): Promise<{ faults: string[]; texts: number; label: string }> {
  const from = random.below(sources.length);
  const some = sources.slice(from, from + FILES);
  const now = new Map<string, { text: string; facts: FileFacts }>();
  const live = indexOver(now);
  let texts = 0;
  const write = async (path: string, text: string | undefined): Promise<FileChange> => {
    if (text === undefined) {
      now.delete(path);
      return { path: { root: 0, relative: path } };
    }
    texts += 1;
    const facts = await extract(path, text);
    now.set(path, { text, facts });
    return changeOf(path, text, facts);
  };
  const faults: string[] = [];
  let changes: FileChange[] = [];
  for (const { path, text } of some)
    changes.push(await write(path, random.below(3) ? text : mutate(text, text, random)));
  for (let step = 0; ; step++) {
    const snapshot = live.update(changes, true);
    // Asked in between, so that what is kept from one state to the next is there to be wrong.
    const incremental = dump(snapshot);
    const fresh = indexOver(now).update(
      [...now].map(([path, { text, facts }]) => changeOf(path, text, facts)),
      true,
    );
    const wanted = dump(fresh);
    if (incremental !== wanted)
      faults.push(`step ${step}: incremental differs from a rebuild: ${difference(incremental, wanted)}`);
    if (step === STEPS) {
      await useAll(snapshot, fresh, now, random, faults);
      return { faults, texts, label: `workspace ${some[0]?.path} … ${some.at(-1)?.path}` };
    }
    changes = [];
    for (let count = 1 + random.below(3); count > 0; count--) {
      const { path, text } = random.pick(some);
      const gone = random.below(5) === 0 && now.has(path);
      changes.push(
        await write(path, gone ? undefined : random.below(3) ? mutate(text, random.pick(some).text, random) : text),
      );
    }
  }
}

function indexOver(texts: ReadonlyMap<string, { text: string }>): WorkspaceIndex {
  return createWorkspaceIndex({ roots: ['/w'], readConfig: ({ relative }) => texts.get(relative)?.text });
}

function changeOf(relative: string, text: string, facts: FileFacts): FileChange {
  const path = { root: 0, relative };
  return { path, source: { path, class: 'source', size: text.length, modified: 0, hash: text }, facts };
}

/** Graphs, their exports, explanations and packs: nothing throws, and the incremental snapshot answers as the fresh one. */
async function useAll(
  snapshot: Snapshot,
  fresh: Snapshot,
  texts: ReadonlyMap<string, { text: string }>,
  random: Random,
  faults: string[],
): Promise<void> {
  const file = snapshot.files.length > 0 ? random.pick(snapshot.files) : undefined;
  if (!file) return;
  const at = random.below(file.facts.lines);
  const seen: string[] = [];
  for (const each of [snapshot, fresh]) {
    const importance = measureImportance(each);
    const modules = exportModules(buildModuleGraph(each), each, importance, ({ relative }) => relative);
    const calls = exportCalls(buildCallGraph(each), each, importance, ({ relative }) => relative);
    const parts = GRAPH_FORMATS.flatMap(format => [writeGraph(modules, format), writeGraph(calls, format)]);
    const tree = createCodeTree(each, importance, ['w']);
    const open = (id: string): string[] => tree.children(id).flatMap(node => [node.id, ...open(node.id)]);
    parts.push(open('').join('\n'));
    const own = each.find(file.source.path);
    if (own) parts.push(explainModule(each, own.id, { importance }), await packAt(each, own, at, texts, faults));
    seen.push(parts.join('\n'));
  }
  if (seen[0] !== seen[1])
    faults.push(`graphs and packs differ from a rebuild's: ${difference(seen[0] ?? '', seen[1] ?? '')}`);
}

async function packAt(
  snapshot: Snapshot,
  file: IndexedFile,
  line: number,
  texts: ReadonlyMap<string, { text: string }>,
  faults: string[],
): Promise<string> {
  const read = (id: number): string | undefined => texts.get(snapshot.file(id)?.source.path.relative ?? '')?.text;
  const query = {
    snapshot,
    file: file.id,
    text: read(file.id) ?? '',
    cursor: { line, column: 0 },
    regions: [[line, line]],
    task: line % 2 ? 'edit' : 'completion',
  } as const;
  const budget = 700;
  const pack = await packContext({
    query,
    ranking: createRanker({ clock: () => 0 }).rank(query),
    budget,
    tokenizer: 'o200k_base',
    readText: read,
    displayPath: id => snapshot.file(id)?.source.path.relative ?? '',
    location: id => `/w/${snapshot.file(id)?.source.path.relative}`,
    isIncluded: () => true,
    caches: createPackCaches(),
  });
  if (pack.tokens > budget) faults.push(`a pack of ${pack.tokens} tokens in a budget of ${budget}`);
  return pack.prompt;
}

function difference(one: string, other: string): string {
  const [a, b] = [one.split('\n'), other.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  return `line ${at}: ${JSON.stringify(a[at]?.slice(0, 300))} / ${JSON.stringify(b[at]?.slice(0, 300))}`;
}
