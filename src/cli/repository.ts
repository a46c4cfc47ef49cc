import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './exitCodes.ts';

const MANIFESTS = ['package.json', 'pyproject.toml'];

/** The folder that holds `folder`'s project: the nearest one up with `.git`, else with a manifest, else `folder` itself. */
export function findRepository(folder: string): string {
  return nearest(folder, ['.git']) ?? nearest(folder, MANIFESTS) ?? folder;
}

function nearest(folder: string, names: readonly string[]): string | undefined {
  if (names.some(name => existsSync(path.join(folder, name)))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : nearest(parent, names);
}

/** Absolute path of a folder that a command was given. @throws UsageError when it is none */
export async function existingFolder(argument: string, workingFolder: string): Promise<string> {
  const folder = path.resolve(workingFolder, argument);
  const entry = await stat(folder).catch(() => undefined);
  if (!entry?.isDirectory()) throw new UsageError(`${argument}: not a folder`);
  return folder;
}
