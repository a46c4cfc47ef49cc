import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configValue, type Repository, readSmallFile } from './gitConfig.ts';
import { readRegularFile } from './readBytes.ts';

/** The paths that git tracks in a working tree, `/`-relative to its top. Holds about as many bytes as the paths have. */
export interface TrackedPaths {
  has(path: string): boolean;
  /** Whether something tracked lies in the folder, or the folder is a submodule. */
  hasInside(folder: string): boolean;
}

/** Tracked paths, or why they are not known. */
export type Tracked = { readonly paths: TrackedPaths } | { readonly unknown: string };

/** Reads the list of tracked paths from the index file of a repository; git is not run. Nothing is tracked before the first `git add`. */
export function readTracked(repository: Repository): Tracked {
  const file = join(repository.gitFolder, 'index');
  const read = readRegularFile(file, MAX_INDEX_BYTES);
  if (!read && !existsSync(file)) return { paths: trackedPaths({ bytes: Buffer.alloc(0), ends: [] }) };
  if (!read) return { unknown: 'the index cannot be read' };
  if (!read.bytes) return { unknown: 'the index is too large' };
  const config = readSmallFile(join(repository.commonFolder, 'config'));
  const format = configValue(config ?? '', 'extensions', 'objectformat')?.toLowerCase() ?? 'sha1';
  return parseGitIndex(read.bytes, format === 'sha256' ? 'sha256' : 'sha1');
}

/**
 * Reads git's index file, versions 2 to 4, checksum included; see git's `index-format` documentation. Never throws.
 * A split index is not known; the folders that a sparse index stands for are not on disk, and left out.
 */
export function parseGitIndex(bytes: Buffer, hash: 'sha1' | 'sha256'): Tracked {
  const hashBytes = hash === 'sha1' ? 20 : 32;
  const end = bytes.length - hashBytes;
  if (end < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== 'DIRC') return { unknown: 'the index is damaged' };
  const sum = bytes.subarray(end);
  // Git writes zeros where it is told to save the time (index.skipHash).
  const unchecked = sum.every(byte => byte === 0);
  if (!unchecked && !createHash(hash).update(bytes.subarray(0, end)).digest().equals(sum)) {
    return { unknown: 'the index is damaged' };
  }
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return { unknown: `the index has version ${version}` };
  const list = readEntries(bytes.subarray(0, end), version, hashBytes);
  if (!list) return { unknown: 'the index is damaged' };
  const needed = requiredExtension(bytes.subarray(list.next, end));
  if (needed === 'link') return { unknown: 'the index is split' };
  if (needed !== undefined) return { unknown: 'the index has parts that are not known' };
  return { paths: trackedPaths(list) };
}

/** Names one after the other in `bytes`, each with its end, in the order of their bytes. */
interface NameList {
  readonly bytes: Buffer;
  readonly ends: ArrayLike<number>;
}

const HEADER_BYTES = 12;
/** Far above the index of any repository that an editor opens: a million files take about 100 MB. */
const MAX_INDEX_BYTES = 256 * 1024 * 1024;
const MAX_NAME_BYTES = 4096;
const EXTENDED = 0x4000;
const NAME_LENGTH = 0xfff;
const SPARSE_FOLDER = 0o40000;
const MODE_AT = 24;
/** Bytes of an entry before the hash. */
const STAT_BYTES = 40;

function readEntries(bytes: Buffer, version: number, hashBytes: number): (NameList & { next: number }) | undefined {
  const count = bytes.readUInt32BE(8);
  const flagsAt = STAT_BYTES + hashBytes;
  if (count > bytes.length / flagsAt) return undefined;
  const names = createNames(count, bytes.length);
  const name = Buffer.alloc(MAX_NAME_BYTES);
  let length = 0;
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    if (at + flagsAt + 2 > bytes.length) return undefined;
    const flags = bytes.readUInt16BE(at + flagsAt);
    const mode = bytes.readUInt32BE(at + MODE_AT);
    let start = at + flagsAt + (version > 2 && flags & EXTENDED ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const prefix = readOffset(bytes, start);
      if (!prefix || prefix.value > length) return undefined;
      kept = length - prefix.value;
      start = prefix.next;
    }
    const known = version < 4 && (flags & NAME_LENGTH) < NAME_LENGTH ? start + (flags & NAME_LENGTH) : undefined;
    const stop = known ?? bytes.indexOf(0, start);
    if (stop < start || bytes[stop] !== 0 || kept + stop - start > MAX_NAME_BYTES) return undefined;
    bytes.copy(name, kept, start, stop);
    length = kept + stop - start;
    if (mode !== SPARSE_FOLDER && !names.add(name.subarray(0, length))) return undefined;
    at = version === 4 ? stop + 1 : at + ((stop - at + 8) & ~7);
  }
  return at > bytes.length ? undefined : { ...names.list(), next: at };
}

/** Gathers names in one buffer; `add` refuses one that is out of order, or too many bytes. */
function createNames(count: number, size: number) {
  let bytes = Buffer.allocUnsafe(size);
  const ends = new Uint32Array(count);
  let used = 0;
  let end = 0;
  let last = 0;
  return {
    add(name: Buffer): boolean {
      // The sides of a merge conflict share a name.
      if (used > 0 && bytes.compare(name, 0, name.length, last, end) > 0) return false;
      if (end + name.length > MAX_INDEX_BYTES) return false;
      if (end + name.length > bytes.length) bytes = Buffer.concat([bytes], (end + name.length) * 2);
      name.copy(bytes, end);
      last = end;
      end += name.length;
      ends[used++] = end;
      return true;
    },
    list: (): NameList => ({ bytes: Buffer.from(bytes.subarray(0, end)), ends: ends.slice(0, used) }),
  };
}

/** Git's variable-width number of version 4. */
function readOffset(bytes: Buffer, at: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let next = at; next < at + 4; next++) {
    const byte = bytes[next];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, next: next + 1 };
    value++;
  }
  return undefined;
}

/** The first extension without which the entries are not the whole truth: git writes those in lower case. */
function requiredExtension(bytes: Buffer): string | undefined {
  for (let at = 0; at + 8 <= bytes.length; at += 8 + bytes.readUInt32BE(at + 4)) {
    const name = bytes.toString('latin1', at, at + 4);
    // A sparse index only says that some entries are folders.
    if (!/^[A-Z]/.test(name) && name !== 'sdir') return name;
  }
  return undefined;
}

function trackedPaths({ bytes, ends }: NameList): TrackedPaths {
  const startOf = (i: number): number => (i === 0 ? 0 : (ends[i - 1] ?? 0));
  /** Index of the first name that is not below `name` in order. */
  const lowerBound = (name: Buffer): number => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bytes.compare(name, 0, name.length, startOf(middle), ends[middle]) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const startsWith = (i: number, prefix: Buffer, whole: boolean): boolean => {
    const end = startOf(i) + prefix.length;
    if (i >= ends.length || end > (ends[i] ?? 0) || (whole && end !== ends[i])) return false;
    return bytes.compare(prefix, 0, prefix.length, startOf(i), end) === 0;
  };
  const find = (path: string, whole: boolean): boolean => {
    const name = Buffer.from(path);
    return startsWith(lowerBound(name), name, whole);
  };
  // macOS lists a file as it was named, git's index has the composed form.
  const inEitherForm = (path: string, holds: (form: string) => boolean): boolean => {
    if (holds(path)) return true;
    const composed = path.normalize('NFC');
    return composed !== path && holds(composed);
  };
  return {
    has: path => inEitherForm(path, form => find(form, true)),
    hasInside: folder => inEitherForm(folder, form => find(form, true) || find(`${form}/`, false)),
  };
}
