import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { Snapshot } from '../index/snapshot.ts';

/** Milliseconds of work between two rests. */
const SLICE = 8;

/**
 * Compares every file with the indexes that describe it, ahead of the questions that would have to wait for that. Rests
 * every few milliseconds; the snapshot may become another one meanwhile.
 * @throws CancelledError
 */
export async function checkFits(snapshot: () => Snapshot, token: CancellationToken): Promise<void> {
  let rested = Date.now();
  for (const { id } of snapshot().files) {
    snapshot().precision(id);
    if (Date.now() - rested < SLICE) continue;
    await new Promise(resolve => setImmediate(resolve));
    throwIfCancelled(token);
    rested = Date.now();
  }
}
