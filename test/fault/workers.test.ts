import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/base/cancellation.ts';
import type { InProcessEngine } from '../../src/engine/engine.ts';
import { type FaultyWorker, faultyWorker, WORKER_FAULTS, type WorkerFault } from './faultyWorker.ts';
import { createTally, modules, opened, openRig, type Rig } from './rig.ts';

const tally = createTally();
let rig: Rig;
let faulty: FaultyWorker;
let live: InProcessEngine;
let texts = 0;

beforeAll(async () => {
  rig = await openRig(modules(10));
  faulty = faultyWorker(rig.home);
  // Deadlines that a test can wait for, and that a busy machine keeps.
  live = await opened(rig.engine({ worker: faulty.script, batchDeadline: 4000, timeLimit: 300 }));
});
afterAll(async () => {
  await rig.remove();
  tally.print('parse workers');
});

/** New texts for all files, a fault when they are parsed, and the index of a clean rebuild. */
async function check(fault: WorkerFault, times: number): Promise<void> {
  texts += 100;
  const files = Object.entries(modules(10, texts));
  for (const [file, text] of files) await rig.write(file, text);
  faulty.inject(fault, times);
  await live.changed([rig.at('app'), rig.at('tools')], neverCancelled);
  expect(faulty.waiting()).toBe(0);
  expect(rig.log.filter(line => /plain text/.test(line))).toEqual([]);
  expect(live.snapshot().files).toHaveLength(files.length);
  await rig.expectAsRebuilt(live);
  tally.injected(fault, times);
}

const isHere = (fault: WorkerFault): boolean => fault !== 'memory' || process.platform === 'linux';

describe('a worker that fails once costs nothing', () => {
  for (const fault of WORKER_FAULTS) test.runIf(isHere(fault))(fault, () => check(fault, 1), 60_000);
});

describe('a batch that fails, and one of its files alone, costs nothing', () => {
  for (const fault of ['abort', 'killed', 'garbled', 'half'] as const) test(fault, () => check(fault, 2), 60_000);
});

test('a file that fails always costs that file its facts, as long as it has that text', async () => {
  const kinds = ['abort', 'garbled', 'thrown'] as const;
  for (const kind of kinds) await rig.write(`app/${kind}.ts`, `// FAULT ${kind}\nexport function ${kind}() {}\n`);
  await rig.write('app/sound.ts', `import { abort } from './abort';\nexport const sound = abort();\n`);
  await live.changed([rig.at('app')], neverCancelled);
  const truncated = live.snapshot().files.filter(({ summary }) => summary.truncated === 'time');
  expect(truncated.map(({ source }) => source.path.relative)).toEqual(kinds.map(kind => `app/${kind}.ts`));
  tally.injected('a text that always kills', kinds.length);
  for (const kind of kinds) await rig.write(`app/${kind}.ts`, `export function ${kind}() {}\n`);
  await live.changed([rig.at('app')], neverCancelled);
  await rig.expectAsRebuilt(live);
}, 60_000);
