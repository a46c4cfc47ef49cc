import { describe, expect, test } from 'vitest';
import type { ContextAnswer, HistoryState } from '../../../src/engine/api.ts';
import type { ContextPack, PackFile, PackItem } from '../../../src/pack/contextPack.ts';
import { contextRows, type Row } from '../../../src/vscode/contextRows.ts';

describe('context rows', () => {
  test('summary, files, excerpts, what was omitted and redacted', () => {
    check(
      {
        tokens: 3412,
        files: [
          file('src/store/inventory.ts', 120, [
            item('Inventory.reserve', 'full', 80),
            item('Inventory', 'signature', 12),
            item('', 'elided', 1),
          ]),
          file('main.py', 40, [item('main', 'documented', 30)]),
        ],
        omitted: [
          { ...place('src/a.ts', 'a'), tokens: 5, why: 'budget' },
          { ...place('src/b.ts', ''), tokens: 1, why: 'below the score floor' },
        ],
        redacted: [{ path: 'main.py', line: 6, rule: 'aws' }],
      },
      `
summary "3,412 of 4,000 tokens" ▰▰▰▰▱ 85%
file "inventory.ts" 120 tokens · src/store
  item "Inventory.reserve" 80 tokens · full · because
  item "Inventory" 12 tokens · signature · because
  item "Lines 11-13" 1 token · elided · because
file "main.py" 40 tokens
  item "main" 30 tokens · documented · because
omissions "Omitted but close" 2
  omission "a" no room · a.ts
  omission "b.ts" not relevant enough
redactions "Redacted" 1
  redaction "main.py:7" aws
`,
    );
  });

  test('a pack that is small on purpose says so, and so does what is missing of the history', () => {
    const small = { tokens: 900, held: 1200, files: [file('main.py', 40, [])] };
    check(
      small,
      `
summary "900 of 4,000 tokens" ▰▱▱▱▱ 23%
note "Small on purpose" nothing else cleared the floor
file "main.py" 40 tokens
`,
      'read',
    );
    check(
      { ...small, held: 0 },
      `
summary "900 of 4,000 tokens" ▰▱▱▱▱ 23%
note "Reading the git history…" the list may change
file "main.py" 40 tokens
`,
      'reading',
    );
    const labelFor = (history: HistoryState) =>
      contextRows({ ...answer({ ...small, held: 0 }), history }).find(({ kind }) => kind === 'note')?.label;
    expect((['read', 'shallow', 'none', 'off'] as const).map(labelFor)).toEqual([
      undefined,
      'Shallow git history',
      'No git history',
      'Git history is off',
    ]);
  });

  test('a pack that had no room left is not small on purpose', () => {
    const full = { tokens: 3900, held: 5, files: [file('main.py', 40, [])] };
    const crowded = { ...full, tokens: 900, omitted: [{ ...place('a.ts', 'a'), tokens: 900, why: 'budget' as const }] };
    for (const pack of [full, crowded]) {
      expect(contextRows(answer(pack)).map(({ kind }) => kind)).not.toContain('note');
    }
  });

  test('learned weights say what they brought', () => {
    const table = { recall10: 0.706, mrr: 0.6 };
    const later = { commits: 50, edits: 98, table, learned: { recall10: 0.781, mrr: 0.65 } };
    const learned = { made: 0, later, gain: { mean: 0.0625, low: 0.011, high: 0.12 } };
    const rows = contextRows({ ...answer({ files: [file('a.ts', 1, [item('x', 'full', 1)])] }), learned });
    expect(rows.at(-1)).toMatchObject({
      kind: 'learned',
      label: 'Learned from this repository',
      description: 'recall@10 71% → 78%',
    });
    expect(rows.at(-1)?.tooltip).toContain('On your last 50 commits: recall@10 71% → 78%, MRR 60% → 65%');
    expect(rows.at(-1)?.tooltip).toContain('1970-01-01');
    expect(rows.at(-1)?.tooltip).toContain('6.3 points, with 90% confidence 1.1 to 12.0');
    expect(contextRows({ ...answer({}), learned })).toEqual([]);
  });

  test('nothing to show gives no rows, so that the welcome text appears', () => {
    expect(contextRows(answer({}))).toEqual([]);
  });

  test('ids do not depend on lines, and are unique for overloads', () => {
    const overloads = [item('parse', 'signature', 1, 10), item('parse', 'signature', 1, 12)];
    const moved = [item('parse', 'signature', 1, 20), item('parse', 'signature', 1, 22)];
    const ids = idsOf(contextRows(answer({ files: [file('a.ts', 1, overloads)] })));
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(contextRows(answer({ files: [file('a.ts', 1, moved)] })))).toEqual(ids);
  });

  test('an excerpt cannot break out of its code block, nor a reason become a link', () => {
    const evil = {
      ...item('x', 'full', 1),
      text: '```\n[click](command:evil)\n````',
      reasons: ['[click](command:evil)'],
    };
    const [, row] = contextRows(answer({ files: [file('a.md', 1, [evil])] }));
    const tooltip = row?.children[0]?.tooltip ?? '';
    expect(tooltip).toContain('`````md\n```\n');
    expect(tooltip.split('`````')[0]).not.toContain('](');
  });
});

/** Compares the rows, one a line, indented by level. */
function check(pack: Partial<ContextPack>, expected: string, history: HistoryState = 'read'): void {
  const text = (row: Row): string => `${row.kind} "${row.label}" ${row.description}`;
  const lines = contextRows({ ...answer(pack), history }).flatMap(row => [
    text(row),
    ...row.children.map(child => `  ${text(child)}`),
  ]);
  expect(`\n${lines.join('\n')}\n`).toBe(expected);
}

function answer(pack: Partial<ContextPack>): ContextAnswer {
  const empty = {
    files: [],
    omitted: [],
    redacted: [],
    held: 0,
    budget: 4000,
    tokens: 0,
    tokenizer: 'o200k_base',
    prompt: '',
  } as const;
  return { pack: { ...empty, ...pack }, complete: true, history: 'read', ranked: [], times: {} };
}

function file(path: string, tokens: number, items: readonly PackItem[]): PackFile {
  return { path, location: `/repo/${path}`, tokens, score: 0.5, items, text: '' };
}

function item(name: string, level: PackItem['level'], tokens: number, startLine = 10): PackItem {
  return {
    name,
    level,
    tokens,
    startLine,
    endLine: startLine + 2,
    text: 'text',
    score: 0.5,
    usefulness: 0.1,
    reasons: ['because'],
  };
}

function place(path: string, name: string) {
  return { path, location: `/repo/${path}`, name, startLine: 0, endLine: 1, score: 0.1, reasons: ['because'] };
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(row => [row.id, ...idsOf(row.children)]);
}
