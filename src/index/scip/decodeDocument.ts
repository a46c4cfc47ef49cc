import { createHash } from 'node:crypto';
import Pbf from 'pbf';
import { CODE, END, LINE, type PositionEncoding, type ScipDocument, START, STRIDE } from './scipIndex.ts';
import type { SymbolTableBuilder } from './symbolTable.ts';

/** Field numbers of the messages Document and Occurrence. */
const DOCUMENT = { path: 1, occurrence: 2, text: 5, encoding: 6 } as const;
/** Ranges are lists of 3 or 4 numbers in older indexes, messages of that many fields in newer ones. */
const OCCURRENCE = { range: 1, symbol: 2, roles: 3, singleLineRange: 8, multiLineRange: 9 } as const;
const DEFINITION = 1;
const ENCODINGS: readonly PositionEncoding[] = ['unknown', 'utf-8', 'utf-16', 'utf-32'];
const BYTES = 2;
const MAX_INT = 2 ** 31 - 1;

interface Draft {
  path: string;
  encoding: number;
  text: string | undefined;
  rows: Int32Array;
  length: number;
}

/** One occurrence while it is read; used again for the next one. */
interface DraftOccurrence {
  readonly range: [number, number, number, number];
  count: number;
  symbol: number;
  roles: number;
}

/**
 * Decodes one message Document. Symbols' documentation, diagnostics and what else is there are passed over.
 * @throws Error on bytes that are no such message
 */
export function decodeDocument(bytes: Uint8Array, symbols: SymbolTableBuilder): ScipDocument {
  const pbf = new Pbf(bytes);
  const occurrence: DraftOccurrence = { range: [0, 0, 0, 0], count: 0, symbol: -1, roles: 0 };
  const draft = pbf.readFields<Draft>(
    (field, into) => {
      if (field === DOCUMENT.path) into.path = string(pbf);
      else if (field === DOCUMENT.text) into.text = textKey(string(pbf));
      else if (field === DOCUMENT.encoding) into.encoding = pbf.readVarint();
      else if (field === DOCUMENT.occurrence) {
        const end = endOf(pbf);
        readOccurrence(pbf, end, occurrence, symbols);
        addOccurrence(into, occurrence);
      }
    },
    { path: '', encoding: 0, text: undefined, rows: new Int32Array(64 * STRIDE), length: 0 },
  );
  if (pbf.pos !== bytes.length) throw new Error('a document ends in the middle of a field');
  return {
    path: draft.path.replaceAll('\\', '/'),
    encoding: ENCODINGS[draft.encoding] ?? 'unknown',
    ...(draft.text && { text: draft.text }),
    occurrences: sorted(draft.rows.slice(0, draft.length)),
  };
}

/** Identifies a text whatever its line ends: an index is often made where they are others. */
export function textKey(text: string): string {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return createHash('sha1').update(plain.replaceAll('\r\n', '\n')).digest('base64');
}

function readOccurrence(pbf: Pbf, end: number, into: DraftOccurrence, symbols: SymbolTableBuilder): void {
  into.count = 0;
  into.symbol = -1;
  into.roles = 0;
  pbf.readFields(
    (field, draft) => {
      if (field === OCCURRENCE.range) readRange(pbf, draft);
      else if (field === OCCURRENCE.singleLineRange) readTypedRange(pbf, draft, 3);
      else if (field === OCCURRENCE.multiLineRange) readTypedRange(pbf, draft, 4);
      else if (field === OCCURRENCE.roles) draft.roles = pbf.readVarint();
      else if (field === OCCURRENCE.symbol) {
        const last = endOf(pbf);
        if (last > pbf.pos) draft.symbol = symbols.intern(pbf.buf, pbf.pos, last);
        pbf.pos = last;
      }
    },
    into,
    end,
  );
  if (pbf.pos !== end) throw new Error('an occurrence ends in the middle of a field');
}

/** Packed, or one number at a time. */
function readRange(pbf: Pbf, into: DraftOccurrence): void {
  const end = pbf.type === BYTES ? endOf(pbf) : pbf.pos + 1;
  while (pbf.pos < end) {
    const value = coordinate(pbf);
    if (into.count < 4) into.range[into.count] = value;
    into.count += 1;
  }
}

/** A message whose fields, numbered from 1, are the numbers of the list; a field that is left out is 0. */
function readTypedRange(pbf: Pbf, into: DraftOccurrence, count: number): void {
  const end = endOf(pbf);
  into.range.fill(0);
  into.count = count;
  pbf.readFields(
    (field, range) => {
      if (field <= count && pbf.type === 0) range[field - 1] = coordinate(pbf);
    },
    into.range,
    end,
  );
  if (pbf.pos !== end) throw new Error('a range ends in the middle of a field');
}

function coordinate(pbf: Pbf): number {
  const value = pbf.readVarint();
  if (value > MAX_INT) throw new Error('a range holds a negative number');
  return value;
}

/** Keeps what lies on one line and has a symbol: names do, and files' own zero-width places are no use. */
function addOccurrence(draft: Draft, { range, count, symbol, roles }: DraftOccurrence): void {
  if (symbol < 0 || count < 3 || count > 4) return;
  const [line, start] = range;
  const end = count === 3 ? range[2] : range[3];
  if ((count === 4 && range[2] !== line) || end <= start) return;
  if (draft.length === draft.rows.length) {
    const larger = new Int32Array(draft.length * 2);
    larger.set(draft.rows);
    draft.rows = larger;
  }
  draft.rows[draft.length + LINE] = line;
  draft.rows[draft.length + START] = start;
  draft.rows[draft.length + END] = end;
  draft.rows[draft.length + CODE] = symbol * 2 + (roles & DEFINITION);
  draft.length += STRIDE;
}

function sorted(rows: Int32Array): Int32Array {
  const compare = (a: number, b: number): number => {
    for (let field = 0; field < STRIDE; field++) {
      const difference = (rows[a + field] ?? 0) - (rows[b + field] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const offsets: number[] = [];
  let inOrder = true;
  for (let at = 0; at < rows.length; at += STRIDE) {
    if (at > 0 && compare(at - STRIDE, at) > 0) inOrder = false;
    offsets.push(at);
  }
  if (inOrder) return rows;
  offsets.sort(compare);
  const result = new Int32Array(rows.length);
  offsets.forEach((offset, i) => {
    result.set(rows.subarray(offset, offset + STRIDE), i * STRIDE);
  });
  return result;
}

function string(pbf: Pbf): string {
  const end = endOf(pbf);
  const text = Buffer.from(pbf.buf.buffer, pbf.buf.byteOffset + pbf.pos, end - pbf.pos).toString('utf8');
  pbf.pos = end;
  return text;
}

/** Where the length-delimited field ends that begins here. */
function endOf(pbf: Pbf): number {
  if (pbf.type !== BYTES) throw new Error('a field has another type than SCIP gives it');
  const end = pbf.readVarint() + pbf.pos;
  if (!(end <= pbf.length)) throw new Error('a field is longer than its message');
  return end;
}
