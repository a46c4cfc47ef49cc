import { setImmediate } from 'node:timers/promises';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { changedLines, type LineChange, linesBefore } from '../base/lineDiff.ts';
import { LruCache } from '../base/lru.ts';
import type { FilePath } from '../base/paths.ts';
import type { Learning } from '../features/learn/learning.ts';
import type { FileId, IndexedFile, Snapshot } from '../index/snapshot.ts';
import type { Conversation } from '../pack/contextPack.ts';
import { createPackCaches, type PackInput, packContext } from '../pack/packContext.ts';
import type { Ranker } from '../rank/rank.ts';
import { type EditQuery, type Evidence, NO_FILE, type Ranking } from '../rank/ranking.ts';
import { questionOf, taskNamed } from '../rank/tasks.ts';
import type { ContextAnswer, ContextRequest, RankedPath } from './api.ts';
import type { HistoryAnswer, HistoryService, PlaceInText } from './historyService.ts';
import type { Indexer } from './indexer.ts';
import type { LearnedWeights } from './learnedWeights.ts';
import type { Clock } from './ports.ts';
import type { TextSource } from './textSource.ts';
import type { Workspace } from './workspace.ts';

export interface ContextService {
  /** See `Engine.context`. */
  context(request: ContextRequest, token: CancellationToken): Promise<ContextAnswer>;
  /** See `InProcessEngine.ranking`. */
  ranking(request: ContextRequest, token: CancellationToken): Promise<Ranking>;
  /** See `Engine.warmUp`. */
  warmUp(): Promise<void>;
}

export interface ContextServiceParts {
  readonly workspace: Workspace;
  readonly indexer: Indexer;
  readonly texts: TextSource;
  readonly ranker: Ranker;
  /** The file's text in HEAD, where git may be asked and knows it. */
  readonly headText: (file: IndexedFile) => Promise<string | undefined>;
  readonly history: HistoryService;
  /** Absent where only the table counts. */
  readonly learned: LearnedWeights | undefined;
  readonly clock: Clock;
}

/** Most paths that an answer carries. */
const RANKED_PATHS = 500;
const CONVERSATIONS = 32;
/** Milliseconds of preparation after which those who wait have their turn. */
const SLICE = 20;

/** The one way to a pack: editor, command line and benchmark all come through here. */
export function createContextService(parts: ContextServiceParts): ContextService {
  const { workspace, indexer, texts, ranker, headText, history, learned, clock } = parts;
  const caches = createPackCaches();
  // The same place at several budgets is ranked once.
  const rankings = new LruCache<string, Ranked>(4);
  const conversations = new LruCache<string, Conversation>(CONVERSATIONS);

  return {
    async context(request, token) {
      const start = clock();
      const { known, learning, ...ranked } = await rankedFor(request, token);
      const rankedAt = clock();
      const input = packInput(request, ranked);
      const pack = await packContext(input);
      throwIfCancelled(token);
      // What nobody gets to see is not remembered.
      if (request.conversation && input.conversation) conversations.set(request.conversation, input.conversation);
      const end = clock();
      const times = { ...ranked.ranking.times, rank: rankedAt - start, pack: end - rankedAt, total: end - start };
      const { snapshot } = ranked.query;
      return {
        pack,
        complete: snapshot.complete,
        history: known.state,
        ...(learning && { learned: { made: learning.made, later: learning.later, gain: learning.gain } }),
        ranked: rankedPaths(workspace, snapshot, ranked.ranking),
        times,
      };
    },

    async ranking(request, token) {
      return (await rankedFor(request, token)).ranking;
    },

    async warmUp() {
      history.warmUp();
      while (!ranker.prepare(indexer.snapshot(), SLICE)) await setImmediate();
      const file = indexer.snapshot().files.find(({ summary }) => summary.symbols > 0);
      if (!file) return;
      const request = {
        file: workspace.locate(file.source.path),
        line: 0,
        column: 0,
        task: 'edit',
        budget: 500,
      } as const;
      const edit = await editOf(request, file);
      await packContext(packInput(request, rank(request, file, edit, NOT_KNOWN)));
    },
  };

  async function rankedFor(
    request: ContextRequest,
    token: CancellationToken,
  ): Promise<Ranked & { readonly known: HistoryAnswer; readonly learning: Learning | undefined }> {
    taskNamed(request.task);
    const edited = request.file === '' ? undefined : await indexer.ensure(request.file, token);
    throwIfCancelled(token);
    const edit = await editOf(request, edited);
    throwIfCancelled(token);
    const known = await history.ask(request, edit.committed, token);
    const learning = edited && learned?.of(edited.source.path.root, questionOf(request.task));
    const ranked = rank(request, edited, edit, known, learning?.made);
    throwIfCancelled(token);
    return { ...ranked, known, learning };
  }

  /** The text as on screen, what was changed in it, and which lines of which text git may know. */
  async function editOf(request: ContextRequest, edited: IndexedFile | undefined): Promise<Edit> {
    if (!edited) return { text: '', changes: [], committed: { text: '', regions: [] } };
    const text = texts.onScreen(edited) ?? '';
    const before = isOfChanges(request) ? (request.before ?? (await headText(edited))) : undefined;
    const changes = before === undefined ? [] : changedLines(before, text);
    const committed =
      before === undefined || changes.length === 0
        ? { text, regions: regionsOf(request) }
        : { text: before, regions: linesBefore(changes) };
    return { text, changes, committed };
  }

  function rank(
    request: ContextRequest,
    edited: IndexedFile | undefined,
    { text, changes }: Edit,
    known: HistoryAnswer,
    learning?: number,
  ): Ranked {
    const snapshot = indexer.snapshot();
    const key = JSON.stringify({
      ...request,
      ...{
        before: changes,
        budget: 0,
        tokenizer: '',
        certify: false,
        conversation: '',
        historyWait: 0,
        known: known.key,
        learning,
      },
    });
    let ranked = rankings.get(key);
    if (ranked?.query.snapshot !== snapshot) {
      const query = editQuery(snapshot, edited?.id ?? NO_FILE, text, changes, request, known);
      ranked = { query, ranking: ranker.rank(query) };
      rankings.set(key, ranked);
    }
    return ranked;
  }

  function conversationOf({ conversation }: ContextRequest): { conversation?: Conversation } {
    if (!conversation) return {};
    return { conversation: { shown: conversations.get(conversation)?.shown ?? [] } };
  }

  function packInput(request: ContextRequest, { query, ranking }: Ranked): PackInput {
    const pathOf = (file: FileId): FilePath | undefined => query.snapshot.file(file)?.source.path;
    const naming = (name: (path: FilePath) => string) => (file: FileId) => {
      const path = pathOf(file);
      return path ? name(path) : '';
    };
    return {
      query,
      ranking,
      caches,
      budget: request.budget,
      tokenizer: request.tokenizer ?? 'o200k_base',
      certify: request.certify ?? false,
      ...conversationOf(request),
      readText(file) {
        const indexed = query.snapshot.file(file);
        return indexed && texts.read(indexed);
      },
      displayPath: naming(workspace.display),
      location: naming(workspace.locate),
      isIncluded(file) {
        const path = pathOf(file);
        return path !== undefined && indexer.isIncluded(path);
      },
    };
  }
}

interface Ranked {
  readonly query: EditQuery;
  readonly ranking: Ranking;
}

const NOT_KNOWN: HistoryAnswer = { state: 'reading', key: '', history: {} };

interface Edit {
  readonly text: string;
  readonly changes: readonly LineChange[];
  readonly committed: PlaceInText;
}

/** Whether what was changed in the file is part of the question: not where something is selected. */
function isOfChanges({ task, regions }: ContextRequest): boolean {
  return questionOf(task) === 'edit' && !regions?.length;
}

function regionsOf({ regions, line }: ContextRequest): readonly (readonly [number, number])[] {
  return regions?.length ? regions : [[line, line]];
}

function editQuery(
  snapshot: Snapshot,
  file: FileId,
  text: string,
  changes: readonly LineChange[],
  request: ContextRequest,
  { history }: HistoryAnswer,
): EditQuery {
  return {
    snapshot,
    file,
    text,
    cursor: { line: request.line, column: request.column },
    regions: regionsOf(request),
    ...(changes.length > 0 ? { changes } : {}),
    ...(request.instruction ? { instruction: request.instruction } : {}),
    task: questionOf(request.task),
    purpose: request.task,
    history,
  };
}

function rankedPaths(workspace: Workspace, snapshot: Snapshot, { files }: Ranking): RankedPath[] {
  return files.slice(0, RANKED_PATHS).flatMap(({ file, score, evidence }) => {
    const path = snapshot.file(file)?.source.path;
    if (!path) return [];
    return [
      { path: workspace.display(path), location: workspace.locate(path), score, reasons: evidence.map(reasonOf) },
    ];
  });
}

function reasonOf({ reason }: Evidence): string {
  return reason;
}
