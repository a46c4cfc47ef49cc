import type { Snapshot } from '../index/snapshot.ts';
import type { EngineStatus, ScipStatus } from './api.ts';
import type { Gate } from './gate.ts';

/** Counts a scan and tells its listener, a few times a second at most. */
export interface Progress {
  listen(onProgress: (status: EngineStatus) => void): void;
  begin(files: number): void;
  advance(files: number): void;
  end(): EngineStatus;
  status(): EngineStatus;
}

/** Milliseconds between two reports. */
const INTERVAL = 100;

export function createProgress(
  snapshot: () => Snapshot,
  gate: Gate,
  describeScip: () => readonly ScipStatus[],
): Progress {
  let listener: (status: EngineStatus) => void = () => {};
  let files = 0;
  let done = 0;
  let state: 'starting' | 'indexing' | 'ready' = 'starting';
  let reported = 0;

  function status(): EngineStatus {
    const { files: indexed } = snapshot();
    const skipped: Record<string, number> = {};
    let symbols = 0;
    for (const { source, summary } of indexed) {
      symbols += summary.symbols;
      if (source.class !== 'source') skipped[source.class] = (skipped[source.class] ?? 0) + 1;
    }
    const scip = state === 'ready' ? describeScip() : [];
    return {
      state: gate.closed && state !== 'ready' ? 'paused' : state,
      files: Math.max(files, indexed.length),
      done: state === 'ready' ? indexed.length : done,
      symbols,
      skipped,
      ...(scip.length > 0 && { scip }),
    };
  }

  function report(): EngineStatus {
    reported = Date.now();
    const now = status();
    listener(now);
    return now;
  }

  return {
    listen(onProgress) {
      listener = onProgress;
    },
    begin(count) {
      files = count;
      done = 0;
      state = 'indexing';
      report();
    },
    advance(count) {
      done += count;
      if (Date.now() - reported >= INTERVAL) report();
    },
    end() {
      state = 'ready';
      return report();
    },
    status,
  };
}
