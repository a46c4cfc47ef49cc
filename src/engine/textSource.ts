import { LruCache } from '../base/lru.ts';
import { decode } from '../files/decode.ts';
import { hashBytes } from '../files/hash.ts';
import { readRegularFile } from '../files/readBytes.ts';
import type { IndexedFile } from '../index/snapshot.ts';
import type { Buffers } from './buffers.ts';

/** Texts as a snapshot knows them. */
export interface TextSource {
  /** The text of `file` if its hash is still the snapshot's, from an open buffer or the disk; else `undefined`. */
  read(file: IndexedFile): string | undefined;
  /** The text as on screen, which the snapshot may not know yet; what {@link read} gives where the file is not open. */
  onScreen(file: IndexedFile): string | undefined;
}

const CACHE_CHARACTERS = 32 * 1024 * 1024;

/** Reads synchronously: the engine has a process of its own, and a pack reads a few dozen small files, mostly cached. */
export function createTextSource(buffers: Buffers, locate: (file: IndexedFile) => string): TextSource {
  const cache = new LruCache<string, string>(CACHE_CHARACTERS, text => text.length);
  const read = (file: IndexedFile): string | undefined => {
    const { hash, path } = file.source;
    const buffer = buffers.get(path);
    if (buffer) return buffer.hash === hash ? buffer.text : undefined;
    const known = cache.get(hash);
    if (known !== undefined) return known;
    const text = readIfUnchanged(locate(file), hash);
    if (text !== undefined) cache.set(hash, text);
    return text;
  };
  return { read, onScreen: file => buffers.get(file.source.path)?.text ?? read(file) };
}

/** The text on disk now; `undefined` when it cannot be read. */
export function readText(location: string): string | undefined {
  const bytes = readBytes(location);
  return bytes && decode(bytes);
}

function readIfUnchanged(location: string, hash: string): string | undefined {
  const bytes = readBytes(location);
  return bytes && hashBytes(bytes) === hash ? decode(bytes) : undefined;
}

/** Nothing that is indexed by its text is larger by far; a configuration file that is, is none. */
const MOST_BYTES = 16 * 1024 * 1024;

function readBytes(location: string): Uint8Array | undefined {
  return readRegularFile(location, MOST_BYTES)?.bytes;
}
