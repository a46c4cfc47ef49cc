import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CancellationToken, CancelledError, neverCancelled } from '../../../src/base/cancellation.ts';
import type { Log, ParseInput, ParseService } from '../../../src/engine/ports.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { unpackFacts } from '../../../src/facts/packedFacts.ts';
import { createParsePool, type PoolOptions } from '../../../src/worker/pool.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-pool-'));
  const build = ['.config/build.mjs', '--quiet', `--out=${join(folder, 'dist')}`, '--only=parseWorker.js'];
  await promisify(execFile)(process.execPath, build);
  await esbuild({
    entryPoints: { packing: 'test/unit/worker/packing.ts' },
    outdir: folder,
    bundle: true,
    format: 'cjs',
    platform: 'node',
  });
  // Stands in for a parser that dies or hangs, which no known text does to the real one.
  await writeFile(
    join(folder, 'fragile.js'),
    `const { answer, packedFor } = require('./packing.js');
     process.on('disconnect', () => process.exit(0));
     process.on('message', ({ id, inputs }) => {
       const texts = inputs.map(({ text }) => text).join();
       if (texts.includes('CRASH')) process.exit(1);
       if (texts.includes('HANG')) return;
       answer({ id, files: inputs.map(({ text }) => packedFor('stub ' + text)), memory: 0, faults: [] });
     });`,
  );
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A pool whose answers are unpacked. */
interface FactsPool {
  parse(inputs: readonly ParseInput[], token: CancellationToken): Promise<readonly FileFacts[]>;
  probe(input: ParseInput, deadline: number, token: CancellationToken): Promise<FileFacts | undefined>;
  dispose(): Promise<void>;
}

function unpacking(pool: ParseService): FactsPool {
  return {
    parse: async (inputs, token) => (await pool.parse(inputs, token)).map(({ facts }) => unpackFacts(facts)),
    async probe(input, deadline, token) {
      const packed = await pool.probe(input, deadline, token);
      return packed && unpackFacts(packed.facts);
    },
    dispose: () => pool.dispose(),
  };
}

async function withPool(
  options: Partial<PoolOptions>,
  use: (pool: FactsPool, log: string[]) => Promise<void>,
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
    await use(unpacking(pool), lines);
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

  test('components and notebooks are parsed as the code they hold', async () => {
    await withPool({}, async pool => {
      const cells = [{ cell_type: 'code', source: ['class A: pass'] }];
      const inputs = [
        { path: 'a.vue', text: '<script lang="ts">\nexport const b: string = f();\n</script>' },
        { path: 'a.ipynb', text: JSON.stringify({ cells }) },
      ];
      const facts = await pool.parse(inputs, neverCancelled);
      expect(facts.map(({ language, symbols }) => `${language} ${symbols.at(-1)?.name}`)).toEqual([
        'vue b',
        'python A',
      ]);
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

describe('a grammar that must not be optimised', () => {
  const swift = { path: 'a.swift', text: 'class Alpha {}' };
  const typescript = { path: 'a.ts', text: 'class Beta {}' };

  test('is parsed by a process that is started for it, with the arguments for it', async () => {
    const worker = await reporter();
    await withPool({ worker, processes: 2 }, async pool => {
      const [inBaseline, optimised] = await pool.parse([swift, typescript], neverCancelled);
      expect(inBaseline?.language).toMatch(/ --liftoff-only$/);
      expect(optimised?.language).toMatch(/ none$/);
      const probed = await pool.probe(swift, 30_000, neverCancelled);
      expect(probed?.language).toMatch(/ --liftoff-only$/);
    });
  });

  test('gives its facts, and its process ends when it is idle', async () => {
    await withPool({ baselineIdle: 100 }, async (pool, log) => {
      const facts = await pool.parse([swift, typescript], neverCancelled);
      expect(facts.map(({ symbols }) => symbols[0]?.name)).toEqual(['Alpha', 'Beta']);
      expect(log).toEqual([]);
    });
    await withPool({ worker: await reporter(), baselineIdle: 100 }, async pool => {
      const pid = async (): Promise<string | undefined> =>
        (await pool.parse([swift], neverCancelled))[0]?.language.split(' ')[0];
      const first = await pid();
      expect(await pid()).toBe(first);
      await expect.poll(() => isRunning(Number(first))).toBe(false);
      expect(await pid()).not.toBe(first);
    });
  });

  test('is parsed all the same where the executable does not know the arguments', async () => {
    await withPool({ baselineArguments: ['--no-such-argument'] }, async (pool, log) => {
      const [facts] = await pool.parse([swift], neverCancelled);
      expect(facts?.symbols[0]?.name).toBe('Alpha');
      expect(log).toEqual([]);
    });
  });

  test('costs no other language anything when it hangs', async () => {
    await withPool({ ...fragile() }, async pool => {
      const facts = await pool.parse([{ path: 'a.swift', text: 'HANG' }, typescript], neverCancelled);
      expect(facts[0]?.truncated).toBe('time');
      expect(facts[1]?.language).toBe(`stub ${typescript.text}`);
    });
  });

  /** A worker that answers with its process id and Node's arguments. */
  async function reporter(): Promise<string> {
    const worker = join(folder, 'reporter.js');
    await writeFile(
      worker,
      `const { answer, packedFor } = require('./packing.js');
       process.on('disconnect', () => process.exit(0));
       process.on('message', ({ id, inputs }) => {
         const language = process.pid + ' ' + (process.execArgv.join(' ') || 'none');
         answer({ id, files: inputs.map(() => packedFor(language)), memory: 0, faults: [] });
       });`,
    );
    return worker;
  }

  function isRunning(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
});

const fragile = (): Partial<PoolOptions> => ({
  worker: join(folder, 'fragile.js'),
  batchDeadline: 1500,
  timeLimit: 10,
});

describe('with a worker that fails', () => {
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
