import { rm, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import type { InProcessEngine } from '../../../src/engine/engine.ts';
import { contextAt, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop('cli/shop');
});
afterEach(() => shop.remove());

/** Opens the engine with these files at hand, and gives the paths in the order in which they were parsed. */
async function parsedAfter(engine: InProcessEngine, ...atHand: string[]): Promise<readonly string[]> {
  shop.parsed.length = 0;
  engine.atHand(atHand.map(file => shop.at(file)));
  await engine.open(() => {}, neverCancelled);
  return shop.parsed;
}

describe('what is read first', () => {
  test('the open file, its imports, its siblings that it mentions, its other siblings, then the rest', async () => {
    for (let i = 0; i < 60; i++) await shop.write(`aaa/far${i}.ts`, `export const far${i} = ${i};\n`);
    await shop.write('zzz/deep/target.ts', 'export const target = 1;\n');
    await shop.write('zzz/open/beside.ts', 'export const beside = 1;\n');
    await shop.write('zzz/open/used.ts', 'export const used = 1;\n');
    await shop.write(
      'zzz/open/main.ts',
      "import { target } from '../deep/target.ts';\nexport const sum = target + used();\n",
    );
    const order = await parsedAfter(shop.engine(), 'zzz/open/main.ts');
    expect(order.slice(0, 4)).toEqual([
      'zzz/open/main.ts',
      'zzz/deep/target.ts',
      'zzz/open/used.ts',
      'zzz/open/beside.ts',
    ]);
    expect(order.length).toBeGreaterThan(64);
  });

  test('Java: the class that an import names, wherever its package lies, and the package mates', async () => {
    for (let i = 0; i < 60; i++) await shop.write(`aaa/F${i}.java`, `class F${i} {}\n`);
    await shop.write('m/src/org/shop/util/Money.java', 'package org.shop.util;\npublic class Money {}\n');
    await shop.write('n/src/org/other/Money.java', 'package org.other;\npublic class Money {}\n');
    await shop.write('m/src/org/shop/Till.java', 'package org.shop;\nclass Till {}\n');
    await shop.write(
      'm/src/org/shop/Shop.java',
      'package org.shop;\nimport org.shop.util.Money;\nclass Shop { Till till; Money money; }\n',
    );
    const order = await parsedAfter(shop.engine(), 'm/src/org/shop/Shop.java');
    expect(order.slice(0, 3)).toEqual([
      'm/src/org/shop/Shop.java',
      'm/src/org/shop/util/Money.java',
      'm/src/org/shop/Till.java',
    ]);
  });

  test('without git the files that were changed last come before the others', async () => {
    for (let i = 0; i < 400; i++) {
      await shop.write(`aaa/far${i}.ts`, `export const far${i} = ${i};\n`);
      await utimes(shop.at(`aaa/far${i}.ts`), 1, 1);
    }
    await shop.write('zzz/recent.ts', 'export const recent = 1;\n');
    const order = await parsedAfter(shop.engine());
    expect(order.indexOf('zzz/recent.ts')).toBeLessThan(order.indexOf('aaa/far99.ts'));
  });

  test('a partial pack holds what the open file uses, says that it is partial, and a complete one follows', async () => {
    for (let i = 0; i < 300; i++) await shop.write(`aaa/far${i}.ts`, `export const far${i} = ${i};\n`);
    const engine = shop.engine();
    const file = shop.at('src/checkout.ts');
    const early: string[][] = [];
    engine.atHand([file]);
    const opening = engine.open(status => {
      if (status.done > 0 && status.done < status.files) {
        early.push(engine.snapshot().files.map(({ source }) => source.path.relative));
      }
    }, neverCancelled);
    const partial = await contextAt(engine, file, 18, 0, { task: 'edit' });
    expect(partial.complete).toBe(false);
    expect((await opening).state).toBe('ready');
    const first = early.find(files => files.includes('src/model/order.ts')) ?? [];
    expect(first).toContain('src/checkout.ts');
    expect(first.length).toBeLessThan(200);
    expect((await contextAt(engine, file, 18, 0, { task: 'edit' })).complete).toBe(true);
  });
});

describe('while the machine runs on battery', () => {
  test('only the open files and what lies around them are read; the rest follows afterwards', async () => {
    for (let i = 0; i < 60; i++) await shop.write(`aaa/far${i}.ts`, `export const far${i} = ${i};\n`);
    const engine = shop.engine();
    engine.pause('battery');
    engine.atHand([shop.at('src/checkout.ts')]);
    const opening = engine.open(() => {}, neverCancelled);
    const known = () => engine.snapshot().files.map(({ source }) => source.path.relative);
    await expect.poll(known, { timeout: 20_000 }).toContain('src/model/order.ts');
    expect(engine.status()).toMatchObject({ state: 'paused', pausedBy: 'battery' });
    expect(known()).not.toContain('aaa/far59.ts');
    engine.resume('battery');
    expect((await opening).state).toBe('ready');
    expect(known()).toContain('aaa/far59.ts');
  });
});

describe('what happens on disk while the index is being made', () => {
  test('is taken in before it is complete', async () => {
    for (let i = 0; i < 120; i++) await shop.write(`aaa/far${i}.ts`, `export const far${i} = ${i};\n`);
    const engine = shop.engine();
    let told = false;
    await engine.open(({ done, files }) => {
      if (told || done === 0 || done >= files) return;
      told = true;
      void (async () => {
        await shop.write('zzz/late.ts', 'export const late = 1;\n');
        await rm(shop.at('aaa/far0.ts'));
        await engine.changed([shop.at('zzz/late.ts'), shop.at('aaa/far0.ts')], neverCancelled);
      })();
    }, neverCancelled);
    const known = () => engine.snapshot().files.map(({ source }) => source.path.relative);
    await expect.poll(known, { timeout: 20_000 }).toContain('zzz/late.ts');
    expect(known()).not.toContain('aaa/far0.ts');
  });
});
