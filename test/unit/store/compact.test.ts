import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FactsStore } from '../../../src/store/factsStore.ts';
import type { ManifestEntry } from '../../../src/store/manifest.ts';
import { isPackedFor, packedFor } from './facts.ts';
import { testStore } from './testStore.ts';

const stores = testStore();

function expectAll(store: FactsStore, keys: readonly string[]): void {
  for (const key of keys) expect(isPackedFor(key, store.get(key))).toBe(true);
}

test('many abandoned segments become one, and are read meanwhile', async () => {
  const keys = ['a', 'b', 'c', 'd'];
  for (const key of keys) await stores.fill([key]);
  await stores.fill([]);
  const reader = await stores.open();
  const store = await stores.open({ maxSegments: 3 });
  await store.compact();
  expect(stores.segments()).toHaveLength(4);
  stores.age(2);
  await store.compact();
  expect(stores.segments()).toHaveLength(1);
  for (const each of [store, reader, await stores.open()]) expectAll(each, keys);
});

test('a store over its bound keeps the newest records', async () => {
  const keys = Array.from({ length: 20 }, (_, i) => `key${10 + i}`);
  for (const key of keys) await stores.fill([key]);
  stores.age(2);
  const one = statSync(stores.segments()[0] ?? '').size;
  const store = await stores.open({ maxBytes: one * 10 });
  await store.compact();
  const kept = keys.filter(key => store.has(key));
  expect(kept).toEqual(keys.slice(-kept.length));
  expect(kept.length).toBeGreaterThan(5);
  expect(statSync(stores.onlySegment()).size).toBeLessThan(one * 10);
});

test('what a manifest names is dropped last', async () => {
  const keys = Array.from({ length: 20 }, (_, i) => `key${10 + i}`);
  for (const key of keys) await stores.fill([key]);
  stores.age(2);
  const store = await stores.open({ maxBytes: statSync(stores.segments()[0] ?? '').size * 10 });
  const entry = (hash: string): ManifestEntry => ({ size: 1, modified: 1, hash, class: 'source' });
  await store.saveManifest('/r', new Map(keys.slice(0, 3).map(key => [`${key}.py`, entry(key)])));
  await store.compact();
  const kept = keys.filter(key => store.has(key));
  expect(kept).toEqual([...keys.slice(0, 3), ...keys.slice(3 - kept.length)]);
  expect(kept.length).toBeGreaterThan(5);
  expectAll(await stores.open(), kept);
});

for (const hours of [2, -2]) {
  test(`a clock that jumps by ${hours} hours takes nothing from a writer that lives`, async () => {
    const writer = await stores.open();
    writer.put('a', packedFor('a'));
    await writer.flush();
    const other = await stores.open({ maxSegments: 0 });
    writer.put('b', packedFor('b'));
    await writer.flush();
    stores.age(hours);
    await other.compact();
    writer.put('c', packedFor('c'));
    await writer.flush();
    expectAll(writer, ['a', 'b', 'c']);
    expectAll(other, ['a', 'b']);
    expectAll(await stores.open(), ['a', 'b', 'c']);
    expect(stores.warnings).toEqual([]);
  });
}

test('stores that write and compact at once lose nothing', async () => {
  const old = Array.from({ length: 6 }, (_, i) => `old${i}`);
  for (const key of old) await stores.fill([key]);
  const all = await Promise.all([0, 1, 2].map(() => stores.open({ maxSegments: 0 })));
  const put: string[] = [];
  for (let round = 0; round < 4; round++) {
    stores.age(2);
    await Promise.all(
      all.map(async (store, i) => {
        const key = `round${round}-${i}`;
        put.push(key);
        store.put(key, packedFor(key));
        await Promise.all([store.flush(), store.compact()]);
      }),
    );
  }
  expectAll(await stores.open(), [...old, ...put]);
  for (const store of all) expectAll(store, old);
  expect(stores.warnings).toEqual([]);
});

test('what killed processes left of manifests is deleted', async () => {
  const store = await stores.open();
  await store.saveManifest('/r', new Map());
  const inside = join(stores.folder, 'facts-1');
  const [manifest] = readdirSync(inside);
  writeFileSync(join(inside, `${manifest}.999999999.tmp`), 'half');
  writeFileSync(join(inside, `${manifest}.${process.pid}.tmp`), 'being written');
  await store.compact();
  expect(readdirSync(inside).sort()).toEqual([manifest, `${manifest}.${process.pid}.tmp`]);
});
