import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packedFor } from './facts.ts';
import { testStore } from './testStore.ts';

const stores = testStore();

/** Runs `work` on a disk of its own. */
async function onDisk(bytes: number, work: (folder: string, remount: (options: string) => void) => Promise<void>) {
  const folder = join(stores.folder, 'disk');
  mkdirSync(folder);
  const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  mount(`size=${bytes}`);
  try {
    await work(folder, options => mount(`remount,${options}`));
  } finally {
    execFileSync('umount', ['-l', folder]);
  }
}

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const mounts = canMount();

test.skipIf(!mounts)(
  'a full disk: all stays in memory, nothing is torn, and is written when there is room',
  async () => {
    await onDisk(256 * 1024, async (folder, remount) => {
      const store = await stores.open({ folder, retryAfter: 0 });
      store.put('first', packedFor('first'));
      await store.flush();
      const keys = Array.from({ length: 40 }, (_, i) => `large${i}`);
      const put = new Map(keys.map(key => [key, Buffer.alloc(10_000, key)]));
      for (const [key, value] of put) store.put(key, value);
      await store.flush();
      await store.saveManifest('/r', new Map());
      expect(stores.warnings).toEqual([expect.stringContaining('ENOSPC')]);
      for (const key of keys) expect(store.get(key)).toBe(put.get(key));
      const meanwhile = await stores.open({ folder });
      expect([meanwhile.size, meanwhile.get('first')]).toEqual([1, packedFor('first')]);
      await meanwhile.close();
      remount('size=2m');
      await store.flush();
      expect(stores.lines).toEqual(['Facts are kept on disk again']);
      await store.close();
      const later = await stores.open({ folder });
      for (const key of ['first', ...keys]) expect(later.has(key)).toBe(true);
      expect(later.get('large39')).toEqual(Buffer.alloc(10_000, 'large39'));
      await later.close();
      expect(stores.warnings).toHaveLength(1);
    });
  },
);

test.skipIf(!mounts)('a disk that cannot be written is read, with one warning', async () => {
  await onDisk(1024 * 1024, async (folder, remount) => {
    const before = await stores.open({ folder });
    before.put('a', packedFor('a'));
    await before.close();
    remount('ro');
    const store = await stores.open({ folder, retryAfter: 0 });
    store.put('b', packedFor('b'));
    await store.flush();
    await store.flush();
    await store.saveManifest('/r', new Map());
    expect([store.get('a'), store.get('b')]).toEqual([packedFor('a'), packedFor('b')]);
    await store.close();
    expect(stores.warnings).toEqual([expect.stringContaining('EROFS')]);
  });
});
