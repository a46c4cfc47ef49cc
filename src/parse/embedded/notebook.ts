import { entryOf, type JsonSpan, readJsonSpans } from './jsonSpans.ts';
import { withoutMagics } from './magics.ts';

/** The code of a notebook's cells as one text, and where each of its characters stands in the file. */
export interface NotebookCode {
  readonly code: string;
  /** Offset in the file of the character at an offset of `code`; one entry more than there are characters. */
  readonly starts: Int32Array;
  /** Offset in the file just after the character at an offset of `code`: an escape is longer than what it stands for. */
  readonly ends: Int32Array;
  /** The text of all cells, prose included: what a reader searches, without outputs and pictures. */
  readonly words: string;
}

/** Reads the cells of a notebook; `undefined` when its JSON is damaged or it has none. */
export function readNotebook(text: string, language: string): NotebookCode | undefined {
  const cells = cellsOf(readJsonSpans(text));
  if (!cells) return undefined;
  const writer = codeWriter();
  const words: string[] = [];
  for (const cell of cells) {
    const strings = sourceOf(cell);
    const pieces = strings.map(({ start, end }) => decode(text, start, end));
    const written = pieces.map(({ text: part }) => part).join('');
    words.push(written);
    if (wordOf(text, entryOf(cell, 'cell_type')) !== 'code' || !speaks(text, cell, language)) continue;
    const code = language === 'python' ? withoutMagics(written) : written;
    writer.add(
      code,
      pieces.flatMap(piece => piece.offsets),
      strings.at(-1)?.end ?? 0,
    );
  }
  return { ...writer.finish(), words: words.join('\n') };
}

function cellsOf(root: JsonSpan | undefined): readonly JsonSpan[] | undefined {
  const cells = entryOf(root, 'cells') ?? entryOf(firstItem(entryOf(root, 'worksheets')), 'cells');
  return cells?.kind === 'array' ? cells.items : undefined;
}

function firstItem(value: JsonSpan | undefined): JsonSpan | undefined {
  return value?.kind === 'array' ? value.items[0] : undefined;
}

type StringSpan = Extract<JsonSpan, { kind: 'string' }>;

/** The strings that make up a cell's text: one, or one a line. Before format 4 code stood under `input`. */
function sourceOf(cell: JsonSpan): readonly StringSpan[] {
  const source = entryOf(cell, 'source') ?? entryOf(cell, 'input');
  const parts = source?.kind === 'array' ? source.items : source ? [source] : [];
  return parts.filter(part => part.kind === 'string');
}

function wordOf(text: string, value: JsonSpan | undefined): string | undefined {
  return value?.kind === 'string' ? text.slice(value.start, value.end) : undefined;
}

/** Whether a cell is in the notebook's language: editors note it where a cell has another. */
function speaks(text: string, cell: JsonSpan, language: string): boolean {
  const own = wordOf(text, entryOf(entryOf(entryOf(cell, 'metadata'), 'vscode'), 'languageId'));
  return own === undefined || own.toLowerCase() === language;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

interface Decoded {
  readonly text: string;
  /** Start and end in the file of each character, in turns. */
  readonly offsets: readonly number[];
}

function decode(text: string, start: number, end: number): Decoded {
  let decoded = '';
  const offsets: number[] = [];
  let at = start;
  while (at < end) {
    let character = text.charAt(at);
    let length = 1;
    if (character === '\\') {
      const mark = text.charAt(at + 1);
      const code = mark === 'u' ? Number.parseInt(text.slice(at + 2, at + 6), 16) : Number.NaN;
      character = Number.isNaN(code) ? (ESCAPES[mark] ?? mark) : String.fromCharCode(code);
      length = Number.isNaN(code) ? 2 : 6;
    }
    decoded += character;
    offsets.push(at, at + length);
    at += length;
  }
  return { text: decoded, offsets };
}

interface CodeWriter {
  /** Adds a cell: its code, start and end of each character, and where its last string ends. */
  add(code: string, offsets: readonly number[], end: number): void;
  finish(): Pick<NotebookCode, 'code' | 'starts' | 'ends'>;
}

function codeWriter(): CodeWriter {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  return {
    add(code, offsets, end) {
      for (let index = 0; index < offsets.length; index += 2) {
        starts.push(offsets[index] ?? 0);
        ends.push(offsets[index + 1] ?? 0);
      }
      parts.push(code);
      if (code === '' || code.endsWith('\n')) return;
      parts.push('\n');
      starts.push(end);
      ends.push(end);
    },
    finish() {
      starts.push(ends.at(-1) ?? 0);
      return { code: parts.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
    },
  };
}
