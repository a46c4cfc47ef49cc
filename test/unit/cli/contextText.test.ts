import { expect, it } from 'vitest';
import { contextText } from '../../../src/cli/contextText.ts';
import { createPaint, wantsColor } from '../../../src/cli/paint.ts';
import type { ContextAnswer } from '../../../src/engine/api.ts';
import type { PackItem } from '../../../src/pack/contextPack.ts';

const item = (part: Partial<PackItem>): PackItem => ({
  name: 'Order.pay',
  startLine: 23,
  endLine: 27,
  level: 'full',
  text: 'pay(cents: number): void {',
  tokens: 48,
  score: 0.914,
  usefulness: 0.12,
  reasons: ['receiver `order` is an Order (src/model/order.ts)', 'called on this line'],
  ...part,
});

const answer: ContextAnswer = {
  complete: false,
  history: 'read',
  ranked: [],
  times: { rank: 3.21, pack: 12, total: 15.25 },
  pack: {
    budget: 4096,
    tokens: 1234,
    tokenizer: 'o200k_base',
    held: 0,
    prompt: '```typescript\npay(cents: number): void {\n```\n',
    files: [
      {
        path: 'src/model/order.ts',
        location: '/r/src/model/order.ts',
        tokens: 1100,
        score: 0.914,
        text: '',
        items: [
          item({}),
          item({
            name: '',
            startLine: 0,
            endLine: 0,
            level: 'signature',
            tokens: 9,
            score: 0.1,
            reasons: ['a', 'b', 'c', 'd'],
          }),
        ],
      },
    ],
    omitted: [
      {
        path: 'src/far.ts',
        location: '/r/src/far.ts',
        name: 'far',
        startLine: 9,
        endLine: 19,
        score: 0.2,
        reasons: ['shares `cents`'],
        tokens: 900,
        why: 'budget',
      },
    ],
    redacted: [{ path: 'src/keys.ts', line: 4, rule: 'private key' }],
  },
};

const report = {
  repository: '/r/shop',
  place: { file: '/r/shop/src/checkout.ts', line: 20, column: 4 },
  task: 'edit',
  answer,
  prompt: true,
} as const;

it('prints what goes in, what stays out, what was hidden, and the prompt', () => {
  expect(contextText(report, createPaint(false))).toMatchInlineSnapshot(`
    "src/checkout.ts:21:5  edit · shop
    ███████░░░░░░░░░░░░░░░░░  1,234 of 4,096 tokens (o200k_base) · 2 items from 1 file
    The index is not complete yet: this is a partial answer.

     1  src/model/order.ts                                                                  1,100 tokens
              24–28  Order.pay                                     full           48 tokens  0.91
                     receiver \`order\` is an Order (src/model/order.ts); called on this line
                  1  (module)                                      signature       9 tokens  0.10
                     a; b; c (+1)

    Omitted but close
        src/far.ts:10–20  far
            budget · 900 tokens · 0.20 · shares \`cents\`

    Redacted: looked like a secret
        src/keys.ts:5  private key

    Times: rank 3.2 ms · pack 12.0 ms · total 15.3 ms

    ─── Prompt · 1,234 tokens ──────────────────────────────────────────────────────────────────────────
    \`\`\`typescript
    pay(cents: number): void {
    \`\`\`
    "
  `);
});

it('keeps everything but the prompt within 100 columns', () => {
  const long = 'x'.repeat(300);
  const wide = {
    ...answer,
    pack: {
      ...answer.pack,
      files: [
        {
          ...answer.pack.files[0],
          path: `src/${long}.ts`,
          location: '',
          tokens: 1,
          score: 1,
          text: '',
          items: [item({ name: long, reasons: ['many '.repeat(60)] })],
        },
      ],
    },
  };
  const text = contextText({ ...report, answer: wide, prompt: false }, createPaint(false));
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

it('colours a terminal only, and never against NO_COLOR', () => {
  expect([
    wantsColor(true, {}),
    wantsColor(false, {}),
    wantsColor(true, { NO_COLOR: '1' }),
    wantsColor(true, { TERM: 'dumb' }),
  ]).toEqual([true, false, false, false]);
  const plain = contextText(report, createPaint(false));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out
  expect(contextText(report, createPaint(true)).replace(/\u001b\[\d+m/g, '')).toBe(plain);
});
