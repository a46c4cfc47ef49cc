/** Keeps loops of synchronous work from holding up a process that also answers questions. */
export interface Pacer {
  /** Whether the work has gone on for 8 ms without a rest. */
  isDue(): boolean;
  /** Lets timers, messages and cancellation come through. */
  rest(): Promise<void>;
}

/** Milliseconds of work between two rests. */
const SLICE = 8;

export function createPacer(): Pacer {
  let rested = performance.now();
  return {
    isDue: () => performance.now() - rested >= SLICE,
    async rest() {
      await new Promise(resolve => setImmediate(resolve));
      rested = performance.now();
    },
  };
}
