import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FileClass } from '../files/sourceFile.ts';

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

/** Where the manifest of a root lies. */
export function manifestFile(storeFolder: string, rootFolder: string): string {
  return join(storeFolder, `${createHash('sha1').update(rootFolder).digest('hex')}.manifest`);
}

/** Reads a manifest; empty when there is none or when it is damaged. */
export async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== checksum(body)) return new Map();
  const rows: readonly Row[] = JSON.parse(body);
  return new Map(
    rows.map(([path, size, modified, hash, fileClass]) => [path, { size, modified, hash, class: fileClass }]),
  );
}

/**
 * Replaces a manifest as a whole: a reader sees the old one or the new one.
 * @throws the file system's error
 */
export async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  const rows: Row[] = [...manifest].map(([path, entry]) => [path, entry.size, entry.modified, entry.hash, entry.class]);
  const body = JSON.stringify(rows);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(`${checksum(body)}\n${body}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16);
}
