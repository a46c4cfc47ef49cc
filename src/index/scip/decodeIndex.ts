import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import { definingDocuments, usingDocuments } from './crossTables.ts';
import { decodeDocument } from './decodeDocument.ts';
import type { ScipDocument, ScipIndex } from './scipIndex.ts';
import { createSymbolTable } from './symbolTable.ts';

/** Field numbers of the messages Index and Metadata. */
const INDEX = { metadata: 1, document: 2, externalSymbol: 3 } as const;
const PROJECT_ROOT = 3;
const BYTES = 2;
/** Milliseconds of decoding between two rests. */
const SLICE = 8;
/** Bytes that the head of a field can take: a number of the field and a length. */
const HEAD = 20;

/** Says what is wrong with an index file, in words for its owner. */
export class ScipError extends Error {
  override readonly name = 'ScipError';
}

/**
 * Decodes the bytes of an index file, document by document as they come; nothing but the current document is held.
 * Rests every few milliseconds, so that its process can answer meanwhile.
 * @param size of the whole file in bytes
 * @throws ScipError when the bytes are no SCIP index, or a damaged one; CancelledError
 */
export async function decodeIndex(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  token: CancellationToken,
): Promise<ScipIndex> {
  const symbols = createSymbolTable();
  const documents: ScipDocument[] = [];
  let projectRoot = '';
  let rested = Date.now();
  for await (const { field, bytes } of fieldsOf(chunks, size)) {
    try {
      if (field === INDEX.document) documents.push(decodeDocument(bytes, symbols));
      else projectRoot = stringField(bytes, PROJECT_ROOT) || projectRoot;
    } catch (error) {
      throw damaged(documents.length, error instanceof Error ? error.message : String(error));
    }
    if (Date.now() - rested < SLICE) continue;
    await new Promise(resolve => setImmediate(resolve));
    throwIfCancelled(token);
    rested = Date.now();
  }
  if (documents.length === 0) throw new ScipError('it is no SCIP index, or one without documents');
  const table = symbols.finish();
  return {
    symbols: table,
    documents,
    projectRoot,
    definitions: definingDocuments(documents, table),
    uses: usingDocuments(documents, table),
  };
}

function damaged(documents: number, what: string): ScipError {
  const place = documents === 0 ? 'it is no SCIP index' : `it is damaged behind its document ${documents}`;
  return new ScipError(`${place}: ${what}`);
}

/** The fields of the message Index that matter, each with its bytes. */
async function* fieldsOf(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly field: number; readonly bytes: Uint8Array }> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let needed = 1;
  let skip = 0;
  let offset = 0;
  let seen = 0;
  const take = function* (bytes: Uint8Array, atEnd: boolean): Generator<{ field: number; bytes: Uint8Array }> {
    let at = 0;
    for (;;) {
      const skipped = Math.min(skip, bytes.length - at);
      at += skipped;
      skip -= skipped;
      needed = 1;
      if (at === bytes.length) break;
      needed = HEAD;
      if (bytes.length - at < HEAD && !atEnd) break;
      const head = fieldHead(bytes, at, seen);
      if (head.body + head.length - at > size - offset - at) throw damaged(seen, 'it ends too early');
      needed = head.body + head.length - at;
      const wanted = head.field === INDEX.document || head.field === INDEX.metadata;
      if (!wanted) {
        skip = needed;
        continue;
      }
      if (needed > bytes.length - at) break;
      yield { field: head.field, bytes: bytes.subarray(head.body, head.body + head.length) };
      if (head.field === INDEX.document) seen += 1;
      at += needed;
    }
    parts = at === bytes.length ? [] : [bytes.subarray(at)];
    held = bytes.length - at;
    offset += at;
  };
  for await (const chunk of chunks) {
    parts.push(chunk);
    held += chunk.length;
    if (held >= needed) yield* take(parts.length === 1 ? chunk : Buffer.concat(parts, held), false);
  }
  if (held > 0) yield* take(Buffer.concat(parts, held), true);
  if (held > 0 || skip > 0) throw damaged(seen, 'it ends too early');
}

interface FieldHead {
  readonly field: number;
  /** Where its value begins, and how many bytes that has. */
  readonly body: number;
  readonly length: number;
}

function fieldHead(bytes: Uint8Array, at: number, seen: number): FieldHead {
  const tag = varint(bytes, at);
  const field = Math.floor(tag.value / 8);
  const type = tag.value % 8;
  const known = field === INDEX.metadata || field === INDEX.document || field === INDEX.externalSymbol;
  if (!(field > 0) || (known && type !== BYTES)) throw damaged(seen, 'a field has another type than SCIP gives it');
  if (type === 0) return { field, body: tag.end, length: varint(bytes, tag.end).end - tag.end };
  if (type === 1) return { field, body: tag.end, length: 8 };
  if (type === 5) return { field, body: tag.end, length: 4 };
  if (type !== BYTES) throw damaged(seen, 'a field has a type that does not exist');
  const length = varint(bytes, tag.end);
  return { field, body: length.end, length: length.value };
}

function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return { value: Number.POSITIVE_INFINITY, end: at + 10 };
}

/** The last string of this number in a small message; '' where there is none. */
function stringField(bytes: Uint8Array, wanted: number): string {
  let found = '';
  for (let at = 0; at < bytes.length; ) {
    const { field, body, length } = fieldHead(bytes, at, 0);
    if (body + length > bytes.length) throw new Error('a field is longer than its message');
    if (field === wanted) found = Buffer.from(bytes.subarray(body, body + length)).toString('utf8');
    at = body + length;
  }
  return found;
}
