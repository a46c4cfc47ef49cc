import { execFileSync } from 'node:child_process';
import { readdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import type { InProcessEngine } from '../../../src/engine/engine.ts';
import { knownFiles, opened, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop('cli/shop');
});
afterEach(() => shop.remove());

const changed = (engine: InProcessEngine, ...files: string[]) =>
  engine.changed(
    files.map(file => shop.at(file)),
    neverCancelled,
  );

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: shop.folder, encoding: 'utf8' });
}

/** Paths with hashes: what two equal indexes agree in. */
function contents(engine: InProcessEngine): string[] {
  return engine
    .snapshot()
    .files.map(({ source, facts }) => `${source.path.relative} ${source.hash} ${facts.symbols.length}`);
}

/** Does something on disk, tells the engine these paths, and expects the index of a fresh start and these parses. */
async function check(act: () => Promise<unknown>, paths: readonly string[], parses: readonly string[]): Promise<void> {
  const engine = await opened(shop.engine());
  await act();
  shop.parsed.length = 0;
  await changed(engine, ...paths);
  expect([...shop.parsed].sort()).toEqual([...parses].sort());
  const fresh = await opened(shop.engine());
  expect(contents(engine)).toEqual(contents(fresh));
}

describe('a change on disk costs the files that differ', () => {
  test('a rename parses nothing', () =>
    check(
      () => rename(shop.at('src/util/money.ts'), shop.at('src/util/cash.ts')),
      ['src/util/money.ts', 'src/util/cash.ts'],
      [],
    ));

  test('a folder moved, told by its names alone, parses nothing', () =>
    check(() => rename(shop.at('src/pricing'), shop.at('src/prices')), ['src/pricing', 'src/prices'], []));

  test('a file that was touched parses nothing', () =>
    check(() => utimes(shop.at('src/util/money.ts'), 5, 5), ['src/util/money.ts'], []));

  test('a folder told by its name: what differs below it, what is gone below it', () =>
    check(
      async () => {
        await rm(shop.at('src/util/money.ts'));
        await shop.write('src/util/new.ts', 'export const fresh = 1;\n');
      },
      ['src/util'],
      ['src/util/new.ts'],
    ));

  test('a file becomes a folder of that name, and back', async () => {
    const engine = await opened(shop.engine());
    const text = await readFile(shop.at('src/util/money.ts'), 'utf8');
    await rm(shop.at('src/util/money.ts'));
    await shop.write('src/util/money.ts/inner.ts', text);
    await changed(engine, 'src/util/money.ts');
    expect(knownFiles(engine)).toContain('0:src/util/money.ts/inner.ts');
    expect(knownFiles(engine)).not.toContain('0:src/util/money.ts');
    await rm(shop.at('src/util/money.ts'), { recursive: true });
    await shop.write('src/util/money.ts', text);
    await changed(engine, 'src/util/money.ts');
    expect(contents(engine)).toEqual(contents(await opened(shop.engine())));
  });

  test('a folder that is ignored appears: nothing is read', async () => {
    await shop.write('.gitignore', 'generated/\n');
    await check(
      async () => {
        for (let i = 0; i < 50; i++) await shop.write(`generated/file${i}.ts`, `export const x${i} = 1;\n`);
      },
      ['generated', ...Array.from({ length: 50 }, (_, i) => `generated/file${i}.ts`)],
      [],
    );
  });

  test('a rule file that changes costs what it lets in', async () => {
    await shop.write('.gitignore', 'hidden/\n');
    await shop.write('hidden/secret.ts', 'export const secret = 1;\n');
    await check(() => shop.write('.gitignore', '\n'), ['.gitignore'], ['.gitignore', 'hidden/secret.ts']);
  });
});

describe('git', () => {
  test('another branch and back, a stash, a rebase: the files that differ, once, and the index of a fresh start', async () => {
    for (let i = 0; i < 40; i++) await shop.write(`lib/part${i}.ts`, `export const part${i} = ${i};\n`);
    git('init', '--quiet', '--initial-branch=main');
    git('add', '-A');
    git('commit', '--quiet', '-m', 'one');
    git('checkout', '--quiet', '-b', 'other');
    for (let i = 0; i < 30; i++) await shop.write(`lib/part${i}.ts`, `export const other${i} = ${i};\n`);
    await rm(shop.at('lib/part39.ts'));
    git('commit', '--quiet', '-am', 'two');
    git('checkout', '--quiet', 'main');
    await shop.write('base.ts', 'export const base = 1;\n');
    git('add', '-A');
    git('commit', '--quiet', '-m', 'three');

    const engine = await opened(shop.engine());
    const paths = [...Array.from({ length: 40 }, (_, i) => `lib/part${i}.ts`), 'base.ts', 'src/util/money.ts'];
    const parsesOf = async (act: () => void | Promise<void>): Promise<number> => {
      await act();
      shop.parsed.length = 0;
      await changed(engine, ...paths);
      expect(contents(engine)).toEqual(contents(await opened(shop.engine())));
      return shop.parsed.length;
    };
    expect(await parsesOf(() => void git('checkout', '--quiet', 'other'))).toBe(30);
    expect(await parsesOf(() => void git('checkout', '--quiet', 'main'))).toBe(0);
    await shop.write('src/util/money.ts', 'export const stashed = 1;\n');
    expect(await parsesOf(() => {})).toBe(1);
    expect(await parsesOf(() => void git('stash', '--quiet'))).toBe(0);
    expect(await parsesOf(() => void git('stash', 'pop', '--quiet'))).toBe(0);
    git('checkout', '--quiet', '--', '.');
    expect(await parsesOf(() => void git('rebase', '--quiet', 'main', 'other'))).toBe(0);
    expect(knownFiles(engine)).toContain('0:base.ts');
  });
});

test('changes that come in many pieces at once are taken in together', async () => {
  const engine = await opened(shop.engine());
  const before = engine.snapshot().version;
  const names = Array.from({ length: 100 }, (_, i) => `burst/file${i}.ts`);
  for (const name of names) await shop.write(name, `export const ${name.replace(/\W/g, '')} = 1;\n`);
  await Promise.all(names.map(name => changed(engine, name)));
  expect(await readdir(join(shop.folder, 'burst'))).toHaveLength(100);
  expect(knownFiles(engine).filter(file => file.includes('burst/'))).toHaveLength(100);
  expect(engine.snapshot().version - before).toBeLessThanOrEqual(2);
});
