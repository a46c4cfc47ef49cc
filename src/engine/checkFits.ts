import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { createPacer } from '../base/pacer.ts';
import type { Snapshot } from '../index/snapshot.ts';

/**
 * Compares every file with the indexes that describe it, ahead of the questions that would have to wait for that. Rests
 * every few milliseconds; the snapshot may become another one meanwhile.
 * @throws CancelledError
 */
export async function checkFits(snapshot: () => Snapshot, token: CancellationToken): Promise<void> {
  const pacer = createPacer();
  for (const { id } of snapshot().files) {
    snapshot().precision(id);
    if (!pacer.isDue()) continue;
    await pacer.rest();
    throwIfCancelled(token);
  }
}
