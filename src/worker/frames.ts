import type { Readable, Writable } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

/** Bytes of a message's length, which goes before it. */
const HEAD = 4;
/** Bytes; whatever claims to be longer is no message. */
const MOST = 2 ** 30;

/** Sends one message of plain data, bytes included. */
export function writeFrame(stream: Writable, message: unknown): void {
  const body = serialize(message);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(body.length);
  stream.cork();
  stream.write(head);
  stream.write(body);
  stream.uncork();
}

/**
 * Receives what {@link writeFrame} sends. Bytes that are no message end in `onGarbled`, once, and nothing is received after
 * it; on Node's own channel they would end in an exception that nobody can catch.
 */
export function readFrames(stream: Readable, onMessage: (message: unknown) => void, onGarbled: () => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = HEAD;
  let isHead = true;

  const giveUp = (): void => {
    wanted = Number.POSITIVE_INFINITY;
    stream.destroy();
    onGarbled();
  };
  const next = (): Buffer => {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, held);
    chunks = [all.subarray(wanted)];
    held -= wanted;
    return all.subarray(0, wanted);
  };
  function take(chunk: Buffer): void {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const part = next();
      if (isHead) {
        wanted = part.readUInt32BE();
        if (wanted > MOST) giveUp();
      } else {
        wanted = HEAD;
        const message = read(part);
        if (message) onMessage(message.value);
        else giveUp();
      }
      isHead = !isHead;
    }
  }
  stream.on('data', take);
  stream.on('error', giveUp);
}

function read(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: deserialize(body) };
  } catch {
    return undefined;
  }
}
