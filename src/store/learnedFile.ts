import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from './replaceFile.ts';

const OWN = /^learned-[0-9a-f]{40}\.json(\.\d+\.tmp)?$/;

/**
 * Where a store keeps what was learned of the repository that holds `folder`: the nearest folder up with `.git`, else the
 * folder itself. Beside the facts, not among them: those of another version are deleted.
 */
export function learnedFile(storeFolder: string, folder: string): string {
  const name = createHash('sha1').update(realRepository(folder)).digest('hex');
  return path.join(storeFolder, `learned-${name}.json`);
}

/** @throws the file system's error */
export async function writeLearned(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await replaceFile(file, text);
}

/** Deletes what was learned of all repositories of a store. */
export async function deleteAllLearned(storeFolder: string): Promise<void> {
  for (const name of await readdir(storeFolder).catch(() => []))
    if (OWN.test(name)) await rm(path.join(storeFolder, name), { force: true });
}

function realRepository(folder: string): string {
  let real = folder;
  try {
    real = realpathSync(folder);
  } catch {
    // It is not there yet, or not any more: its name must do.
  }
  for (let at = real; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return real;
  }
}
