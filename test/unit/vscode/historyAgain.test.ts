import { expect, test } from 'vitest';
import { historyAgain } from '../../../src/vscode/historyAgain.ts';

test('asks again only while the history is being read, ever later, and not for ever', () => {
  for (const state of ['read', 'shallow', 'none', 'off'] as const) expect(historyAgain(state, 0)).toBeUndefined();
  const pauses: number[] = [];
  for (let next = historyAgain('reading', 0); next; next = historyAgain('reading', pauses.length)) {
    // The engine answers within 15 s or is taken for dead.
    expect(next.historyWait).toBeLessThan(15_000);
    pauses.push(next.pause);
  }
  expect(pauses.length).toBeGreaterThan(3);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
});
