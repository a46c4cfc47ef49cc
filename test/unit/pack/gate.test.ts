import { beforeAll, describe, expect, test } from 'vitest';
import { isSmallOnPurpose } from '../../../src/pack/contextPack.ts';
import { usefulness } from '../../../src/pack/usefulness.ts';
import { pack, type TestWorkspace, workspaceOf } from './workspace.ts';

describe('usefulness', () => {
  const claim = { score: 0.5, fileScore: 0.5, signals: 1, filler: false };
  test.each(['completion', 'edit'] as const)('%s: is a probability that grows with what speaks for it', task => {
    const base = usefulness(task, claim);
    expect(base).toBeGreaterThan(0);
    expect(base).toBeLessThan(1);
    expect(usefulness(task, { ...claim, fileScore: 1 })).toBeGreaterThan(base);
    expect(usefulness(task, { ...claim, signals: 3 })).toBeGreaterThan(base);
    expect(usefulness(task, { ...claim, score: 1 })).toBeGreaterThanOrEqual(base);
    expect(usefulness(task, { ...claim, filler: true })).toBeLessThanOrEqual(base);
    expect(usefulness(task, { score: 0, fileScore: 0, signals: 0, filler: true })).toBeGreaterThan(0);
  });
});

describe('the gate', () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await workspaceOf({
      'near.ts': 'export function near(): number {\n  return 1;\n}\n',
      'far.ts': Array.from({ length: 30 }, (_, at) => `export function far${at}(): void {}\n`).join(''),
      'main.ts': 'near();\n',
    });
  });

  test('holds back what is unlikely to be of use, and leaves its room', async () => {
    const options = { task: 'edit', edited: 'main.ts', budget: 4000 } as const;
    const one = await pack(workspace, {
      ...options,
      ranked: [
        ['near.ts', 1],
        ['near.ts near', 0.6],
        ['far.ts', 0.31],
        ['far.ts far0', 0.31],
        ['far.ts far1', 0.31],
      ],
    });
    expect(one.files.map(({ path }) => path).sort()).toEqual(['main.ts', 'near.ts']);
    expect(one.held).toBe(2);
    expect(isSmallOnPurpose(one)).toBe(true);
    expect(one.omitted.map(({ name, why }) => `${name} ${why}`)).toEqual([
      'far0 below the score floor',
      'far1 below the score floor',
    ]);
    const items = one.files.flatMap(file => file.items.map(item => [file.path, item.usefulness] as const));
    for (const [path, chance] of items) {
      if (path === 'main.ts') expect(chance).toBe(1);
      else expect(chance).toBeGreaterThan(0.01);
    }
  });

  test('a pack of which nothing clears the floor is empty', async () => {
    const { files, held, prompt } = await pack(workspace, {
      task: 'completion',
      edited: 'main.ts',
      ranked: [['far.ts', 0.05]],
    });
    expect({ files, prompt }).toEqual({ files: [], prompt: '' });
    expect(held).toBe(30);
  });

  test('a full pack is not small on purpose', async () => {
    const full = await pack(workspace, {
      edited: 'main.ts',
      budget: 60,
      ranked: [
        ['near.ts', 1],
        ['far.ts', 0.9],
      ],
    });
    expect(isSmallOnPurpose(full)).toBe(false);
  });
});
