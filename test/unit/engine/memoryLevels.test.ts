import { afterEach, beforeEach, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import { memoryBudget } from '../../../src/engine/memoryBudget.ts';
import { createMemoryLevels } from '../../../src/engine/memoryLevels.ts';
import { contextAt, opened, openWorkshop, type Workshop } from './workshop.ts';

const GB = 1024 ** 3;
let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop('cli/shop');
});
afterEach(() => shop.remove());

test('the budget: as set, else an eighth of the machine within 1 and 4 GB', () => {
  const budgets = [
    memoryBudget(300, 16 * GB),
    memoryBudget(0, 4 * GB),
    memoryBudget(0, 16 * GB),
    memoryBudget(0, 99 * GB),
  ];
  expect(budgets.map(bytes => bytes / 2 ** 20)).toEqual([300, 1024, 2048, 4096]);
});

test('the more of the budget is used, the less is kept of a file; what is near is kept whole', () => {
  let used = 0;
  const levels = createMemoryLevels(100, () => used);
  const at = [0, 69, 70, 84, 85, 300].map(bytes => {
    used = bytes;
    return levels.level(false);
  });
  expect(at).toEqual(['full', 'full', 'symbols', 'symbols', 'words', 'words']);
  expect(levels.level(true)).toBe('full');
});

test('an index over its budget leaves no file out, says so, and knows the open file whole', async () => {
  const whole = await opened(shop.engine());
  const engine = await opened(shop.engine(undefined, { memoryBudget: 1 }));
  const status = engine.status();
  expect(status.files).toBe(whole.status().files);
  expect(status.memory?.words).toBeGreaterThan(10);
  expect(status).toMatchObject({ symbols: 0, memory: { budget: 1, symbols: 0 } });
  const { pack } = await contextAt(engine, shop.at('src/checkout.ts'), 18, 0, { task: 'edit' });
  expect(pack.files[0]?.path).toBe('src/checkout.ts');
  const known = engine.snapshot().files.filter(({ facts }) => facts.symbols.length > 0);
  expect(known.map(({ source }) => source.path.relative)).toContain('src/checkout.ts');
  expect(engine.status().memory?.words).toBe((status.memory?.words ?? 0) - known.length);
});

test('what lies around the open file is whole whatever the budget, in the session that follows too', async () => {
  for (let session = 0; session < 2; session++) {
    const engine = shop.engine(undefined, { memoryBudget: 1 });
    engine.atHand([shop.at('src/checkout.ts')]);
    await engine.open(() => {}, neverCancelled);
    const symbols = (file: string): number =>
      engine.snapshot().files.find(({ source }) => source.path.relative === file)?.facts.symbols.length ?? -1;
    expect(symbols('src/checkout.ts')).toBeGreaterThan(0);
    expect(symbols('src/pricing/total.ts')).toBeGreaterThan(0);
    expect(symbols('tools/report/table.py')).toBe(0);
    await engine.dispose();
  }
});
