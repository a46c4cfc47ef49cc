import type { BufferEdits, BufferText } from './engineProtocol.ts';

interface OpenBuffer {
  readonly version: number;
  readonly text: string;
}

/** The texts of the editor's open buffers, put together from slices and edits. */
export interface OpenBuffers {
  addText(slice: BufferText): void;
  /** False when the edits do not fit what is held: the whole text is needed again. */
  applyEdits(edits: BufferEdits): boolean;
  close(file: string): void;
  /** Whether anything has changed that was not handed on. */
  readonly dirty: boolean;
  /** Hands on what has changed since the last call, one call per buffer; resolves when all have been taken in. */
  flush(): Promise<void>;
}

/** @param take Receives a buffer that was opened or edited, or `undefined` once it is closed. */
export function createOpenBuffers(take: (file: string, buffer: OpenBuffer | undefined) => Promise<void>): OpenBuffers {
  const buffers = new Map<string, OpenBuffer>();
  const incomplete = new Map<string, string[]>();
  const dirty = new Set<string>();
  let flushed: Promise<void> = Promise.resolve();

  async function handOn(files: readonly string[]): Promise<void> {
    for (const file of files) await take(file, buffers.get(file));
  }

  return {
    addText(slice) {
      const slices = slice.first ? [] : (incomplete.get(slice.file) ?? []);
      slices.push(slice.text);
      incomplete.set(slice.file, slices);
      if (!slice.last) return;
      incomplete.delete(slice.file);
      buffers.set(slice.file, { version: slice.version, text: slices.join('') });
      dirty.add(slice.file);
    },
    applyEdits({ file, from, version, edits }) {
      const buffer = buffers.get(file);
      if (buffer === undefined || buffer.version !== from) return false;
      let text = buffer.text;
      for (const edit of edits) {
        if (edit.offset + edit.length > text.length) return false;
        text = text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length);
      }
      buffers.set(file, { version, text });
      dirty.add(file);
      return true;
    },
    close(file) {
      incomplete.delete(file);
      if (buffers.delete(file)) dirty.add(file);
    },
    get dirty() {
      return dirty.size > 0;
    },
    flush() {
      const files = [...dirty];
      dirty.clear();
      flushed = flushed.then(() => handOn(files));
      return flushed;
    },
  };
}
