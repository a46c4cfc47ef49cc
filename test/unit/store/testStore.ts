import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type FactsStore, openStore, type StoreOptions } from '../../../src/store/factsStore.ts';
import { packedFor } from './facts.ts';

/** A folder for stores that lasts for one test, with what they logged. */
export interface TestStore {
  readonly folder: string;
  readonly lines: string[];
  readonly warnings: string[];
  open(options?: Partial<StoreOptions>): Promise<FactsStore>;
  /** A process's whole life: puts facts under these keys, and closes the store. */
  fill(keys: readonly string[]): Promise<void>;
  /** Paths of all segments, oldest first. */
  segments(): string[];
  onlySegment(): string;
  /** Makes all segments look as if no one had touched them for so many hours; negative ones lie in the future. */
  age(hours: number): void;
}

export function testStore(): TestStore {
  let folder = '';
  const opened: FactsStore[] = [];
  const lines: string[] = [];
  const warnings: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn-store-'));
    lines.length = 0;
    warnings.length = 0;
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const log = { info: (message: string) => lines.push(message), warn: (message: string) => warnings.push(message) };

  const open: TestStore['open'] = async options => {
    const store = await openStore({ folder, version: '1', keysOf: (_, hash) => [hash], log, ...options });
    opened.push(store);
    return store;
  };
  const segments = () =>
    readdirSync(join(folder, 'facts-1'))
      .filter(name => name.endsWith('.segment'))
      .sort()
      .map(name => join(folder, 'facts-1', name));
  return {
    get folder() {
      return folder;
    },
    lines,
    warnings,
    open,
    async fill(keys) {
      const store = await open();
      for (const key of keys) store.put(key, packedFor(key));
      await store.close();
    },
    segments,
    onlySegment() {
      const [first, ...others] = segments();
      if (!first || others.length > 0) throw new Error('expected one segment');
      return first;
    },
    age(hours) {
      const then = new Date(Date.now() - hours * 3_600_000);
      for (const file of segments()) utimesSync(file, then, then);
    },
  };
}
