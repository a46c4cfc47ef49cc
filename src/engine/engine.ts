import { stat } from 'node:fs/promises';
import { homedir, totalmem } from 'node:os';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { FilePath, Platform } from '../base/paths.ts';
import { factsVersion } from '../facts/factsVersion.ts';
import { explainModule } from '../features/overview/explainModule.ts';
import { packageFiles } from '../features/overview/purpose.ts';
import { createInclusion, type InclusionOptions } from '../files/inclusion.ts';
import type { WalkedFile } from '../files/walk.ts';
import { createHeadTexts } from '../history/headText.ts';
import { createHistoryReader } from '../history/historyReader.ts';
import { recentFiles } from '../history/recentFiles.ts';
import type { Snapshot } from '../index/snapshot.ts';
import { createWorkspaceIndex } from '../index/workspaceIndex.ts';
import { createRanker, type Ranker } from '../rank/rank.ts';
import type { Ranking } from '../rank/ranking.ts';
import { type FactsStore, openStore } from '../store/factsStore.ts';
import type { ContextRequest, Engine, EngineOptions, WorkspaceRoot } from './api.ts';
import { createBuffers } from './buffers.ts';
import { createContextService } from './contextService.ts';
import { createGate } from './gate.ts';
import { createHistoryService } from './historyService.ts';
import { createIndexer } from './indexer.ts';
import { createLearnedWeights } from './learnedWeights.ts';
import { memoryBudget } from './memoryBudget.ts';
import { createMemoryLevels } from './memoryLevels.ts';
import type { Clock, Log, ParseService } from './ports.ts';
import { storeKeys } from './readFacts.ts';
import { createScipFiles } from './scipFiles.ts';
import { createTextSource, readText } from './textSource.ts';
import { createTreeService } from './treeService.ts';
import { createWorkspace } from './workspace.ts';

/** What the engine needs from outside. The engine owns `parse` and disposes of it. */
export interface EnginePorts {
  readonly parse: ParseService;
  readonly log: Log;
  readonly clock: Clock;
  /** In place of the ranker with the table's weights; for measurements. */
  readonly ranker?: Ranker;
}

/** The engine for callers in the same process: the command line, tests. */
export interface InProcessEngine extends Engine {
  /** The index as it is now. */
  snapshot(): Snapshot;
  /** What every signal says of the files around one place, before anything is packed; `request.budget` does not matter. */
  ranking(request: ContextRequest, token: CancellationToken): Promise<Ranking>;
}

/** Composes the layers behind the façade. Nothing is read before `open`. */
export function createEngine(options: EngineOptions, ports: EnginePorts): InProcessEngine {
  const { parse, log, clock } = ports;
  const workspace = createWorkspace(options.roots);
  const buffers = createBuffers();
  const gate = createGate();
  let store: Promise<FactsStore> | undefined;
  const texts = createTextSource(buffers, file => workspace.locate(file.source.path));
  const indexer = createIndexer({
    workspace,
    buffers,
    gate,
    parse,
    log,
    memory: createMemoryLevels(memoryBudget(options.memoryBudget ?? 0, totalmem()), () => process.memoryUsage.rss()),
    storeFolder: options.storeFolder,
    readConfig,
    recent: found => recentlyChanged(options, found),
    store: () => {
      store ??= openStore({ folder: options.storeFolder, version: factsVersion, keysOf: storeKeys, log });
      return store;
    },
    createInclusion: () => createInclusion(inclusionOptions(options.roots, workspace.platform)),
    createIndex: onLost => createWorkspaceIndex({ roots: workspace.folders, readConfig, onLost }),
    scip: createScipFiles(options.roots, texts.read, log),
  });
  const program = options.git ?? 'git';
  const headTexts = createHeadTexts({ program, timeLimit: HEAD_LIMIT, clock });
  const reader = options.trusted ? createHistoryReader(program, clock) : undefined;
  const history = createHistoryService(workspace, reader);
  const learned = options.learned
    ? createLearnedWeights({ storeFolder: options.storeFolder, folders: options.roots.map(each => each.folder), log })
    : undefined;
  const contexts = createContextService({
    workspace,
    indexer,
    texts,
    ranker: ports.ranker ?? createRanker({ clock, ...(learned && { weights: learned.weights }) }),
    learned,
    headText: async file => (options.trusted ? headTexts.read(workspace.locate(file.source.path)) : undefined),
    history,
    clock,
  });
  const trees = createTreeService(workspace, () => indexer.snapshot());

  function readConfig(path: FilePath): string | undefined {
    return buffers.get(path)?.text ?? readText(workspace.locate(path));
  }

  return {
    open: (onProgress, token) => indexer.scan(onProgress, token),
    status: () => indexer.status(),
    changed: (paths, token) => indexer.changed(paths, token),
    openBuffer: (file, version, text) => indexer.openBuffer(file, version, text),
    closeBuffer: file => indexer.closeBuffer(file),
    atHand: files => indexer.atHand(files),
    warmUp: contexts.warmUp,
    context: contexts.context,
    async tree(id, token) {
      throwIfCancelled(token);
      return trees.children(id);
    },
    async explain(file, token) {
      const indexed = await indexer.ensure(file, token);
      throwIfCancelled(token);
      const snapshot = indexer.snapshot();
      const files = packageFiles(snapshot, indexed);
      const manifest = files.manifest && readConfig(files.manifest);
      const readme = files.readme && readConfig(files.readme);
      const texts = { ...(manifest !== undefined && { manifest }), ...(readme !== undefined && { readme }) };
      return explainModule(snapshot, indexed.id, { texts });
    },
    pause: (reason = 'user') => gate.close(reason),
    resume: reason => gate.open(reason),
    rebuild: token => indexer.rebuild(token),
    async dispose() {
      gate.open();
      reader?.dispose();
      await indexer.dispose();
      await ports.parse.dispose();
    },
    snapshot: () => indexer.snapshot(),
    ranking: contexts.ranking,
  };
}

/** Milliseconds that git may take: what comes later is of no use any more. */
const GIT_LIMIT = 5000;
/** What somebody waits for. */
const HEAD_LIMIT = 1000;
/** Without git only so many files are looked at for their times, the nearest. */
const LOOKED_AT = 4000;
const RECENT = 100;

/** The files that were changed last: as git knows it in a trusted workspace, else by their times. */
async function recentlyChanged(options: EngineOptions, found: readonly WalkedFile[]): Promise<readonly string[]> {
  const program = options.git ?? 'git';
  const git = options.trusted
    ? options.roots.map(({ folder }) => recentFiles({ program, folder, timeLimit: GIT_LIMIT }))
    : [];
  const known = (await Promise.all(git)).flat();
  if (known.length > 0) return known;
  const times: { readonly absolute: string; readonly time: number }[] = [];
  for (const { absolute } of found.slice(0, LOOKED_AT)) {
    const info = await stat(absolute).catch(() => undefined);
    if (info) times.push({ absolute, time: info.mtimeMs });
  }
  return times
    .sort((a, b) => b.time - a.time)
    .slice(0, RECENT)
    .map(({ absolute }) => absolute);
}

function inclusionOptions(roots: readonly WorkspaceRoot[], platform: Platform): InclusionOptions {
  return {
    roots,
    platform,
    ignoreCase: process.platform === 'win32' || process.platform === 'darwin',
    user: { home: homedir(), xdgConfig: process.env['XDG_CONFIG_HOME'] ?? '' },
  };
}
