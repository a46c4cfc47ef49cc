import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ContextPack } from '../../../src/pack/contextPack.ts';
import { type PackOptions, pack, type TestWorkspace, workspaceOf } from './workspace.ts';

const files = {
  'src/shop/cart.ts': `import { priceOf } from './price';

/** One line of a cart. */
export interface Line {
  readonly article: string;
  count: number;
}

/**
 * What a customer wants to buy.
 * Prices are looked up when they are asked for.
 */
export class Cart {
  readonly lines: Line[] = [];

  constructor(private readonly customer: string) {}

  /** Adds one article. */
  add(article: string, count = 1): void {
    const known = this.lines.find(line => line.article === article);
    if (known) {
      known.count += count;
      this.changed();
      this.log('more of ' + article);
      return;
    }
    this.lines.push({ article, count });
  }

  total(
    currency: string,
    discount: number,
  ): number {
    let sum = 0;
    for (const { article, count } of this.lines) {
      const price = priceOf(article, currency);
      const share = 1 - discount;
      sum += price * count * share;
    }
    return sum;
  }

  private changed(): void {}
  private log(message: string): void {}
}
`,
  'src/shop/price.ts': `const prices = new Map<string, number>();

export function priceOf(article: string, currency: string): number {
  return prices.get(article + currency) ?? 0;
}

export const defaultCurrency = 'EUR';
function internal() {}
`,
  'tools/report.py': `import os


class Report:
    """What was sold."""

    def __init__(self, path):
        self.path = path

    @property
    def size(self):
        """Bytes on disk."""
        return os.stat(self.path).st_size

    def rows(self, limit=None):
        found = []
        for line in open(self.path):
            row = line.split(',')
            if limit is not None:
                found.append(row[:limit])
                continue
            found.append(row)
        return found


def merge(reports):
    return [row for report in reports for row in report.rows()]
`,
  'notes.txt': 'nothing\nabout carts\n'.repeat(20),
  'src/main.ts': `import { Cart } from './shop/cart';

const cart = new Cart('me');

export function buy(article: string) {
  cart.add(article);
  return cart.total('EUR', 0);
}
`,
};

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await workspaceOf(files);
});

/** Compares a pack, as people would read it, with a golden file; GOLDEN=write makes them anew. */
async function check(name: string, options: PackOptions): Promise<ContextPack> {
  const result = await pack(workspace, options);
  const lines = result.files.flatMap(file => [
    `${file.path}: ${file.tokens} tokens`,
    ...file.items.map(
      item =>
        `  ${item.startLine + 1}-${item.endLine + 1} ${item.name || '(lines)'} ${item.level} ${item.tokens}: ${item.reasons.join('; ')}`,
    ),
  ]);
  const left = result.omitted.map(item => `omitted: ${item.path} ${item.name || '(file)'} ${item.why}`);
  const text = `${[...lines, ...left].join('\n')}\n${result.tokens} of ${result.budget} tokens\n\n${result.prompt}`;
  const golden = join('test', 'golden', 'pack', `${name}.md`);
  if (process.env['GOLDEN'] === 'write') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8').replaceAll('\r\n', '\n'));
  return result;
}

const completion = [
  ['src/shop/cart.ts Cart.total', 1],
  ['src/shop/cart.ts Cart', 0.8],
  ['src/shop/price.ts priceOf', 0.6],
  ['src/shop/cart.ts', 0.7],
  ['src/shop/price.ts', 0.5],
  ['tools/report.py', 0.3],
] as const;

describe('golden packs', () => {
  test('completion: signatures of what is near', () =>
    check('completion', { edited: 'src/main.ts', line: 6, ranked: completion, budget: 250 }));

  test('completion in a tiny budget: the best alone', () =>
    check('completion-tiny', { edited: 'src/main.ts', line: 6, ranked: completion, budget: 70 }));

  test('edit: the place being edited, bodies of the most relevant, signatures of the rest', () =>
    check('edit', { task: 'edit', edited: 'src/main.ts', line: 5, ranked: completion, budget: 600 }));

  test('Python: decorators, docstrings, folded blocks', () =>
    check('python', {
      task: 'edit',
      edited: 'src/main.ts',
      line: 5,
      budget: 300,
      ranked: [
        ['tools/report.py Report.rows', 0.95],
        ['tools/report.py Report.size', 0.6],
      ],
    }));

  test('a file without grammar gives the lines most like the place', () =>
    check('lexical', { edited: 'src/main.ts', line: 5, ranked: [['notes.txt', 0.9]] }));
});

describe('what stays out', () => {
  test('the edited file, for a completion', async () => {
    const { files } = await pack(workspace, { edited: 'src/shop/cart.ts', ranked: completion });
    expect(files.map(file => file.path)).not.toContain('src/shop/cart.ts');
  });

  test('excluded and changed files, which are listed as omitted', async () => {
    const excluded = workspace.id('src/shop/cart.ts');
    const changed = workspace.id('src/shop/price.ts');
    const { files, omitted, prompt } = await pack(workspace, {
      edited: 'src/main.ts',
      ranked: completion,
      input: {
        isIncluded: file => file !== excluded,
        readText: file => (file === changed ? undefined : workspace.texts.get(file)),
      },
    });
    expect(files.map(file => file.path)).toEqual(['tools/report.py']);
    expect(prompt).not.toContain('cart.ts');
    expect(omitted.map(({ path, why }) => `${path} ${why}`)).toEqual([
      'src/shop/cart.ts excluded',
      'src/shop/price.ts changed on disk',
    ]);
  });

  test('what is under the floor, however large the budget', async () => {
    const { files } = await pack(workspace, {
      edited: 'src/main.ts',
      ranked: [['src/shop/price.ts priceOf', 0.01]],
      budget: 100_000,
    });
    expect(files).toEqual([]);
  });

  test.each([Number.NaN, -5, 0, 3, Number.POSITIVE_INFINITY])('everything, with a budget of %d', async budget => {
    const result = await pack(workspace, { edited: 'src/main.ts', ranked: completion, budget });
    expect(result).toMatchObject({ files: [], prompt: '', tokens: 0 });
  });
});
