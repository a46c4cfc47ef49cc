import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import type { ContextAnswer, ContextRequest, EngineOptions, WorkspaceRoot } from '../../../src/engine/api.ts';
import { createEngine, type InProcessEngine } from '../../../src/engine/engine.ts';
import type { Log, ParseInput, ParseService } from '../../../src/engine/ports.ts';
import { createParsePool } from '../../../src/worker/pool.ts';

const PROJECT = join(import.meta.dirname, '../../..');

/** A copy of a fixture with a real engine on it: real parse processes, a real store. */
export interface Workshop {
  readonly folder: string;
  readonly log: readonly string[];
  /** Paths that were really parsed, by all engines. */
  readonly parsed: string[];
  at(...names: string[]): string;
  /** Writes a file and the folders that it needs. */
  write(file: string, text: string): Promise<void>;
  /** An engine on these roots; the whole fixture by default. It is disposed of with the workshop. */
  engine(
    roots?: readonly WorkspaceRoot[],
    options?: Partial<EngineOptions>,
    between?: (pool: ParseService) => ParseService,
  ): InProcessEngine;
  remove(): Promise<void>;
}

export async function openWorkshop(fixture: string): Promise<Workshop> {
  const home = await mkdtemp(join(tmpdir(), 'cairn-engine-'));
  const folder = join(home, 'workspace');
  await cp(join(PROJECT, 'test/fixtures', fixture), folder, { recursive: true });
  const engines: InProcessEngine[] = [];
  const lines: string[] = [];
  const parsed: string[] = [];
  const add = (message: string): void => void lines.push(message);
  const log: Log = { debug: add, info: add, warn: add, error: add };
  return {
    folder,
    log: lines,
    parsed,
    at: (...names) => join(folder, ...names),
    async write(file, text) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    },
    engine(roots = [rootAt(folder)], options = {}, between = pool => pool) {
      const pool = createParsePool({
        worker: join(PROJECT, 'dist/parseWorker.js'),
        grammars: join(PROJECT, 'dist/grammars'),
        log,
        processes: 1,
      });
      const engine = createEngine(
        { roots, storeFolder: join(home, 'store'), trusted: true, ...options },
        { parse: counting(between(pool), parsed), log, clock: () => performance.now() },
      );
      engines.push(engine);
      return engine;
    },
    async remove() {
      for (const engine of engines) await engine.dispose();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function rootAt(folder: string, exclude: readonly string[] = []): WorkspaceRoot {
  return { name: folder.slice(folder.lastIndexOf('/') + 1), folder, exclude };
}

export async function opened(engine: InProcessEngine): Promise<InProcessEngine> {
  await engine.open(() => {}, neverCancelled);
  return engine;
}

export function contextAt(
  engine: InProcessEngine,
  file: string,
  line: number,
  column: number,
  more: Partial<ContextRequest> = {},
): Promise<ContextAnswer> {
  return engine.context({ file, line, column, task: 'completion', budget: 1000, ...more }, neverCancelled);
}

/** The files that the index knows, as shown to people. */
export function knownFiles(engine: InProcessEngine): string[] {
  return engine.snapshot().files.map(({ source }) => `${source.path.root}:${source.path.relative}`);
}

function counting(pool: ParseService, parsed: string[]): ParseService {
  const note = (inputs: readonly ParseInput[]): void => void parsed.push(...inputs.map(({ path }) => path));
  return {
    parse(inputs, token) {
      note(inputs);
      return pool.parse(inputs, token);
    },
    probe(input, deadline, token) {
      note([input]);
      return pool.probe(input, deadline, token);
    },
    dispose: () => pool.dispose(),
  };
}
