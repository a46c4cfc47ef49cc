import { folderSteps } from '../../base/paths.ts';
import type { FileId } from '../../index/snapshot.ts';
import { roleOf } from '../fileRole.ts';
import type { RankIndex } from '../rankIndex.ts';
import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard } from '../scoreBoard.ts';

/** Strength of each kind of evidence, 0 … 1. */
const STRENGTH = { testPair: 0.9, near: 0.4 };
/** Folder steps, up and down, beyond which nearness says nothing. */
const MAX_STEPS = 5;
/** So many files before and behind the edited one, in order of path, are near it by that alone. */
const AROUND = 1000;

/**
 * What the place in the tree says: the test of a source file and the source of a test, and how near the files around the
 * edited one and those `found` by other signals are.
 */
export function signalPlaces(
  { snapshot, file: id }: EditQuery,
  index: RankIndex,
  found: ReadonlySet<FileId>,
): SignalResult {
  const board = createScoreBoard('places');
  const edited = snapshot.file(id);
  if (edited === undefined) return board.result();
  const { root, relative } = edited.source.path;
  const folders = relative.split('/').slice(0, -1);
  const place = index.orderOf(edited.id);
  const around = index.files.slice(Math.max(0, place - AROUND), place + AROUND).map(({ id }) => id);
  const own = roleOf(edited);
  const pairs = new Set(index.filesAbout(own.subject));
  const places = [...new Set([...around, ...found, ...pairs])].sort((a, b) => index.orderOf(a) - index.orderOf(b));
  for (const id of places) {
    const file = snapshot.file(id);
    if (file === undefined || file === edited || file.source.path.root !== root) continue;
    const steps = folderSteps(folders, file.source.path.relative);
    if (steps <= MAX_STEPS) {
      const reason = steps === 0 ? 'is in the same folder' : `is ${steps} folder step${steps > 1 ? 's' : ''} away`;
      board.addFile(id, STRENGTH.near / (1 + steps), reason);
    }
    if (!pairs.has(id)) continue;
    const role = roleOf(file);
    if (role.subject !== own.subject || role.test === own.test) continue;
    const reason = own.test ? 'is what the edited test tests, by its name' : 'tests the edited file, by its name';
    board.addFile(id, STRENGTH.testPair / (1 + steps / MAX_STEPS), reason);
  }
  return board.result();
}
