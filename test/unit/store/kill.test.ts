import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { testStore } from './testStore.ts';
import { recordFor } from './writeForever.ts';

const stores = testStore();
const KILLS = 200;
const AT_ONCE = 4;

interface Acknowledged {
  readonly record: number;
  readonly manifest: number;
  readonly merged: boolean;
}

test(`${KILLS} processes killed while they write and compact: what they said was flushed is there, the next one writes`, async () => {
  const script = join(stores.folder, 'write.cjs');
  const entryPoints = [join(import.meta.dirname, 'writeForever.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', outfile: script, logLevel: 'error' });
  const said = new Map<string, Acknowledged>();
  let next = 0;
  const killAll = async () => {
    while (next < KILLS) {
      const writer = `w${next++}`;
      said.set(writer, await killWhileWriting(script, writer, Math.random() ** 3 * 200));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, killAll));
  expect([...said.values()].some(({ merged }) => merged)).toBe(true);
  // Some die before their first flush, while they merge what others left.
  expect([...said.values()].filter(({ record }) => record >= 0).length).toBeGreaterThan(KILLS / 2);
  const store = await stores.open();
  for (const [writer, { record, manifest }] of said) {
    for (let i = 0; i <= record; i++)
      for (let j = 0; j < 4; j++)
        expect(recordFor(`${writer}-${i}-${j}`).equals(store.get(`${writer}-${i}-${j}`) ?? Buffer.alloc(0))).toBe(true);
    if (manifest >= 0) expect((await store.manifest(`/${writer}`)).get('a')?.size).toBeGreaterThanOrEqual(manifest);
  }
}, 240_000);

/**
 * The last round that the process said it had flushed, and the last whose manifest it had saved, -1: none; and whether it
 * had merged segments of others. `delay`: milliseconds after its first word.
 */
function killWhileWriting(script: string, writer: string, delay: number): Promise<Acknowledged> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, stores.folder, writer], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', chunk => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), delay);
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', () => {
      const last = (word: string) => Number(output.match(new RegExp(`.*^${word} (\\d+)\n`, 'ms'))?.[1] ?? -1);
      if (errors === '')
        resolve({ record: last('record'), manifest: last('manifest'), merged: /^Merged /m.test(output) });
      else reject(new Error(errors));
    });
  });
}
