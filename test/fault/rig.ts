import { type Dirent, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { createEngine, type InProcessEngine } from '../../src/engine/engine.ts';
import type { Log, ParseService } from '../../src/engine/ports.ts';
import { plainFacts } from '../../src/facts/packedFacts.ts';
import type { Snapshot } from '../../src/index/snapshot.ts';
import { createParsePool, type PoolOptions } from '../../src/worker/pool.ts';
import { dump } from '../unit/index/workspace.ts';

export const PROJECT = join(import.meta.dirname, '../..');
export const REAL_WORKER = join(PROJECT, 'dist/parseWorker.js');

/** A folder of files with real engines on it: real parse processes, a real store. */
export interface Rig {
  /** The folder of the workspace; beside it lie the stores. */
  readonly folder: string;
  readonly home: string;
  readonly log: string[];
  /** Paths that engines other than the clean ones had parsed. */
  readonly parsed: string[];
  at(...names: string[]): string;
  write(file: string, content: string | Uint8Array): Promise<void>;
  /** An engine on the workspace and the rig's store, not yet opened. */
  engine(pool?: Partial<PoolOptions>): InProcessEngine;
  /** Expects of `engine` the facts and edges of a clean rebuild: another engine, an empty store. */
  expectAsRebuilt(engine: InProcessEngine): Promise<void>;
  /** The index of a clean rebuild, as text. */
  rebuilt(): Promise<string>;
  remove(): Promise<void>;
}

export async function openRig(files: Readonly<Record<string, string>> = {}): Promise<Rig> {
  const home = await mkdtemp(join(tmpdir(), 'cairn-fault-'));
  const folder = join(home, 'workspace');
  await mkdir(folder);
  const lines: string[] = [];
  const parsed: string[] = [];
  const add = (message: string): void => void lines.push(message);
  const log: Log = { debug: add, info: add, warn: add, error: add };
  const engines: InProcessEngine[] = [];
  const sound = poolOf(log);
  let rebuilds = 0;

  const engineOver = (parse: ParseService, store: string): InProcessEngine => {
    const roots = [{ name: 'workspace', folder, exclude: [] }];
    const engine = createEngine(
      { roots, storeFolder: join(home, store), trusted: true },
      { parse, log, clock: () => performance.now() },
    );
    engines.push(engine);
    return engine;
  };
  async function rebuilt(): Promise<string> {
    const clean = await opened(engineOver({ ...sound, dispose: async () => {} }, `clean${rebuilds++}`));
    return indexText(clean.snapshot());
  }
  const rig: Rig = {
    folder,
    home,
    log: lines,
    parsed,
    at: (...names) => join(folder, ...names),
    async write(file, content) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), content);
    },
    engine(pool = {}) {
      const service = poolOf(log, pool);
      const parse: ParseService['parse'] = (inputs, token) => {
        parsed.push(...inputs.map(({ path }) => path));
        return service.parse(inputs, token);
      };
      return engineOver({ ...service, parse }, 'store');
    },
    rebuilt,
    async expectAsRebuilt(engine) {
      expect(indexText(engine.snapshot())).toBe(await rebuilt());
    },
    async remove() {
      for (const engine of engines) await engine.dispose();
      await sound.dispose();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  for (const [file, text] of Object.entries(files)) await rig.write(file, text);
  return rig;
}

export async function opened(engine: InProcessEngine): Promise<InProcessEngine> {
  await engine.open(() => {}, neverCancelled);
  return engine;
}

/** Everything that an index knows and answers: facts, imports, calls, and all the ways back. */
export function indexText(snapshot: Snapshot): string {
  const facts = snapshot.files.map(({ source, facts }) => {
    const { relative } = source.path;
    return `${relative} ${source.class} ${source.hash} ${JSON.stringify(plainFacts(facts))}`;
  });
  return [...facts, dump(snapshot)].join('\n');
}

/** A small workspace of two languages whose modules use each other: `changed` makes another text of the same shape. */
export function modules(count: number, changed = 0): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    const used = i < 2 ? undefined : `make${i - 2}`;
    const value = `${used ? `${used}() + ` : ''}${i + changed}`;
    if (i % 2 === 0) {
      const head = used ? `import { ${used} } from './part${i - 2}';\n` : '';
      files[`app/part${i}.ts`] = `${head}export function make${i}(): number {\n  return ${value};\n}\n`;
    } else {
      const head = used ? `from tools.part${i - 2} import ${used}\n\n\n` : '';
      files[`tools/part${i}.py`] = `${head}def make${i}():\n    return ${value}\n`;
    }
  }
  return files;
}

/** Absolute paths of all files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry: Dirent) => {
    const inside = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(inside) : entry.isFile() ? [inside] : [];
  });
}

/** How often each fault was injected, and what was lost by it: printed at the end of a suite. */
export interface Tally {
  injected(kind: string, times?: number): void;
  print(suite: string): void;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    injected(kind, times = 1) {
      counts.set(kind, (counts.get(kind) ?? 0) + times);
    },
    print(suite) {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const kinds = [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
      // Every test compares with a clean rebuild: a lost file fails it.
      console.log(`${suite}: ${total} faults injected (${kinds})`);
    },
  };
}

function poolOf(log: Log, options: Partial<PoolOptions> = {}): ParseService {
  const grammars = join(PROJECT, 'dist/grammars');
  return createParsePool({ worker: REAL_WORKER, grammars, log, processes: 1, ...options });
}
