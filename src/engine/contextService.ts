import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { LruCache } from '../base/lru.ts';
import type { IndexedFile } from '../index/snapshot.ts';
import { createPackCaches, packContext } from '../pack/packContext.ts';
import type { Ranker } from '../rank/rank.ts';
import type { EditQuery, Evidence, Ranking } from '../rank/ranking.ts';
import type { ContextAnswer, ContextRequest, RankedPath } from './api.ts';
import type { Indexer } from './indexer.ts';
import type { Clock } from './ports.ts';
import type { TextSource } from './textSource.ts';
import type { Workspace } from './workspace.ts';

export interface ContextService {
  /** See `Engine.context`. */
  context(request: ContextRequest, token: CancellationToken): Promise<ContextAnswer>;
}

export interface ContextServiceParts {
  readonly workspace: Workspace;
  readonly indexer: Indexer;
  readonly texts: TextSource;
  readonly ranker: Ranker;
  readonly clock: Clock;
}

/** Most paths that an answer carries. */
const RANKED_PATHS = 500;

/** The one way to a pack: editor, command line and benchmark all come through here. */
export function createContextService(parts: ContextServiceParts): ContextService {
  const { workspace, indexer, texts, ranker, clock } = parts;
  // The same place at several budgets is ranked once.
  const rankings = new LruCache<string, { query: EditQuery; ranking: Ranking }>(4);

  const caches = createPackCaches();

  return {
    async context(request, token) {
      const start = clock();
      const edited = await indexer.ensure(request.file, token);
      throwIfCancelled(token);
      const snapshot = indexer.snapshot();
      const key = JSON.stringify({ ...request, budget: 0, tokenizer: '', version: snapshot.version });
      let ranked = rankings.get(key);
      if (!ranked) {
        const query = await editQuery(request, edited, token);
        ranked = { query, ranking: ranker.rank(query) };
        rankings.set(key, ranked);
      }
      throwIfCancelled(token);
      const rankedAt = clock();
      const located = (file: number, name: (file: IndexedFile) => string) => {
        const indexed = snapshot.file(file);
        return indexed ? name(indexed) : '';
      };
      const pack = await packContext({
        ...ranked,
        caches,
        budget: request.budget,
        tokenizer: request.tokenizer ?? 'o200k_base',
        readText: file => (file === edited.id ? ranked.query.text : readIndexed(file)),
        displayPath: file => located(file, indexed => workspace.display(indexed.source.path)),
        location: file => located(file, indexed => workspace.locate(indexed.source.path)),
        isIncluded: file => located(file, indexed => (indexer.isIncluded(indexed.source.path) ? 'yes' : '')) !== '',
      });
      throwIfCancelled(token);
      const times = {
        ...ranked.ranking.times,
        rank: rankedAt - start,
        pack: clock() - rankedAt,
        total: clock() - start,
      };
      return { pack, complete: snapshot.complete, ranked: rankedPaths(ranked.ranking), times };

      function readIndexed(file: number): string | undefined {
        const indexed = snapshot.file(file);
        return indexed && texts.read(indexed);
      }
    },
  };

  async function editQuery(request: ContextRequest, edited: IndexedFile, token: CancellationToken): Promise<EditQuery> {
    const openFiles: number[] = [];
    for (const file of request.openFiles ?? []) {
      const indexed = indexer.snapshot().find(workspace.resolve(file));
      if (indexed && indexed.id !== edited.id) openFiles.push(indexed.id);
    }
    throwIfCancelled(token);
    const text = texts.read(edited) ?? '';
    return {
      snapshot: indexer.snapshot(),
      file: edited.id,
      text,
      cursor: { line: request.line, column: request.column },
      regions: request.regions?.length ? request.regions : [[request.line, request.line]],
      ...(request.instruction ? { instruction: request.instruction } : {}),
      openFiles,
      task: request.task,
    };
  }

  function rankedPaths({ files }: Ranking): RankedPath[] {
    return files.slice(0, RANKED_PATHS).flatMap(({ file, score, evidence }) => {
      const indexed = indexer.snapshot().file(file);
      if (!indexed) return [];
      const { path } = indexed.source;
      return [
        { path: workspace.display(path), location: workspace.locate(path), score, reasons: evidence.map(reasonOf) },
      ];
    });
  }
}

function reasonOf({ reason }: Evidence): string {
  return reason;
}
