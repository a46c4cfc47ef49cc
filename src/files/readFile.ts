import { type Stats, statSync } from 'node:fs';
import type { FilePath } from '../base/paths.ts';
import { type ClassifyOptions, classifyPath, classifyText, isBinary } from './classify.ts';
import { decode } from './decode.ts';
import { hashBytes } from './hash.ts';
import { readRegularFile } from './readBytes.ts';
import type { SourceFile } from './sourceFile.ts';

export interface ReadFile {
  readonly source: SourceFile;
  /** Absent for `binary` and `large` files. */
  readonly text?: string;
}

/** Size and time of the last change of a regular file; `undefined` when it is gone or cannot be looked at. */
export function statFile(absolute: string): { size: number; modified: number } | undefined {
  try {
    const info = statSync(absolute, { throwIfNoEntry: false });
    return info?.isFile() ? { size: info.size, modified: changeOf(info) } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads, classifies, hashes and decodes one file; `undefined` when it is gone or cannot be read. */
export function readSourceFile(path: FilePath, absolute: string, options: ClassifyOptions): ReadFile | undefined {
  const byPath = classifyPath(path.relative);
  if (byPath === 'binary') {
    const info = statFile(absolute);
    return info && { source: { path, class: byPath, ...info, hash: '' } };
  }
  const file = readRegularFile(absolute, options.largeBytes);
  if (!file) return undefined;
  const { info, bytes } = file;
  const changed = changeOf(info);
  if (!bytes) return { source: { path, class: 'large', size: info.size, modified: changed, hash: '' } };
  const known = {
    path,
    size: bytes.length,
    modified: changed > Date.now() - YOUNG ? 0 : changed,
    hash: hashBytes(bytes),
  };
  if (isBinary(bytes)) return { source: { ...known, class: 'binary' } };
  const text = decode(bytes);
  return { source: { ...known, class: byPath === 'source' ? classifyText(path.relative, text) : byPath }, text };
}

/** Milliseconds within which a file may change twice without another time: FAT counts in steps of two seconds. */
const YOUNG = 2000;

/** Content or status: tools that set the modification time back, as copying and unpacking do, leave a trace in the other. */
function changeOf({ mtimeMs, ctimeMs }: Stats): number {
  return Math.max(mtimeMs, ctimeMs);
}
