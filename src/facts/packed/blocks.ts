import type { FileFacts } from '../fileFacts.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';

export function writeBlocks(writer: ByteWriter, blocks: FileFacts['blocks']): void {
  let line = 0;
  for (const [first, last] of blocks) {
    writer.signed(first - line);
    writer.signed(last - first);
    line = first;
  }
}

export function readBlocks(reader: ByteReader, count: number): FileFacts['blocks'] {
  const blocks: (readonly [first: number, last: number])[] = [];
  let line = 0;
  for (let i = 0; i < count; i++) {
    line += reader.signed();
    blocks.push([line, line + reader.signed()]);
  }
  return blocks;
}
