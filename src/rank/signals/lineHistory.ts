import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard } from '../scoreBoard.ts';

/** Files of the commits that last touched the lines around the edit. */
export function signalLineHistory({ snapshot, file: edited, history }: EditQuery): SignalResult {
  const board = createScoreBoard('lineHistory');
  const partners = history?.lines ?? [];
  const best = partners[0]?.strength ?? 1;
  for (const { path, strength, lines } of partners) {
    const file = snapshot.find(path)?.id;
    if (file === undefined || file === edited) continue;
    const what = lines === 1 ? 'a line' : `${lines} lines`;
    board.addFile(
      file,
      Math.sqrt(strength / best),
      `was changed by the commit that last touched ${what} around the edit`,
    );
  }
  return board.result();
}
