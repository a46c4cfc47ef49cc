import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBatteryPause } from '../../../src/worker/batteryPause.ts';
import { suppliesOnBattery } from '../../../src/worker/power.ts';
import { createTestEngine } from './testEngine.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-power-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function supply(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), `${text}\n`);
}

test('a battery counts while it is discharged and nothing is plugged in', async () => {
  expect(await suppliesOnBattery(folder)).toBe(false);
  await supply('BAT0', { type: 'Battery', status: 'Discharging' });
  expect(await suppliesOnBattery(folder)).toBe(true);
  await supply('AC', { type: 'Mains', online: '1' });
  expect(await suppliesOnBattery(folder)).toBe(false);
  await supply('AC', { type: 'Mains', online: '0' });
  expect(await suppliesOnBattery(folder)).toBe(true);
  await supply('BAT0', { type: 'Battery', status: 'Full' });
  expect(await suppliesOnBattery(folder)).toBe(false);
});

test('the battery of a mouse says nothing about the machine', async () => {
  await supply('mouse', { type: 'Battery', scope: 'Device', status: 'Discharging' });
  expect(await suppliesOnBattery(folder)).toBe(false);
  expect(await suppliesOnBattery(join(folder, 'nowhere'))).toBe(false);
});

test('work waits on battery, goes on with mains, and the user can have it done all the same', async () => {
  const calls: string[] = [];
  let state: 'indexing' | 'ready' = 'indexing';
  let battery = true;
  const engine = createTestEngine({
    pause: reason => void calls.push(`pause ${reason}`),
    resume: reason => void calls.push(`resume ${reason}`),
    status: () => ({ state, files: 1, done: 0, symbols: 0, skipped: {} }),
  });
  const pause = createBatteryPause(
    engine,
    async () => battery,
    () => void calls.push('told'),
    5,
  );
  await pause.watch();
  expect(calls).toEqual(['pause battery', 'told']);
  battery = false;
  await expect.poll(() => calls).toEqual(['pause battery', 'told', 'resume battery', 'told']);
  battery = true;
  await expect.poll(() => calls.at(-2)).toBe('pause battery');
  pause.override();
  calls.length = 0;
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(calls).toEqual([]);
  state = 'ready';
  pause.dispose();
});
