/** Milliseconds of work without a rest: short enough for a process that also answers questions. */
const SLICE = 8;

/**
 * For loops of synchronous work: asked between two pieces, it gives a promise to wait for once the work has gone on for 8 ms,
 * so that timers, messages and cancellation come through.
 */
export function createPacer(): () => Promise<void> | undefined {
  let rested = performance.now();
  return () => {
    if (performance.now() - rested < SLICE) return undefined;
    return new Promise(resolve => {
      setImmediate(() => {
        rested = performance.now();
        resolve();
      });
    });
  };
}
