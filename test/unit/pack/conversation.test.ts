import { beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/pack/contextPack.ts';
import { type PackOptions, pack, type TestWorkspace, workspaceOf } from './workspace.ts';

const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
const files = Object.fromEntries([
  [
    'src/main.ts',
    'export function main(a: string) {\n  return a;\n}\n\nexport function other(b: string) {\n  return b + b;\n}\n',
  ],
  ...names.map(name => [
    `src/${name}.ts`,
    `/** What ${name} does. */\nexport function ${name}(first: string, second: number): string {\n  return first.repeat(second);\n}\n`,
  ]),
]);

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await workspaceOf(files);
});

function ask(scores: readonly number[], conversation?: Conversation, more: Partial<PackOptions> = {}) {
  const ranked = names.map((name, at) => [`src/${name}.ts ${name}`, scores[at] ?? 0] as const);
  ranked.sort((a, b) => b[1] - a[1]);
  const input = conversation ? { conversation } : {};
  return pack(workspace, { task: 'edit', edited: 'src/main.ts', line: 1, budget: 260, ranked, input, ...more });
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

const first = [0.9, 0.85, 0.8, 0.75, 0.5, 0.45];
/** The order of the best has turned, and nobody is out of the race. */
const turned = [0.76, 0.8, 0.85, 0.9, 0.6, 0.55];
const others = [0.31, 0.31, 0.31, 0.31, 1, 0.95];

describe('a conversation', () => {
  test('keeps what it showed, byte for byte, when little changes', async () => {
    const conversation: Conversation = { shown: [] };
    const before = await ask(first, conversation);
    expect(before.prompt).toBe((await ask(first)).prompt);
    const after = await ask(turned, conversation, { line: 5 });
    // All but the edited place, which comes last.
    const shown = before.prompt.indexOf('```typescript src/main.ts');
    expect(shown).toBeGreaterThan(100);
    expect(commonLength(before.prompt, after.prompt)).toBeGreaterThanOrEqual(shown);
    expect(commonLength(before.prompt, (await ask(turned, undefined, { line: 5 })).prompt)).toBeLessThan(shown);
    expect(after.prompt).toContain('return b + b;');
    expect(after.tokens).toBeLessThanOrEqual(260);
  });

  test('begins anew when something else matters', async () => {
    const conversation: Conversation = { shown: [] };
    await ask(first, conversation);
    const after = await ask(others, conversation);
    expect(after.prompt).toContain('What epsilon does');
    expect(after.prompt).toContain('What zeta does');
  });

  test('shows nothing that is excluded by now, nor more than a smaller budget', async () => {
    const conversation: Conversation = { shown: [] };
    const before = await ask(first, conversation);
    expect(before.prompt).toContain('src/alpha.ts');
    const excluded = workspace.id('src/alpha.ts');
    const input = { conversation, isIncluded: (file: number) => file !== excluded };
    expect((await ask(first, conversation, { input })).prompt).not.toContain('src/alpha.ts');
    const small = await ask(first, conversation, { budget: 120 });
    expect(small.tokens).toBeLessThanOrEqual(120);
    expect(small.prompt).toContain('src/main.ts');
  });
});
