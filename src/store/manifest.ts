import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FileClass } from '../files/sourceFile.ts';
import { replaceFile } from './replaceFile.ts';
import { isAlive } from './segmentFile.ts';

/** What was known of a file when it was last read: while size and time are the same, it need not be read again. */
export interface ManifestEntry {
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly hash: string;
  readonly class: FileClass;
}

/** The files of one root by `/`-relative path. */
export type Manifest = ReadonlyMap<string, ManifestEntry>;

type Row = readonly [path: string, size: number, modified: number, hash: string, fileClass: FileClass];

const EXTENSION = '.manifest';
const TEMPORARY = /\.manifest\.(\d+)\.tmp$/;
/** Milliseconds after which no process still writes a temporary file. */
const SURELY_LEFT = 3_600_000;
/** Milliseconds after which a root counts as gone: its facts may be dropped like others. */
const FORGOTTEN = 60 * 24 * 3_600_000;

/** Where the manifest of a root lies. */
export function manifestFile(storeFolder: string, rootFolder: string): string {
  return join(storeFolder, `${createHash('sha1').update(rootFolder).digest('hex')}${EXTENSION}`);
}

/** Reads a manifest; empty when there is none, and when it is damaged, which the log says. */
export async function readManifest(file: string, log: { info(message: string): void }): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== checksum(body)) {
    if (text !== '') log.info(`The list of files of the last session is damaged, files are looked at anew: ${file}`);
    return new Map();
  }
  const rows: readonly Row[] = JSON.parse(body);
  return new Map(
    rows.map(([path, size, modified, hash, fileClass]) => [path, { size, modified, hash, class: fileClass }]),
  );
}

/** All manifests of a store. */
export async function readManifests(
  storeFolder: string,
  log: { info(message: string): void },
): Promise<readonly Manifest[]> {
  const names = await readdir(storeFolder).catch(() => []);
  const files = names.filter(name => name.endsWith(EXTENSION)).map(name => join(storeFolder, name));
  return await Promise.all(files.map(file => readManifest(file, log)));
}

/** Deletes what killed processes left of manifests, and manifests that no one has saved for long. */
export async function tidyManifests(storeFolder: string): Promise<void> {
  for (const name of await readdir(storeFolder).catch(() => [])) {
    const file = join(storeFolder, name);
    const writer = TEMPORARY.exec(name)?.[1];
    if (writer === undefined && !name.endsWith(EXTENSION)) continue;
    const info = await stat(file).catch(() => undefined);
    const age = info ? Date.now() - info.mtimeMs : 0;
    const left = writer !== undefined && (!isAlive(Number(writer)) || Math.abs(age) > SURELY_LEFT);
    if (left || age > FORGOTTEN) await rm(file, { force: true }).catch(() => undefined);
  }
}

/**
 * Replaces a manifest as a whole: a reader sees the old one or the new one.
 * @throws the file system's error
 */
export async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  const rows: Row[] = [...manifest].map(([path, entry]) => [path, entry.size, entry.modified, entry.hash, entry.class]);
  const body = JSON.stringify(rows);
  await replaceFile(file, `${checksum(body)}\n${body}`);
}

function checksum(text: string): string {
  return crc32(text).toString(16);
}
