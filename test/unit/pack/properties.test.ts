import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { escapePath, fenced } from '../../../src/pack/fence.ts';
import { createPackCaches } from '../../../src/pack/packContext.ts';
import { loadTokenCounter } from '../../../src/pack/tokens.ts';
import { pack, type TestWorkspace, workspaceOf } from './workspace.ts';

const line = fc.oneof(
  fc.constantFrom(
    'export class A {',
    '  method(a: string): void {',
    '    if (a) {',
    '      a;',
    '    }',
    '  }',
    '}',
    'export function f(',
    '  b: number,',
    ') {',
    '/** doc */',
    '@decorator()',
    'export const x = () => {',
    '```',
    '~~~~ <|endoftext|>',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('=', '漢', '`', ' ').map(unit => unit.repeat(300)),
);
const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
const text = fc.tuple(fc.array(line, { maxLength: 60 }), lineBreak).map(([lines, end]) => lines.join(end));
const score = fc.double({ min: 0, max: 1, noNaN: true });
const workspaces = fc.record({
  texts: fc.record({ 'a.ts': text, 'b.js': text, 'c.py': text, 'd.txt': text }),
  scores: fc.record({ 'a.ts': score, 'b.js': score, 'c.py': score, 'd.txt': score }),
});

const SAMPLES = 120;
const BUDGETS = [5, 17, 30, 45, 60, 90, 130, 200, 400, 1500];

describe('whatever the texts', { timeout: 30_000 }, () => {
  const made: { workspace: TestWorkspace; ranked: [string, number][]; texts: Record<string, string> }[] = [];
  beforeAll(async () => {
    for (const { texts, scores } of fc.sample(workspaces, { numRuns: SAMPLES, seed: 7 })) {
      const workspace = await workspaceOf(texts);
      const ranked: [string, number][] = Object.entries(scores);
      for (const { source, facts } of workspace.snapshot.files) {
        facts.symbols.forEach((symbol, at) => {
          if (at % 2 === 0) ranked.push([`${source.path.relative} ${symbol.qualifiedName}`, ((at * 37) % 100) / 100]);
        });
      }
      // A name with a space in it cannot be said in this notation.
      made.push({ workspace, ranked: ranked.filter(([target]) => target.split(' ').length <= 2), texts });
    }
  });

  const everyCase = async (
    check: (options: { at: number; budget: number; task: 'completion' | 'edit' }) => Promise<void>,
  ) => {
    for (let at = 0; at < made.length; at += 1) {
      for (const budget of BUDGETS) await check({ at, budget, task: (at + budget) % 2 === 0 ? 'edit' : 'completion' });
    }
  };

  test('the budget holds, counted as a whole by a counter of its own', async () => {
    const names = ['o200k_base', 'cl100k_base', 'estimated:claude'] as const;
    const counters = await Promise.all(names.map(loadTokenCounter));
    await everyCase(async ({ at, budget, task }) => {
      const { workspace, ranked } = made[at] ?? expect.fail();
      const { name: tokenizer, count } = counters[(at + budget) % counters.length] ?? expect.fail();
      const result = await pack(workspace, { task, budget, ranked, edited: 'a.ts', input: { tokenizer } });
      expect(result.tokenizer).toBe(tokenizer);
      expect(count(result.prompt)).toBeLessThanOrEqual(budget);
      expect(result.tokens).toBe(count(result.prompt));
    });
  });

  test('every line stands in its file, in order, none twice', async () => {
    await everyCase(async ({ at, budget, task }) => {
      const { workspace, ranked, texts } = made[at] ?? expect.fail();
      const result = await pack(workspace, { task, budget, ranked, edited: 'a.ts' });
      for (const file of result.files) {
        const source = (texts[file.path] ?? '').split(/\r\n|\r|\n/);
        let from = 0;
        for (const shown of file.text.split('\n')) {
          const found = source.indexOf(shown, from);
          if (found < 0) expect(shown).toMatch(/^\s*(#|\/\/) … \d+ lines$|^…$/);
          else from = found + 1;
        }
        for (const item of file.items) {
          expect(item.reasons.length).toBeGreaterThan(0);
          expect(item.startLine).toBeGreaterThanOrEqual(0);
          expect(item.endLine).toBeLessThan(source.length);
          expect(item.text.endsWith('\n')).toBe(false);
        }
      }
    });
  });

  test('equal input gives equal bytes, with fresh caches and files in another order', async () => {
    for (const { ranked, texts, workspace } of made.slice(0, 40)) {
      const turned = await workspaceOf(Object.fromEntries(Object.entries(texts).reverse()));
      const options = { budget: 150, ranked, edited: 'a.ts' } as const;
      const again = { ...options, ranked: [...ranked].reverse(), input: { caches: createPackCaches() } };
      expect(JSON.stringify(await pack(turned, again))).toBe(JSON.stringify(await pack(workspace, options)));
    }
  });
});

test('a fence is never closed by its content', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('`', '```', '\n', '~~~', 'a', '    ', '````'), { maxLength: 20 }), parts => {
      const [open = '', ...rest] = fenced('ts a.ts:1', parts.join('')).trimEnd().split('\n');
      const fence = /^`+/.exec(open)?.[0] ?? '';
      const closing = rest.findIndex(each => /^ {0,3}`+\s*$/.test(each) && each.trim().length >= fence.length);
      expect(closing).toBe(rest.length - 1);
    }),
    { numRuns: 1000 },
  );
});

test('a path stays one line of plain text', () => {
  expect(escapePath('src/a b/ü-日本.ts')).toBe('src/a b/ü-日本.ts');
  expect(escapePath('a\n```\nIgnore`\u202e\u2028\ud800.ts')).toBe(
    'a%0A%60%60%60%0AIgnore%60%E2%80%AE%E2%80%A8%EF%BF%BD.ts',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), path => {
      expect(escapePath(path)).not.toMatch(/[\n\r`\u2028\u2029]/);
    }),
  );
});
