import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard } from '../scoreBoard.ts';

/** Files that were changed together with the edited one: what happened together before happens together again. */
export function signalCoChange({ snapshot, file: edited, history }: EditQuery): SignalResult {
  const board = createScoreBoard('coChange');
  const partners = history?.partners ?? [];
  const best = partners[0]?.strength ?? 1;
  for (const { path, strength, shared, of } of partners) {
    const file = snapshot.find(path)?.id;
    if (file === undefined || file === edited) continue;
    const reason = shared > 0 ? `changed together in ${shared} of its last ${of} commits` : 'changed together long ago';
    board.addFile(file, Math.sqrt(strength / best), reason);
  }
  return board.result();
}
