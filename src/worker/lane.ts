import type { ParseInput } from '../engine/ports.ts';
import type { ParsedFile } from '../index/parsedFile.ts';
import type { BatchFailure, ParseProcess } from './parseProcess.ts';

/** What came of a batch: facts in the order of its inputs, or why there are none. */
export type BatchOutcome = readonly ParsedFile[] | BatchFailure;

/** Processes of one kind behind one queue, and one more that serves probes ahead of it. All start when first needed. */
export interface Lane {
  /** Gives `work` a process of its own, as soon as one is free. */
  use<T>(work: (process: ParseProcess) => Promise<T>): Promise<T>;
  /** Runs one text alone after the probes before it, unless `isLate` says then that nobody waits for it any more. */
  probe(input: ParseInput, deadline: number, isLate: () => boolean): Promise<BatchOutcome | undefined>;
  kill(): void;
}

export function createLane(count: number, newProcess: () => ParseProcess): Lane {
  const processes = Array.from({ length: count }, newProcess);
  const probeProcess = newProcess();
  const idle = [...processes];
  const waiting: ((process: ParseProcess) => void)[] = [];
  let probes: Promise<unknown> = Promise.resolve();

  const acquire = (): Promise<ParseProcess> => {
    const process = idle.pop();
    return process ? Promise.resolve(process) : new Promise(resolve => waiting.push(resolve));
  };
  const release = (process: ParseProcess): void => {
    const next = waiting.shift();
    if (next) next(process);
    else idle.push(process);
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
