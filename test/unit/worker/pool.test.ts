import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancelledError, neverCancelled } from '../../../src/base/cancellation.ts';
import type { Log, ParseService } from '../../../src/engine/ports.ts';
import { createParsePool, type PoolOptions } from '../../../src/worker/pool.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-pool-'));
  const build = ['.config/build.mjs', '--quiet', `--out=${join(folder, 'dist')}`, '--only=parseWorker.js'];
  await promisify(execFile)(process.execPath, build);
  // Stands in for a parser that dies or hangs, which no known text does to the real one.
  await writeFile(
    join(folder, 'fragile.js'),
    `process.on('disconnect', () => process.exit(0));
     process.on('message', ({ id, inputs }) => {
       const texts = inputs.map(({ text }) => text).join();
       if (texts.includes('CRASH')) process.exit(1);
       if (texts.includes('HANG')) return;
       process.send({ id, facts: inputs.map(({ text }) => ({ language: 'stub ' + text })), memory: 0, faults: [] });
     });`,
  );
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function withPool(
  options: Partial<PoolOptions>,
  use: (pool: ParseService, log: string[]) => Promise<void>,
): Promise<void> {
  const lines: string[] = [];
  const add = (message: string): void => void lines.push(message);
  const log: Log = { debug: add, info: add, warn: add, error: add };
  const dist = join(folder, 'dist');
  const pool = createParsePool({
    worker: join(dist, 'parseWorker.js'),
    grammars: join(dist, 'grammars'),
    log,
    processes: 1,
    ...options,
  });
  try {
    await use(pool, lines);
  } finally {
    await pool.dispose();
  }
}

describe('with the real worker', () => {
  test('facts come in the order of the inputs, over several batches and languages', async () => {
    await withPool({ processes: 2 }, async (pool, log) => {
      const inputs = Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? { path: `a${index}.ts`, text: `export function f${index}() {}` }
          : { path: `b${index}.py`, text: `def f${index}(): pass` },
      );
      inputs.push({ path: 'notes.unknown', text: 'plain words' });
      const facts = await pool.parse(inputs, neverCancelled);
      expect(facts.map(({ symbols }) => symbols[0]?.name)).toEqual([
        ...inputs.slice(0, 50).map((_, i) => `f${i}`),
        undefined,
      ]);
      expect(facts[50]).toMatchObject({ language: 'text', terms: ['plain', 'word'] });
      expect(log).toEqual([]);
    });
  });

  test('a probe answers with facts, a passed deadline with undefined', async () => {
    await withPool({}, async pool => {
      const input = { path: 'a.ts', text: 'class A {}' };
      expect((await pool.probe(input, 30_000, neverCancelled))?.symbols[0]?.name).toBe('A');
      expect(await pool.probe(input, 0, neverCancelled)).toBeUndefined();
    });
  });

  test('a process over its memory limit is replaced', async () => {
    await withPool({ memoryLimit: 1 }, async pool => {
      for (const name of ['A', 'B']) {
        const [facts] = await pool.parse([{ path: 'a.ts', text: `class ${name} {}` }], neverCancelled);
        expect(facts?.symbols[0]?.name).toBe(name);
      }
    });
  });

  test('a missing grammar is logged and gives lexical facts', async () => {
    await withPool({ grammars: join(folder, 'nowhere') }, async (pool, log) => {
      const [facts] = await pool.parse([{ path: 'a.ts', text: 'class Alpha {}' }], neverCancelled);
      expect(facts).toMatchObject({ language: 'typescript', symbols: [], terms: ['alpha', 'class'] });
      expect(log).toHaveLength(1);
    });
  });
});

describe('with a worker that fails', () => {
  const fragile = (): Partial<PoolOptions> => ({
    worker: join(folder, 'fragile.js'),
    batchDeadline: 1500,
    timeLimit: 10,
  });

  test('only the file at fault loses its facts, and is not tried again', async () => {
    await withPool(fragile(), async (pool, log) => {
      const inputs = ['one', 'CRASH', 'two'].map(text => ({ path: 'a.ts', text }));
      const facts = await pool.parse(inputs, neverCancelled);
      expect(facts.map(({ language }) => language)).toEqual(['stub one', 'typescript', 'stub two']);
      expect(facts[1]).toMatchObject({ truncated: 'time', terms: ['crash'] });
      await pool.parse([{ path: 'a.ts', text: 'CRASH' }], neverCancelled);
      expect(log).toEqual(['a.ts: the parser crashed; the file is indexed as plain text']);
    });
  });

  test('a process that does not answer is killed at its deadline', async () => {
    await withPool(fragile(), async (pool, log) => {
      const facts = await pool.parse([{ path: 'a.ts', text: 'HANG' }], neverCancelled);
      expect(facts[0]?.truncated).toBe('time');
      expect(log).toEqual(['a.ts: the parser did not end; the file is indexed as plain text']);
      const [after] = await pool.parse([{ path: 'a.ts', text: 'fine' }], neverCancelled);
      expect(after?.language).toBe('stub fine');
    });
  });

  test('a slow probe ends at its own deadline', async () => {
    await withPool(fragile(), async pool => {
      expect(await pool.probe({ path: 'a.ts', text: 'HANG' }, 300, neverCancelled)).toBeUndefined();
    });
  });

  test('work that is cancelled or outlives the pool rejects', async () => {
    await withPool(fragile(), async pool => {
      const input = { path: 'a.ts', text: 'fine' };
      await expect(pool.parse([input], { isCancellationRequested: true })).rejects.toThrow(CancelledError);
      const running = pool.parse([{ path: 'a.ts', text: 'HANG' }], neverCancelled);
      const rejected = expect(running).rejects.toThrow(CancelledError);
      await pool.dispose();
      await rejected;
    });
  });
});
