import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deleteStore } from '../../../src/store/deleteStore.ts';
import { isPackedFor, packedFor } from './facts.ts';
import { testStore } from './testStore.ts';

const stores = testStore();

test('what was put is there at once, after a flush, and after opening again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 }), async keys => {
      const store = await stores.open();
      await store.clear();
      for (const key of keys) store.put(key, packedFor(key));
      for (const key of keys) expect(isPackedFor(key, store.get(key))).toBe(true);
      await store.flush();
      for (const key of keys) expect(isPackedFor(key, store.get(key))).toBe(true);
      const again = await stores.open();
      expect(again.size).toBe(keys.length);
      for (const key of keys) expect(isPackedFor(key, again.get(key))).toBe(true);
      expect(again.get('no such key at all, longer than thirty')).toBeUndefined();
      await again.close();
      await store.close();
    }),
    { numRuns: 8 },
  );
});

test('a key is written once', async () => {
  await stores.fill(['a']);
  const store = await stores.open();
  store.put('a', packedFor('a'));
  await store.flush();
  expect(stores.segments()).toHaveLength(1);
});

test('two stores on one folder do not see each other, and both are there afterwards', async () => {
  const a = await stores.open();
  const b = await stores.open();
  a.put('a', packedFor('a'));
  b.put('b', packedFor('b'));
  await Promise.all([a.flush(), b.flush()]);
  expect([a.has('b'), b.has('a')]).toEqual([false, false]);
  const c = await stores.open();
  expect([c.get('a'), c.get('b')]).toEqual([packedFor('a'), packedFor('b')]);
});

test('other versions are deleted once no process writes to them, and nothing else is', async () => {
  mkdirSync(join(stores.folder, 'facts-0'));
  mkdirSync(join(stores.folder, 'mine'));
  const old = await stores.open({ version: '2' });
  old.put('a', packedFor('a'));
  await old.flush();
  await stores.fill(['a']);
  expect(readdirSync(stores.folder).sort()).toEqual(['facts-1', 'facts-2', 'mine']);
  stores.age(2);
  await stores.open({ version: '2' });
  expect(readdirSync(stores.folder).sort()).toEqual(['facts-2', 'mine']);
});

test('all versions can be deleted under an open store, which goes on', async () => {
  const store = await stores.open();
  store.put('a', packedFor('a'));
  await store.flush();
  mkdirSync(join(stores.folder, 'facts-0'));
  mkdirSync(join(stores.folder, 'mine'));
  await deleteStore(stores.folder);
  expect(readdirSync(stores.folder)).toEqual(['mine']);
  store.put('b', packedFor('b'));
  await store.flush();
  await store.saveManifest('/r', new Map());
  const later = await stores.open();
  expect([later.has('a'), later.get('b')]).toEqual([false, packedFor('b')]);
  expect(stores.warnings).toEqual([]);
});

test('a folder that cannot be made costs one warning, and what was put stays in memory', async () => {
  writeFileSync(join(stores.folder, 'file'), '');
  const folder = join(stores.folder, 'file', 'store');
  const store = await stores.open({ folder });
  store.put('a', packedFor('a'));
  await store.flush();
  await store.saveManifest('/r', new Map());
  await store.compact();
  expect(store.get('a')).toEqual(packedFor('a'));
  expect(await store.manifest('/r')).toEqual(new Map());
  expect(stores.warnings).toHaveLength(1);
  rmSync(join(stores.folder, 'file'));
  await store.close();
  expect(stores.lines).toEqual(['Facts are kept on disk again']);
  expect((await stores.open({ folder })).get('a')).toEqual(packedFor('a'));
});

test('a manifest comes back as it was saved; a damaged one is empty', async () => {
  const store = await stores.open();
  const manifest = new Map([
    ['src/a.py', { size: 3, modified: 1.5, hash: 'ab', class: 'source' as const }],
    ['ü/b.ts', { size: 0, modified: 2, hash: '', class: 'binary' as const }],
  ]);
  await store.saveManifest('/r', manifest);
  expect(await store.manifest('/r')).toEqual(manifest);
  expect(await store.manifest('/other')).toEqual(new Map());
  const file = join(stores.folder, 'facts-1', readdirSync(join(stores.folder, 'facts-1'))[0] ?? '');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"ab"', '"cd"'));
  expect(stores.lines).toEqual([]);
  expect(await store.manifest('/r')).toEqual(new Map());
  expect(stores.lines).toHaveLength(1);
});

test('files that are none of the store’s are left alone and disturb nothing', async () => {
  const inside = join(stores.folder, 'facts-1');
  mkdirSync(join(inside, '0000000000001-1-00000000.segment'), { recursive: true });
  const foreign = ['notes.txt', 'x.segment', 'x.manifest'].map(name => join(inside, name));
  for (const file of foreign) writeFileSync(file, 'garbage');
  writeFileSync(join(inside, '0000000000002-1-00000000.segment'), 'garbage');
  await stores.fill(['a']);
  const store = await stores.open({ maxSegments: 0, maxBytes: 1 });
  expect(store.get('a')).toEqual(packedFor('a'));
  await store.compact();
  expect(foreign.every(existsSync)).toBe(true);
  expect(stores.warnings).toEqual([]);
});
