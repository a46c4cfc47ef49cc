import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { versionFolders } from './factsStore.ts';
import { deleteAllLearned } from './learnedFile.ts';

/** Written into a store that lies in a repository, so that git and the walk pass it by. */
const IGNORE_FILE = '.gitignore';
const IGNORE_ALL = '*\n';
/** Stores that lie where the user has put them, one absolute path in each line. */
const LIST = 'stores.txt';

/** Makes the folder of a store in a repository, and keeps it out of git. */
export async function makeIgnoredStore(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, IGNORE_FILE), IGNORE_ALL, { flag: 'wx' }).catch(() => undefined);
}

/**
 * Deletes the facts in the folder of a store, of every version, and what was learned; what else lies there stays. Processes that use them go on
 * with what they have in memory.
 * @throws the file system's error, when something could not be deleted
 */
export async function deleteStore(folder: string): Promise<void> {
  for (const version of await versionFolders(folder))
    await rm(version, { recursive: true, force: true, maxRetries: 3 });
  await deleteAllLearned(folder);
  const ignore = join(folder, IGNORE_FILE);
  if ((await readFile(ignore, 'utf8').catch(() => '')) === IGNORE_ALL) await rm(ignore, { force: true });
  await rmdir(folder).catch(() => undefined);
}

/** Remembers, in the user's cache folder, a store that is not in a place of the editor's own. */
export async function rememberStore(cacheFolder: string, store: string): Promise<void> {
  const known = await rememberedStores(cacheFolder);
  if (known.includes(store)) return;
  const file = join(cacheFolder, LIST);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${[...known, store].join('\n')}\n`);
}

async function rememberedStores(cacheFolder: string): Promise<readonly string[]> {
  const text = await readFile(join(cacheFolder, LIST), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

/** Deletes all stores that were remembered, the one in the cache folder itself, and the memory of them. */
export async function deleteRememberedStores(cacheFolder: string): Promise<void> {
  for (const store of await rememberedStores(cacheFolder)) await deleteStore(store).catch(() => undefined);
  await rm(join(cacheFolder, LIST), { force: true });
  await deleteStore(cacheFolder).catch(() => undefined);
}
