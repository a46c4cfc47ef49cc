import { readFile, stat } from 'node:fs/promises';
import type { FilePath } from '../base/paths.ts';
import { type ClassifyOptions, classifyPath, classifyText, isBinary } from './classify.ts';
import { decode } from './decode.ts';
import { hashBytes } from './hash.ts';
import type { FileClass, SourceFile } from './sourceFile.ts';

export interface ReadFile {
  readonly source: SourceFile;
  /** Absent for `binary` and `large` files. */
  readonly text?: string;
}

/** Size and modification time of a regular file; `undefined` when it is gone or cannot be looked at. */
export async function statFile(absolute: string): Promise<{ size: number; modified: number } | undefined> {
  const info = await stat(absolute).catch(() => undefined);
  return info?.isFile() ? { size: info.size, modified: info.mtimeMs } : undefined;
}

/** Reads, classifies, hashes and decodes one file; `undefined` when it is gone or cannot be read. */
export async function readSourceFile(
  path: FilePath,
  absolute: string,
  options: ClassifyOptions,
): Promise<ReadFile | undefined> {
  const info = await statFile(absolute);
  if (!info) return undefined;
  const byPath = classifyPath(path.relative, info.size, options);
  if (byPath === 'binary' || byPath === 'large') return { source: { path, class: byPath, ...info, hash: '' } };
  const bytes = await readFile(absolute).catch(() => undefined);
  if (!bytes) return undefined;
  // The file may have grown since it was looked at.
  const source = (fileClass: FileClass): SourceFile => ({
    path,
    class: fileClass,
    size: bytes.length,
    modified: info.modified,
    hash: hashBytes(bytes),
  });
  if (isBinary(bytes)) return { source: source('binary') };
  const text = decode(bytes);
  return { source: source(byPath === 'source' ? classifyText(path.relative, text) : byPath), text };
}
