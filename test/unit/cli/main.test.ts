import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli, type CliWorkshop, finish, openWorkshop } from './runCli.ts';

let shop: CliWorkshop;
beforeAll(() => {
  buildCli();
  shop = openWorkshop('shop');
}, 120_000);
afterAll(() => shop.remove());

const TIMEOUT = 60_000;
/** Standard output of a command that must succeed without a word on standard error. */
const printed = async (...words: string[]): Promise<string> => {
  const { code, output, errors } = await shop.run(words);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return output;
};
const parsed = async (...words: string[]): Promise<unknown> => JSON.parse(await printed(...words));

describe('usage', { timeout: TIMEOUT }, () => {
  const refuse = async (words: readonly string[], message: RegExp) => {
    const { code, output, errors } = await shop.run(words);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(message);
  };
  it('explains itself, its exit codes and every command', async () => {
    const help = await printed('--help');
    expect(help).toMatch(/Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted/);
    for (const command of ['context', 'rank', 'tree', 'graph', 'query', 'explain', 'index', 'batch', 'bench']) {
      expect(help).toContain(`  ${command} `);
      expect(await printed(command, '--help')).toContain(`$ `);
    }
  });
  it('refuses what it does not know', async () => {
    await refuse(['frobnicate'], /unknown command 'frobnicate'/);
    await refuse(['context', 'src/checkout.ts:1', '--budget', '-3'], /positive whole number/);
    await refuse(['graph', '--format', 'svg'], /Allowed choices/);
    await refuse(['rank'], /name a place, give a --text, or both/);
  });
  it('refuses places that are not there', async () => {
    await refuse(['context', 'src/nowhere.ts:1'], /no such file/);
    await refuse(['context', 'src/checkout.ts:999'], /no line 999/);
    await refuse(['context', 'src/checkout.ts'], /expected <path>:<line>/);
    await refuse(['index', 'nowhere'], /not a folder/);
    await refuse(['graph', '--around', 'nothingLikeThis'], /no file, folder or called symbol/);
  });
});

describe('context', { timeout: TIMEOUT }, () => {
  it('puts what the line uses into the pack, within its budget', async () => {
    const answer = await parsed('context', 'src/checkout.ts:20', '--json', '--budget', '700');
    expect(answer).toMatchObject({
      schema: 1,
      task: 'edit',
      complete: true,
      place: { line: 20 },
      pack: { budget: 700 },
    });
    const { pack, ranked } = answer as {
      pack: { tokens: number; prompt: string; files: { path: string }[] };
      ranked: unknown[];
    };
    expect(pack.tokens).toBeLessThanOrEqual(700);
    expect(pack.files.map(file => file.path)).toContain('src/model/order.ts');
    expect(pack.prompt).toContain('pay(cents: number): void');
    expect(ranked.length).toBeGreaterThan(3);
  });
  it('prints it for people, without colours in a pipe', async () => {
    const text = await printed('context', 'src/checkout.ts:20');
    expect(text).toMatch(/^src\/checkout\.ts:20:\d+ {2}edit · shop\n/);
    expect(text).toContain('src/model/order.ts');
    expect(text).toContain('─── Prompt · ');
    expect(text).not.toContain('\u001b');
    expect(await printed('context', 'src/checkout.ts:20', '--no-prompt')).not.toContain('Prompt · ');
  });
  it('leaves excluded files out', async () => {
    const text = await printed('context', 'src/checkout.ts:20', '--exclude', 'src/model/order.ts');
    expect(text).not.toContain('subtotal(): number');
  });
  it('ranks files', async () => {
    const { ranked } = (await parsed('rank', 'src/checkout.ts:20', '--json', '--top', '3')) as {
      ranked: { path: string }[];
    };
    expect(ranked).toHaveLength(3);
    expect(ranked.map(each => each.path)).toContain('src/model/order.ts');
  });
});

describe('graph', { timeout: TIMEOUT }, () => {
  interface Exported {
    readonly nodes: { readonly key: string }[];
    readonly edges: {
      readonly source: string;
      readonly target: string;
      readonly attributes: Record<string, unknown>;
    }[];
  }
  it('says of every edge what it is, how sure it is, and where it stands', async () => {
    const { edges } = (await parsed('graph', '--calls')) as Exported;
    expect(edges).toContainEqual(
      expect.objectContaining({
        source: 'src/checkout.ts#receiptOf',
        target: 'src/util/money.ts#formatCents',
        attributes: { kind: 'call', weight: 1, confidence: 0.98, rule: 'import', site: 'src/checkout.ts:27' },
      }),
    );
    for (const { attributes } of edges) {
      expect(Object.keys(attributes).sort()).toEqual(['confidence', 'kind', 'rule', 'site', 'weight']);
      expect(attributes['site']).toMatch(/^\S+:\d+$/);
    }
  });
  it('leaves out what is less sure than wanted', async () => {
    const least = async (...words: string[]): Promise<number> => {
      const { edges } = (await parsed('graph', '--calls', ...words)) as Exported;
      return edges.reduce((low, each) => Math.min(low, Number(each.attributes['confidence'])), 1);
    };
    expect(await least('--min-confidence', 'high')).toBeGreaterThanOrEqual(0.9);
    expect(await least('--min-confidence', '0.96')).toBeGreaterThanOrEqual(0.96);
    const { code, errors } = await shop.run(['graph', '--min-confidence', 'sure']);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringMatching(/expected low, medium, high/) });
  });
  it('prints edges for benchmarks, only the surest on demand', async () => {
    interface Bench {
      readonly fileEdges: unknown[];
      readonly callEdges: unknown[];
    }
    const all = (await parsed('graph', '--bench', '.')) as Bench;
    const some = (await parsed('graph', '--bench', '.', '--min-confidence', '0.96')) as Bench;
    expect(all.callEdges.length).toBeGreaterThan(some.callEdges.length);
    expect(all.callEdges).toEqual(expect.arrayContaining(some.callEdges));
    expect((await shop.run(['graph', '--bench', '.', '--overrides'])).code).toBe(2);
  });
});

describe('query', { timeout: TIMEOUT }, () => {
  it('answers for people', async () => {
    expect(await printed('query', 'callers', 'Order.subtotal', '--depth', '1')).toBe(`src/model/order.ts#Order.subtotal
  src/model/order.ts#Order.pay  src/model/order.ts:25
    … 1 more
  src/model/order.ts#Order.isPaid  src/model/order.ts:30
  src/pricing/total.ts#totalOf  src/pricing/total.ts:6
    … 1 more
`);
    expect(await printed('query', 'path', 'src/index.ts', 'src/util/money.ts')).toMatch(
      /^2 steps\nsrc\/index.ts:\d+ {2}→/,
    );
    expect(await printed('query', 'cycles')).toBe('No import cycles\n');
    expect(await printed('query', 'impact', 'src/util/money.ts#formatCents')).toContain('src/checkout.ts#receiptOf:');
  });
  it('answers in JSON', async () => {
    expect(await parsed('query', 'entry-points', '--json')).toMatchObject({
      schema: 1,
      question: 'entry-points',
      complete: true,
      entries: expect.arrayContaining([expect.objectContaining({ path: 'tools/report/__main__.py', kind: 'main' })]),
    });
    expect(await parsed('query', 'dead-exports', '--json')).toMatchObject({
      judged: expect.any(Number),
      exports: expect.any(Array),
    });
  });
  it('refuses wrong questions and places', async () => {
    for (const words of [
      ['who'],
      ['callers'],
      ['path', 'src/index.ts'],
      ['cycles', 'x'],
      ['callers', 'nothingLikeThis'],
    ]) {
      expect(await shop.run(['query', ...words])).toMatchObject({ code: 2, output: '' });
    }
  });
});

describe('index report', { timeout: TIMEOUT }, () => {
  it('says what the index holds and what it lacks', async () => {
    const text = await printed('index', '--report');
    expect(text).toContain('all 19 files read');
    expect(text).toMatch(/1 × \S+ {2}\S+:\d+/);
    const report = (await parsed('index', '--report', '--json')) as {
      state: string;
      imports: { unresolved: number }[];
    };
    expect(report).toMatchObject({ schema: 1, state: 'complete', files: { found: 19, read: 19 } });
    expect(report.imports.reduce((sum, each) => sum + each.unresolved, 0)).toBe(1);
  });
});

describe('batch', { timeout: TIMEOUT }, () => {
  const completion = { id: 'c', file: 'src/checkout.ts', line: 19, character: 10, budgets: [256, 1024] };
  const prefix = `${'\n'.repeat(17)}import { Order } from './model/index.js';\nnew Order(`;
  const edit = {
    id: 'e',
    file: 'src/model/order.ts',
    line: 26,
    character: 0,
    hunks: [[25, 3, 25, 4]],
    text: 'refuse negative payments',
  };
  const patched = {
    id: 'p',
    file: 'src/model/order.ts',
    line: 1,
    patch: '@@ -1,0 +1,1 @@\n+// printInvoice\n',
  };
  const lines = [
    JSON.stringify({ ...completion, prefix }),
    'nonsense',
    '{"id":9,"file":"gone.ts","line":1}',
    '',
    JSON.stringify(edit),
    JSON.stringify(patched),
    JSON.stringify({ ...patched, id: 'q', patch: '@@ -1,1 +1,1 @@\n-nothing of the kind\n+x\n' }),
  ];

  it('answers in order; a bad line costs nothing but itself', async () => {
    const { code, output, errors } = await shop.run(['batch'], lines.join('\n'));
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const answers = output
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(answers.map(answer => answer.id)).toEqual(['c', null, 9, 'e', 'p', 'q']);
    expect(answers[0].files).toContain('src/model/order.ts');
    expect(Object.keys(answers[0].contexts)).toEqual(['256', '1024']);
    expect(answers[0].contexts[1024].map((item: { text: string }) => item.text).join('\n')).toContain(
      'constructor(customer: string',
    );
    expect(answers.slice(1, 3).every(answer => typeof answer.error === 'string')).toBe(true);
    expect(answers[3].contexts).toEqual({});
    expect(answers[3].files.length).toBeGreaterThan(3);
    expect(answers[4].files.length).toBeGreaterThan(3);
    expect(answers[5].error).toBe('"patch" does not fit the file on disk');
  });
  it('ends with 130 when it is interrupted while it waits, and starts again', async () => {
    const child = shop.start('batch');
    const ended = new Promise<number | null>(resolve => child.on('close', code => resolve(code)));
    child.stdin.write(`${JSON.stringify({ ...completion, prefix })}\n`);
    await new Promise(resolve => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect((await shop.run(['index'])).code).toBe(0);
  });
});

describe('robustness', { timeout: TIMEOUT }, () => {
  it('ends quietly when the reader of its output goes away', async () => {
    const child = shop.start('graph', '--format', 'json');
    child.stdout.destroy();
    const { code, errors } = await finish(child);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });
  it('is interrupted while indexing, and finds its store whole afterwards', async () => {
    const many = openWorkshop('shop');
    const folder = path.join(many.folder, 'src', 'many');
    mkdirSync(folder);
    for (let index = 0; index < 2000; index++) {
      const text = `export function made${index}(value: number): number {\n  return value > ${index} ? made(value) : 0;\n}\n`;
      writeFileSync(
        path.join(folder, `made${index}.ts`),
        `import { made } from './made${(index + 1) % 2000}.js';\n${text}`,
      );
    }
    const child = many.start('index');
    const ended = finish(child);
    // The store is there before the first file is parsed.
    for (let turn = 0; turn < 3000 && !existsSync(many.store); turn++) await wait(10);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, output: '', errors: '' });
    const again = JSON.parse((await many.run(['index', '--json'])).output);
    expect(again).toMatchObject({ schema: 1, state: 'ready', files: 2019 });
    const report = JSON.parse((await many.run(['index', '--report', '--json'])).output);
    expect(report.imports.reduce((sum: number, each: { inside: number }) => sum + each.inside, 0)).toBe(2022);
    many.remove();
  });
});
