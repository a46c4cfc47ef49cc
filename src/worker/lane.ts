import type { ParseInput } from '../engine/ports.ts';
import type { ParsedFile } from '../index/parsedFile.ts';
import type { BatchFailure, ParseProcess } from './parseProcess.ts';

/** What came of a batch: facts in the order of its inputs, or why there are none. */
export type BatchOutcome = readonly ParsedFile[] | BatchFailure;

/**
 * Processes of one kind behind one queue, and one more that serves probes ahead of it. The first starts when it is needed,
 * each other one when batches have been waiting for it: until its code is optimised, a process costs more than it gives.
 */
export interface Lane {
  /** Gives `work` a process of its own, as soon as one is free. */
  use<T>(work: (process: ParseProcess) => Promise<T>): Promise<T>;
  /** Runs one text alone after the probes before it, unless `isLate` says then that nobody waits for it any more. */
  probe(input: ParseInput, deadline: number, isLate: () => boolean): Promise<BatchOutcome | undefined>;
  kill(): void;
}

/** @param patience milliseconds for which batches wait without a pause before one more process starts */
export function createLane(count: number, patience: number, newProcess: () => ParseProcess): Lane {
  const processes = Array.from({ length: count }, newProcess);
  const probeProcess = newProcess();
  const idle = new Set(processes);
  const waiting: ((process: ParseProcess) => void)[] = [];
  let waitingSince = 0;
  let probes: Promise<unknown> = Promise.resolve();

  /** A process for the next batch, if one is free and worth its start. */
  const take = (): ParseProcess | undefined => {
    const running = [...idle].find(process => process.isRunning);
    if (running) return running;
    const now = performance.now();
    if (processes.some(process => process.isRunning) && now - waitingSince < patience) return undefined;
    const [next] = idle;
    next?.warm();
    waitingSince = now;
    return next;
  };
  const serve = (): void => {
    while (waiting.length > 0) {
      const process = take();
      if (!process) return;
      idle.delete(process);
      waiting.shift()?.(process);
    }
  };
  const acquire = (): Promise<ParseProcess> => {
    if (waiting.length === 0) waitingSince = performance.now();
    const acquired = new Promise<ParseProcess>(resolve => waiting.push(resolve));
    serve();
    return acquired;
  };
  const release = (process: ParseProcess): void => {
    idle.add(process);
    serve();
  };

  return {
    async use(work) {
      const process = await acquire();
      try {
        return await work(process);
      } finally {
        release(process);
      }
    },
    probe(input, deadline, isLate) {
      const outcome = probes.then(() => (isLate() ? undefined : probeProcess.run([input], deadline)));
      probes = outcome.catch(() => undefined);
      return outcome;
    },
    kill() {
      for (const process of [...processes, probeProcess]) process.kill();
    },
  };
}
