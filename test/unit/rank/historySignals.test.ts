import { expect, test } from 'vitest';
import type { EditHistory } from '../../../src/history/editHistory.ts';
import { createRanker } from '../../../src/rank/rank.ts';
import type { SignalResult } from '../../../src/rank/ranking.ts';
import { signalCoChange } from '../../../src/rank/signals/coChange.ts';
import { signalLineHistory } from '../../../src/rank/signals/lineHistory.ts';
import { queryAt } from './workspace.ts';

const files = { 'a.ts': 'const x = 1;|\n', 'b.ts': '', 'c.ts': '', 'far/away/from/it/z.ts': '' };
const at = (relative: string) => ({ name: relative, path: { root: 0, relative } });
const query = async (history?: EditHistory) => ({ ...(await queryAt(files, 'edit')), ...(history && { history }) });

async function said(signal: typeof signalCoChange, history?: EditHistory): Promise<string[]> {
  const asked = await query(history);
  const result: SignalResult = signal(asked);
  return [...result.files].map(([id, { score, reason }]) => {
    return `${asked.snapshot.file(id)?.source.path.relative} ${score.toFixed(2)} ${reason}`;
  });
}

test('files that were changed together with the edited one, with how often; those that are gone are left out', async () => {
  const partners = [
    { ...at('gone.ts'), strength: 0.8, shared: 9, of: 20 },
    { ...at('b.ts'), strength: 0.8, shared: 7, of: 20 },
    { ...at('c.ts'), strength: 0.2, shared: 1, of: 20 },
    { ...at('far/away/from/it/z.ts'), strength: 0.05, shared: 0, of: 20 },
  ];
  expect(await said(signalCoChange, { partners })).toEqual([
    'b.ts 1.00 changed together in 7 of its last 20 commits',
    'c.ts 0.50 changed together in 1 of its last 20 commits',
    'far/away/from/it/z.ts 0.25 changed together long ago',
  ]);
});

test('files of the commits that last touched the lines', async () => {
  const lines = [
    { ...at('b.ts'), strength: 0.5, lines: 6 },
    { ...at('c.ts'), strength: 0.125, lines: 1 },
  ];
  expect(await said(signalLineHistory, { lines })).toEqual([
    'b.ts 1.00 was changed by the commit that last touched 6 lines around the edit',
    'c.ts 0.50 was changed by the commit that last touched a line around the edit',
  ]);
});

test('without history they say nothing', async () => {
  expect(await said(signalCoChange)).toEqual([]);
  expect(await said(signalCoChange, {})).toEqual([]);
  expect(await said(signalLineHistory, { partners: [] })).toEqual([]);
});

test('history lifts a file that nothing else names', async () => {
  const ranker = createRanker({ clock: () => 0 });
  const best = async (history?: EditHistory) => {
    const asked = await query(history);
    const first = ranker.rank(asked).files[0];
    return first && asked.snapshot.file(first.file)?.source.path.relative;
  };
  expect(await best()).toBe('b.ts');
  const partner = { ...at('far/away/from/it/z.ts'), strength: 0.5, shared: 3, of: 4 };
  expect(await best({ partners: [partner] })).toBe('far/away/from/it/z.ts');
});
