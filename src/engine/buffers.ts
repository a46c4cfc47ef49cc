import { type FilePath, pathKey } from '../base/paths.ts';

/** Text of an open editor that wins over the disk until it is closed. */
export interface OpenBuffer {
  readonly path: FilePath;
  /** Grows with every edit. */
  readonly version: number;
  readonly text: string;
  /** SHA-1 of the text as UTF-8, hex: what the snapshot calls the file's hash while the buffer is open. */
  readonly hash: string;
}

/** The open buffers, the most recently changed last. */
export interface Buffers {
  get(path: FilePath): OpenBuffer | undefined;
  /** False when a newer version is already there. */
  set(buffer: OpenBuffer): boolean;
  delete(path: FilePath): boolean;
  all(): readonly OpenBuffer[];
}

export function createBuffers(): Buffers {
  const open = new Map<string, OpenBuffer>();
  return {
    get: path => open.get(pathKey(path)),
    set(buffer) {
      const key = pathKey(buffer.path);
      const known = open.get(key);
      if (known && known.version > buffer.version) return false;
      open.delete(key);
      open.set(key, buffer);
      return true;
    },
    delete: path => open.delete(pathKey(path)),
    all: () => [...open.values()],
  };
}
