import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { partnersOf } from '../history/coChange.ts';
import type { EditHistory, Placed } from '../history/editHistory.ts';
import type { HistoryReader, Spot } from '../history/historyReader.ts';
import { linePartners } from '../history/lineHistory.ts';
import { absoluteFrom } from '../history/repository.ts';
import type { ContextRequest, HistoryState } from './api.ts';
import type { Workspace } from './workspace.ts';

/** Git's history for questions: read in the background, and answered as far as it is known. */
export interface HistoryService {
  /**
   * What is known of the request's place, after at most `request.historyWait` milliseconds.
   * @param place where in the file, and of which text of it
   */
  ask(request: ContextRequest, place: PlaceInText, token: CancellationToken): Promise<HistoryAnswer>;
  /** Starts reading what questions will need. */
  warmUp(): void;
}

/** Lines of a text of the file: what is on screen, or what is committed. */
export interface PlaceInText {
  readonly text: string;
  /** `[first, last]`, 0-based, inclusive. */
  readonly regions: readonly (readonly [first: number, last: number])[];
}

export interface HistoryAnswer {
  readonly state: HistoryState;
  /** Two answers to one request with the same key are the same. */
  readonly key: string;
  readonly history: EditHistory;
}

/** Milliseconds that a question waits for the history when it does not say. */
const WAIT = 100;
/** Files of each list; the others are far too weak. */
const MAX_PARTNERS = 300;
/** Milliseconds between two looks at whether the asker has gone. */
const LOOK = 20;

/** @param reader absent where git must not run */
export function createHistoryService(workspace: Workspace, reader: HistoryReader | undefined): HistoryService {
  /** Where git looks back from; only what lies in the workspace is trusted. */
  function spotOf({ file, history }: ContextRequest): Spot | undefined {
    if (file === '') return undefined;
    const own = workspace.resolve(file);
    if (!path.isAbsolute(file) || !workspace.holds(own)) return undefined;
    if (history) {
      const { gitDir, tip } = history;
      return { folder: gitDir, file: own.relative, prefix: '', repository: gitDir, tip, detached: true };
    }
    const folder = path.dirname(file);
    const place = reader?.place(folder);
    if (!place) return undefined;
    const { prefix, top: repository, head: tip, shallow } = place;
    return { folder, file: path.basename(file), prefix, repository, tip, shallow };
  }

  function placed<T extends { readonly name: string }>(file: string, spot: Spot, found: readonly T[]): Placed<T>[] {
    const folder = spot.detached ? (workspace.folders[workspace.resolve(file).root] ?? '') : path.dirname(file);
    return found.slice(0, MAX_PARTNERS).map(each => {
      return { ...each, path: workspace.resolve(absoluteFrom(folder, spot.prefix, each.name)) };
    });
  }

  async function read(request: ContextRequest, { text, regions }: PlaceInText): Promise<void> {
    if (!request.history) await reader?.readPlace(path.dirname(request.file));
    const spot = spotOf(request);
    if (!spot) return;
    await Promise.all([reader?.readLog(spot), reader?.readLines(spot, text, regions)]);
  }

  function known(request: ContextRequest, { text, regions }: PlaceInText): HistoryAnswer {
    const spot = spotOf(request);
    if (!spot || !reader) return { state: reader ? 'none' : 'off', key: '', history: {} };
    const log = reader.log(spot);
    if (!log) return { state: 'reading', key: '', history: {} };
    const state = spot.shallow ? 'shallow' : 'read';
    // A completion gives history no weight, and is asked with every key.
    if (request.task === 'completion') return { state, key: '', history: {} };
    const name = spot.prefix + spot.file;
    const commits = reader.lines(spot, text, regions);
    const partners = placed(request.file, spot, partnersOf(log, name));
    const lines = commits && placed(request.file, spot, linePartners(log, name, commits));
    return {
      state,
      key: `${log.tip}${lines ? '+' : ''}`,
      history: { partners, ...(lines && { lines }) },
    };
  }

  return {
    async ask(request, place, token) {
      // It must not cost a process for every few keys.
      if (!reader || request.task === 'completion') return known(request, place);
      let done = false;
      const reading = read(request, place).then(() => {
        done = true;
      });
      const end = Date.now() + (request.historyWait ?? WAIT);
      while (!done && Date.now() < end) {
        await Promise.race([reading, sleep(Math.min(LOOK, end - Date.now()))]);
        throwIfCancelled(token);
      }
      return known(request, place);
    },

    warmUp() {
      for (const { folder } of workspace.roots) {
        void reader?.readPlace(folder).then(() => {
          const place = reader.place(folder);
          if (!place) return;
          return reader.readLog({ folder, file: '', prefix: place.prefix, repository: place.top, tip: place.head });
        });
      }
    },
  };
}
