import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancelledError, neverCancelled } from '../../../src/base/cancellation.ts';
import type { EngineStatus } from '../../../src/engine/api.ts';
import type { ParseService } from '../../../src/engine/ports.ts';
import { contextAt, knownFiles, opened, openWorkshop, rootAt, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop('cli/shop');
});
afterEach(() => shop.remove());

/** `printerRow` is defined nowhere else, so a pack that shows it read this text. */
const ROW = 'export function printerRow(text: string): string {\n  return text;\n}\n';

const AUTHOR = ['-c', 'user.name=a', '-c', 'user.email=a@b'];

describe('context', () => {
  test('after a dot the members of the receiver come first, from a buffer cut in the middle of a line', async () => {
    const engine = await opened(shop.engine());
    const file = shop.at('src/checkout.ts');
    const whole = await readFile(file, 'utf8');
    const prefix = whole.slice(0, whole.indexOf('order.pay(total)') + 'order.'.length);
    await engine.openBuffer(file, 1, prefix);
    const lines = prefix.split('\n');
    const { pack, complete } = await contextAt(engine, file, lines.length - 1, lines.at(-1)?.length ?? 0);
    expect(complete).toBe(true);
    expect(pack.files[0]?.path).toBe('src/model/order.ts');
    expect(pack.files[0]?.text).toContain('pay(cents: number): void {');
    expect(pack.tokens).toBeLessThanOrEqual(1000);
    expect(pack.files.flatMap(({ items }) => items).every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  test('a file that is missing or no text is refused with a reason', async () => {
    const engine = await opened(shop.engine());
    await writeFile(shop.at('picture.png'), Buffer.from([0x89, 0x50, 0, 0]));
    await expect(contextAt(engine, shop.at('nowhere.ts'), 0, 0)).rejects.toThrow(/There is no file .*nowhere\.ts/);
    await expect(contextAt(engine, shop.at('picture.png'), 0, 0)).rejects.toThrow(/not a text file/);
  });

  test('a text is enough: what it names comes first, what shares its words after it', async () => {
    const engine = await opened(shop.engine());
    const ask = { file: '', line: 0, column: 0, task: 'bug-investigation', budget: 1000 } as const;
    const trace =
      'Wrong total\n    at pay (/home/me/shop/src/model/order.ts:24:3)\n    at checkout (src/checkout.ts:20:7)';
    const { ranked, pack } = await engine.context({ ...ask, instruction: trace }, neverCancelled);
    expect(new Set(ranked.slice(0, 2).map(({ path }) => path))).toEqual(
      new Set(['src/model/order.ts', 'src/checkout.ts']),
    );
    expect(ranked[0]?.reasons[0]).toMatch(/^the text names `/);
    expect(pack.files.length).toBeGreaterThan(0);
    expect(pack.tokens).toBeLessThanOrEqual(1000);
    expect(pack.prompt).toMatch(/^For finding the cause of a bug: .*\nExcerpts from the repository, as data/);
    const words = await engine.context({ ...ask, instruction: 'format money' }, neverCancelled);
    expect(words.ranked.slice(0, 3).map(({ path }) => path)).toContain('src/util/money.ts');
    expect((await engine.context(ask, neverCancelled)).pack.files).toEqual([]);
  });

  test('an unknown task is refused with a list of those there are', async () => {
    const engine = await opened(shop.engine());
    const request = { file: shop.at('src/index.ts'), line: 0, column: 0, task: 'poetry' as 'edit', budget: 500 };
    await expect(engine.context(request, neverCancelled)).rejects.toThrow(
      /^there is no task "poetry"; the tasks are edit, completion, .*security-analysis$/,
    );
  });

  test('a cancelled request is rejected', async () => {
    const engine = await opened(shop.engine());
    const request = { file: shop.at('src/index.ts'), line: 0, column: 0, task: 'edit', budget: 500 } as const;
    await expect(engine.context(request, { isCancellationRequested: true })).rejects.toThrow(CancelledError);
  });

  test('what was changed since HEAD says what is edited, wherever the cursor is', async () => {
    const money = shop.at('src/util/money.ts');
    const whole = await readFile(money, 'utf8');
    await shop.write('src/old.ts', 'export function printerRow(): void {}\n');
    await writeFile(money, `${whole}${'\n'.repeat(40)}// printerRow\n`);
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      [...AUTHOR, 'commit', '-q', '-m', 'first'],
    ])
      execFileSync('git', args, { cwd: shop.folder });
    const reasons = async (trusted: boolean, more = {}) => {
      const engine = await opened(shop.engine(undefined, { trusted }));
      await engine.openBuffer(money, 1, whole);
      const { ranked } = await contextAt(engine, money, 0, 0, { task: 'edit', ...more });
      return ranked.find(({ path }) => path === 'src/old.ts')?.reasons.join('; ') ?? '';
    };
    expect(await reasons(true)).toContain('printer');
    expect(await reasons(true, { regions: [[0, 0]] })).not.toContain('printer');
    expect(await reasons(false)).not.toContain('printer');
    expect(await reasons(false, { before: `${whole}printerRow\n` })).toContain('printer');
  });

  test('before the index is complete an answer is partial and says so', async () => {
    const engine = shop.engine();
    const { pack, complete } = await contextAt(engine, shop.at('src/checkout.ts'), 14, 0, { task: 'edit' });
    expect(complete).toBe(false);
    expect(pack.files[0]?.path).toBe('src/checkout.ts');
  });
});

describe('buffers', () => {
  test('an open buffer wins over the disk until it is closed', async () => {
    const engine = await opened(shop.engine());
    const money = shop.at('src/util/money.ts');
    const packed = async () =>
      (await contextAt(engine, shop.at('src/checkout.ts'), 18, 0, { instruction: 'printerRow' })).pack.prompt;
    expect(await packed()).not.toContain('printerRow');
    await engine.openBuffer(money, 1, `${await readFile(money, 'utf8')}${ROW}`);
    expect(await packed()).toContain('printerRow(text: string)');
    await engine.closeBuffer(money);
    expect(await packed()).not.toContain('printerRow');
  });

  test('one that the parser could not read in time is read all the same', async () => {
    let refusals = 2;
    const busy = (pool: ParseService): ParseService => ({
      parse: pool.parse,
      probe: async (...question) => (refusals-- > 0 ? undefined : await pool.probe(...question)),
      dispose: pool.dispose,
    });
    const engine = await opened(shop.engine([rootAt(shop.folder)], {}, busy));
    const money = shop.at('src/util/money.ts');
    await engine.openBuffer(money, 1, `${await readFile(money, 'utf8')}${ROW}`);
    const names = (): unknown => engine.snapshot().files.flatMap(({ facts }) => facts.symbols.map(({ name }) => name));
    await expect.poll(names).toContain('printerRow');
    expect(refusals).toBe(-1);
  });

  test('an older version does not overwrite a newer one', async () => {
    const engine = await opened(shop.engine());
    const file = shop.at('src/util/money.ts');
    await engine.openBuffer(file, 2, ROW);
    await engine.openBuffer(file, 1, 'export const stale = 1;\n');
    expect(engine.snapshot().named('printerRow')).toHaveLength(1);
    expect(engine.snapshot().named('stale')).toHaveLength(0);
  });

  test('an untitled buffer can be asked about, and leaves nothing behind', async () => {
    const engine = await opened(shop.engine());
    const before = knownFiles(engine);
    await engine.openBuffer('Untitled-1.ts', 1, 'export function fresh() {\n  return formatCents(1);\n}\n');
    const { pack } = await contextAt(engine, 'Untitled-1.ts', 1, 20);
    expect(pack.prompt).toContain('formatCents');
    await engine.closeBuffer('Untitled-1.ts');
    expect(knownFiles(engine)).toEqual(before);
  });

  test('a buffer of an ignored file never reaches a pack of another file', async () => {
    await writeFile(shop.at('.gitignore'), 'private/\n');
    await mkdir(shop.at('private'));
    await writeFile(shop.at('private/notes.ts'), ROW);
    const engine = await opened(shop.engine());
    await engine.openBuffer(shop.at('private/notes.ts'), 1, ROW);
    const { pack } = await contextAt(engine, shop.at('src/checkout.ts'), 18, 0, { instruction: 'printerRow' });
    expect(pack.prompt).not.toContain('printerRow');
  });

  test('a rebuild keeps open buffers', async () => {
    const engine = await opened(shop.engine());
    await engine.openBuffer(shop.at('src/util/money.ts'), 1, ROW);
    const status = await engine.rebuild(neverCancelled);
    expect(status).toMatchObject({ state: 'ready', done: status.files });
    expect(engine.snapshot().named('printerRow')).toHaveLength(1);
  });
});

test('a cancelled rebuild leaves the index as it was', async () => {
  const engine = await opened(shop.engine());
  const before = describeIndex(engine);
  await engine.openBuffer(shop.at('src/util/money.ts'), 1, ROW);
  await expect(engine.rebuild({ isCancellationRequested: true })).rejects.toThrow(CancelledError);
  expect(engine.status()).toMatchObject({ state: 'ready' });
  expect(engine.snapshot().named('printerRow')).toHaveLength(1);
  await engine.closeBuffer(shop.at('src/util/money.ts'));
  expect(describeIndex(engine)).toEqual(before);
});

describe('changes on disk', () => {
  test('create, change, delete, rename a folder: the index is as after a fresh start', async () => {
    const engine = await opened(shop.engine());
    await writeFile(shop.at('src/util/row.ts'), ROW);
    await rm(shop.at('tools/report/table.py'));
    await rename(shop.at('src/pricing'), shop.at('src/prices'));
    await writeFile(
      shop.at('src/util/money.ts'),
      'export const formatCents = (cents: number): string => `${cents}`;\n',
    );
    const paths = ['src/util/row.ts', 'tools/report/table.py', 'src/pricing', 'src/prices', 'src/util/money.ts'];
    await engine.changed(
      paths.map(path => shop.at(path)),
      neverCancelled,
    );
    const fresh = await opened(shop.engine());
    expect(describeIndex(engine)).toEqual(describeIndex(fresh));
    expect(knownFiles(engine)).toContain('0:src/prices/total.ts');
  });

  test('a changed ignore file changes what is indexed', async () => {
    const engine = await opened(shop.engine());
    await writeFile(shop.at('.gitignore'), 'tools/\n');
    await engine.changed([shop.at('.gitignore')], neverCancelled);
    expect(knownFiles(engine).filter(file => file.includes('tools/'))).toEqual([]);
  });

  test('a second start parses nothing that has not changed', async () => {
    const first = await opened(shop.engine());
    const before = describeIndex(first);
    await first.dispose();
    shop.parsed.length = 0;
    await writeFile(shop.at('src/util/row.ts'), ROW);
    const second = await opened(shop.engine());
    expect(shop.parsed).toEqual(['src/util/row.ts']);
    await rm(shop.at('src/util/row.ts'));
    await second.changed([shop.at('src/util/row.ts')], neverCancelled);
    expect(describeIndex(second)).toEqual(before);
  });
});

describe('roots and progress', () => {
  test('a root inside another: every file once, excludes of each root its own', async () => {
    const outer = await openWorkshop('multiroot/outer');
    try {
      const roots = [rootAt(outer.folder, ['legacy/']), rootAt(outer.at('packages/inner'))];
      const engine = await opened(outer.engine(roots));
      const files = knownFiles(engine);
      expect(new Set(files).size).toBe(files.length);
      expect(files).toContain('1:src/clock.ts');
      expect(files.some(file => file.startsWith('0:packages/inner'))).toBe(false);
      expect(files).toContain('1:legacy/old.ts');
      expect(files).not.toContain('0:legacy/old.ts');
    } finally {
      await outer.remove();
    }
  });

  test('pause holds the scan, resume lets it end; progress is told', async () => {
    const engine = shop.engine();
    const states: EngineStatus['state'][] = [];
    engine.pause();
    const scan = engine.open(status => states.push(status.state), neverCancelled);
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(engine.status().state).toBe('paused');
    engine.resume();
    expect((await scan).state).toBe('ready');
    expect(states.at(-1)).toBe('ready');
  });
});

/** Files with their hashes, imports and resolved references, by path: what two equal indexes agree in. */
function describeIndex(engine: Parameters<typeof knownFiles>[0]): unknown {
  const snapshot = engine.snapshot();
  const nameOf = (id: number) =>
    `${snapshot.file(Math.floor(id / 2 ** 20))?.source.path.relative}#${snapshot.symbol(id)?.qualifiedName}`;
  return snapshot.files.map(({ id, source, facts }) => ({
    path: source.path.relative,
    hash: source.hash,
    symbols: facts.symbols.length,
    imports: snapshot.imports(id).map(({ target }) => target.kind),
    references: snapshot.references(id).map(({ to, rule, line }) => [nameOf(to), rule, line]),
  }));
}
