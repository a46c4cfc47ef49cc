import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Linux lists mains and batteries. */
const SUPPLIES = '/sys/class/power_supply';

/** Whether the machine runs on battery; false where the platform does not tell cheaply. Never rejects. */
export async function onBattery(platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'linux') return suppliesOnBattery(SUPPLIES);
  if (platform === 'darwin') return /drawing from 'battery power'/i.test(await output('pmset', ['-g', 'batt']));
  return false;
}

/** Mains that are plugged in decide; without any, a battery of the machine itself that is being discharged. */
export async function suppliesOnBattery(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  const supplies = await Promise.all(names.map(name => readSupply(join(folder, name))));
  const mains = supplies.filter(({ type }) => type === 'Mains' || type === 'USB');
  if (mains.some(({ online }) => online === '1')) return false;
  // A mouse has a battery too.
  return supplies.some(
    ({ type, scope, status }) => type === 'Battery' && scope !== 'Device' && status === 'Discharging',
  );
}

async function readSupply(folder: string): Promise<Readonly<Record<'type' | 'scope' | 'online' | 'status', string>>> {
  const read = async (name: string): Promise<string> =>
    (await readFile(join(folder, name), 'utf8').catch(() => '')).trim();
  const [type, scope, online, status] = await Promise.all(['type', 'scope', 'online', 'status'].map(read));
  return { type: type ?? '', scope: scope ?? '', online: online ?? '', status: status ?? '' };
}

function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise(resolve => {
    execFile(program, args, { timeout: 2000 }, (_, text) => resolve(text ?? ''));
  });
}
