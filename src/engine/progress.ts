import { once } from '../base/once.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { EngineStatus, MemoryStatus, ScipStatus } from './api.ts';
import type { Gate } from './gate.ts';

/** Counts a scan and tells its listener, a few times a second at most. */
export interface Progress {
  listen(onProgress: (status: EngineStatus) => void): void;
  /** A scan begins; how many files there are is not known yet. */
  start(): void;
  begin(files: number): void;
  advance(files: number): void;
  end(): EngineStatus;
  /** Tells the listener how things stand. */
  tell(): EngineStatus;
  status(): EngineStatus;
}

export interface ProgressSources {
  readonly snapshot: () => Snapshot;
  readonly gate: Gate;
  readonly scip: () => readonly ScipStatus[];
  readonly memory: () => MemoryStatus;
}

/** Milliseconds between two reports. */
const INTERVAL = 100;

export function createProgress({ snapshot, gate, scip: describeScip, memory }: ProgressSources): Progress {
  let listener: (status: EngineStatus) => void = () => {};
  let files = 0;
  let done = 0;
  let state: 'starting' | 'indexing' | 'ready' = 'starting';
  let reported = 0;
  let counted: { readonly snapshot: Snapshot; readonly counts: () => Counts } | undefined;

  function counts(): Counts {
    const now = snapshot();
    if (counted?.snapshot !== now) counted = { snapshot: now, counts: once(() => countFiles(now)) };
    return counted.counts();
  }

  function status(): EngineStatus {
    const indexed = snapshot().files.length;
    const scip = state === 'ready' ? describeScip() : [];
    const pausedBy = state === 'ready' ? undefined : gate.closedBy;
    return {
      state: pausedBy ? 'paused' : state,
      files: Math.max(files, indexed),
      done: state === 'ready' ? indexed : done,
      ...counts(),
      memory: memory(),
      ...(pausedBy && { pausedBy }),
      ...(scip.length > 0 && { scip }),
    };
  }

  function tell(): EngineStatus {
    reported = Date.now();
    const now = status();
    listener(now);
    return now;
  }

  return {
    listen(onProgress) {
      listener = onProgress;
    },
    start() {
      if (state === 'ready') state = 'indexing';
    },
    begin(count) {
      files = count;
      done = 0;
      state = 'indexing';
      tell();
    },
    advance(count) {
      done += count;
      if (Date.now() - reported >= INTERVAL) tell();
    },
    end() {
      state = 'ready';
      files = 0;
      return tell();
    },
    tell,
    status,
  };
}

type Counts = Pick<EngineStatus, 'symbols' | 'skipped'>;

function countFiles({ files }: Snapshot): Counts {
  const skipped: Record<string, number> = {};
  let symbols = 0;
  for (const { source, summary } of files) {
    symbols += summary.symbols;
    if (source.class !== 'source') skipped[source.class] = (skipped[source.class] ?? 0) + 1;
  }
  return { symbols, skipped };
}
