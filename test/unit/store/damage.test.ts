import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPackedFor, packedFor } from './facts.ts';
import { testStore } from './testStore.ts';

const stores = testStore();
const keys = ['one', 'two', 'three', 'four'];

test('a segment cut off anywhere gives the whole records before the cut', async () => {
  await stores.fill(keys);
  const bytes = readFileSync(stores.onlySegment());
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async length => {
      writeFileSync(stores.onlySegment(), bytes);
      truncateSync(stores.onlySegment(), length);
      const store = await stores.open();
      for (const [i, key] of keys.entries()) expect(isPackedFor(key, store.get(key))).toBe(i < store.size);
      const before = keys.slice(0, store.size).reduce((sum, key) => sum + packedFor(key).length, 0);
      const whole = keys.slice(0, store.size + 1).reduce((sum, key) => sum + packedFor(key).length + 40, 0);
      expect(before <= length && (store.size === keys.length || length < whole)).toBe(true);
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test('a flipped bit costs one record at most, or all if the file is none of ours then, and gives no wrong facts', async () => {
  await stores.fill(keys);
  const bytes = readFileSync(stores.onlySegment());
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << bit), at);
      writeFileSync(stores.onlySegment(), damaged);
      stores.lines.length = 0;
      const store = await stores.open();
      const lost = keys.filter(key => {
        const found = store.get(key);
        if (found) expect(isPackedFor(key, found)).toBe(true);
        return !found;
      });
      expect(lost.length).toBeLessThanOrEqual(at < 8 ? keys.length : 1);
      expect(stores.lines).toHaveLength(1);
      await store.close();
    }),
    { numRuns: 60 },
  );
});

test('a record that is damaged after opening is missed, and can be put again', async () => {
  await stores.fill(['one']);
  const store = await stores.open();
  const file = stores.onlySegment();
  writeFileSync(file, Buffer.alloc(readFileSync(file).length));
  expect(store.get('one')).toBeUndefined();
  store.put('one', packedFor('one'));
  await store.flush();
  expect(store.get('one')).toEqual(packedFor('one'));
});

const harms: Readonly<Record<string, (file: string) => void>> = {
  deleted: file => rmSync(file),
  'cut off': file => truncateSync(file, 20),
  emptied: file => truncateSync(file, 0),
  'appended to': file => writeFileSync(file, 'garbage', { flag: 'a' }),
  replaced: file => {
    rmSync(file);
    writeFileSync(file, 'garbage');
  },
};
for (const [name, harm] of Object.entries(harms)) {
  test(`a segment that is ${name} under its writer: what is put later is kept, and nothing is wrong`, async () => {
    const store = await stores.open();
    store.put('one', packedFor('one'));
    await store.flush();
    harm(stores.onlySegment());
    store.put('two', packedFor('two'));
    await store.flush();
    expect(store.get('two')).toEqual(packedFor('two'));
    expect([undefined, packedFor('one')]).toContainEqual(store.get('one'));
    const later = await stores.open();
    expect(later.get('two')).toEqual(packedFor('two'));
    expect([undefined, packedFor('one')]).toContainEqual(later.get('one'));
    expect(stores.warnings).toEqual([]);
  });
}
