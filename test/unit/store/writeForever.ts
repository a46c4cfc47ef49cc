import { openStore } from '../../../src/store/factsStore.ts';

// Run as a process of its own and killed at any moment: says what was flushed and saved, and goes on writing.

async function main(folder: string, writer: string): Promise<void> {
  const log = {
    info: (message: string) => void process.stdout.write(`${message}\n`),
    warn: (message: string) => process.stderr.write(`${message}\n`),
  };
  const limits = { maxSegments: 6, abandonedAfter: 0 };
  const store = await openStore({ folder, version: '1', keysOf: (_, hash) => [hash], log, ...limits });
  for (let i = 0; ; i++) {
    for (let j = 0; j < 4; j++) store.put(`${writer}-${i}-${j}`, recordFor(`${writer}-${i}-${j}`));
    await store.flush();
    process.stdout.write(`record ${i}\n`);
    await store.saveManifest(`/${writer}`, new Map([['a', { size: i, modified: i, hash: '', class: 'source' }]]));
    process.stdout.write(`manifest ${i}\n`);
    await store.compact();
  }
}

/** Mostly small, sometimes of several pages. */
export function recordFor(key: string): Buffer {
  return Buffer.alloc(key.endsWith('3') ? 12_345 : 321, key);
}

if (process.argv[2] && process.argv[3] && !process.env['VITEST']) void main(process.argv[2], process.argv[3]);
