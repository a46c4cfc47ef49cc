import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FactsStore, openStore, type StoreOptions } from '../../../src/store/factsStore.ts';
import { packedFor } from './facts.ts';

let folder: string;
let log: { lines: string[]; warnings: string[]; info(message: string): void; warn(message: string): void };
const opened: FactsStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-store-'));
  const lines: string[] = [];
  const warnings: string[] = [];
  log = { lines, warnings, info: message => lines.push(message), warn: message => warnings.push(message) };
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: Partial<StoreOptions> = {}): Promise<FactsStore> {
  const store = await openStore({ folder, version: '1', log, ...options });
  opened.push(store);
  return store;
}

async function fill(keys: readonly string[], options: Partial<StoreOptions> = {}): Promise<void> {
  const store = await open(options);
  for (const key of keys) store.put(key, packedFor(key));
  await store.close();
}

function segments(): string[] {
  const inside = join(folder, 'facts-1');
  return readdirSync(inside)
    .filter(name => name.endsWith('.segment'))
    .sort()
    .map(name => join(inside, name));
}

function onlySegment(): string {
  const [first, ...others] = segments();
  if (!first || others.length > 0) throw new Error('expected one segment');
  return first;
}

/** Renames are not needed to make a segment look abandoned: the process id of this test is in its name. */
function abandon(): void {
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const file of segments()) utimesSync(file, longAgo, longAgo);
}

test('what was put is there at once, after a flush, and after opening again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 }), async keys => {
      const store = await open();
      await store.clear();
      for (const key of keys) store.put(key, packedFor(key));
      for (const key of keys) expect(store.get(key)).toEqual(packedFor(key));
      await store.flush();
      for (const key of keys) expect(store.get(key)).toEqual(packedFor(key));
      const again = await open();
      expect(again.size).toBe(keys.length);
      for (const key of keys) expect(again.get(key)).toEqual(packedFor(key));
      expect(again.get('no such key at all, longer than thirty')).toBeUndefined();
      await again.close();
      await store.close();
    }),
    { numRuns: 20 },
  );
});

test('a key is written once', async () => {
  await fill(['a']);
  const store = await open();
  store.put('a', packedFor('a'));
  await store.flush();
  expect(segments()).toHaveLength(1);
});

test('a process killed while it writes loses nothing that it flushed', async () => {
  const script = join(folder, 'write.cjs');
  const entryPoints = [join(import.meta.dirname, 'writeForever.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', outfile: script, logLevel: 'error' });
  const flushed = new Map<string, number>();
  // Two at a time on one store, killed at different moments of their writing.
  for (let round = 0; round < 10; round++) {
    const writers = [`${round}a`, `${round}b`];
    const ends = await Promise.all(
      writers.map((writer, i) => killWhileWriting(script, writer, 10 + round * 7 + i * 30)),
    );
    for (const [i, writer] of writers.entries()) flushed.set(writer, ends[i] ?? -1);
  }
  expect(segments()).toHaveLength(20);
  const store = await open();
  for (const [writer, end] of flushed) {
    expect(end).toBeGreaterThan(0);
    for (let i = 0; i <= end; i++) expect(store.get(`${writer}-${i}`)).toEqual(packedFor(`${writer}-${i}`));
  }
}, 120_000);

/** The last record that the process said it had flushed. `delay`: milliseconds after its first word. */
function killWhileWriting(script: string, writer: string, delay: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, folder, writer], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', chunk => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), delay);
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve(Number(output.split('\n').at(-2))));
  });
}

test('a segment cut off anywhere gives the whole records before the cut', async () => {
  const keys = ['one', 'two', 'three', 'four'];
  await fill(keys);
  const bytes = readFileSync(onlySegment());
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async length => {
      writeFileSync(onlySegment(), bytes);
      truncateSync(onlySegment(), length);
      const store = await open();
      for (const [i, key] of keys.entries())
        expect(store.get(key)).toEqual(i < store.size ? packedFor(key) : undefined);
      expect(store.size === keys.length).toBe(length === bytes.length);
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test('a flipped bit costs the records from there on, and gives no wrong facts', async () => {
  const keys = ['one', 'two', 'three', 'four'];
  await fill(keys);
  const bytes = readFileSync(onlySegment());
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << bit), at);
      writeFileSync(onlySegment(), damaged);
      log.lines.length = 0;
      const store = await open();
      expect(store.size).toBeLessThan(keys.length);
      for (const [i, key] of keys.entries())
        expect(store.get(key)).toEqual(i < store.size ? packedFor(key) : undefined);
      expect(log.lines).toHaveLength(1);
      await store.close();
    }),
    { numRuns: 60 },
  );
});

test('a record that is damaged after opening is missed, and can be put again', async () => {
  await fill(['one']);
  const store = await open();
  const file = onlySegment();
  writeFileSync(file, Buffer.alloc(readFileSync(file).length));
  expect(store.get('one')).toBeUndefined();
  store.put('one', packedFor('one'));
  await store.flush();
  expect(store.get('one')).toEqual(packedFor('one'));
});

test('two stores on one folder do not see each other, and both are there afterwards', async () => {
  const a = await open();
  const b = await open();
  a.put('a', packedFor('a'));
  b.put('b', packedFor('b'));
  await Promise.all([a.flush(), b.flush()]);
  expect([a.has('b'), b.has('a')]).toEqual([false, false]);
  const c = await open();
  expect([c.get('a'), c.get('b')]).toEqual([packedFor('a'), packedFor('b')]);
});

test('other versions are deleted, and nothing else', async () => {
  mkdirSync(join(folder, 'facts-0'));
  mkdirSync(join(folder, 'mine'));
  await fill(['a']);
  expect(readdirSync(folder).sort()).toEqual(['facts-1', 'mine']);
});

test('a folder that cannot be made costs one warning', async () => {
  writeFileSync(join(folder, 'file'), '');
  const store = await open({ folder: join(folder, 'file', 'store') });
  store.put('a', packedFor('a'));
  await store.flush();
  await store.saveManifest('/r', new Map());
  await store.clear();
  expect(store.get('a')).toBeUndefined();
  expect(await store.manifest('/r')).toEqual(new Map());
  expect(log.warnings).toHaveLength(1);
});

test('many abandoned segments become one, and are read meanwhile', async () => {
  for (const key of ['a', 'b', 'c', 'd']) await fill([key]);
  await fill([]);
  const reader = await open();
  const store = await open({ maxSegments: 3 });
  await store.compact();
  expect(segments()).toHaveLength(4);
  abandon();
  await store.compact();
  expect(segments()).toHaveLength(1);
  const later = await open();
  for (const key of ['a', 'b', 'c', 'd'])
    for (const each of [store, reader, later]) expect(each.get(key)).toEqual(packedFor(key));
});

test('a store over its bound keeps the newest records', async () => {
  const keys = Array.from({ length: 20 }, (_, i) => `key${10 + i}`);
  for (const key of keys) await fill([key]);
  abandon();
  const one = readFileSync(segments()[0] ?? '').length;
  const store = await open({ maxBytes: one * 10 });
  await store.compact();
  const kept = keys.filter(key => store.has(key));
  expect(kept).toEqual(keys.slice(-kept.length));
  expect(kept.length).toBeGreaterThan(5);
  expect(readFileSync(onlySegment()).length).toBeLessThan(one * 10);
});

test('a manifest comes back as it was saved; a damaged one is empty', async () => {
  const store = await open();
  const manifest = new Map([
    ['src/a.py', { size: 3, modified: 1.5, hash: 'ab', class: 'source' as const }],
    ['ü/b.ts', { size: 0, modified: 2, hash: '', class: 'binary' as const }],
  ]);
  await store.saveManifest('/r', manifest);
  expect(await store.manifest('/r')).toEqual(manifest);
  expect(await store.manifest('/other')).toEqual(new Map());
  const file = join(folder, 'facts-1', readdirSync(join(folder, 'facts-1'))[0] ?? '');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"ab"', '"cd"'));
  expect(await store.manifest('/r')).toEqual(new Map());
});
