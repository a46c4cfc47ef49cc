import { END, LINE, type PositionEncoding, START, STRIDE } from './scipIndex.ts';

/** The lines of a text without their ends. */
export function linesOf(text: string): readonly string[] {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return plain.split(/\r?\n/);
}

/**
 * The occurrences with columns in UTF-16 units: the same array where nothing differs. A column inside a character or
 * behind the end of its line becomes one that no text fits.
 */
export function toUtf16(occurrences: Int32Array, encoding: PositionEncoding, lines: readonly string[]): Int32Array {
  if (encoding === 'utf-16' || encoding === 'unknown') return occurrences;
  let converted: Int32Array | undefined;
  let line = -1;
  let columns: Int32Array | undefined;
  for (let at = 0; at < occurrences.length; at += STRIDE) {
    const here = occurrences[at + LINE] ?? 0;
    if (here !== line) {
      line = here;
      const text = lines[line] ?? '';
      columns = isAscii(text) ? undefined : columnsOf(text, encoding);
    }
    if (!columns) continue;
    converted ??= occurrences.slice();
    for (const field of [START, END]) converted[at + field] = columns[occurrences[at + field] ?? 0] ?? -1;
  }
  return converted ?? occurrences;
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The UTF-16 column at every column of the encoding; -1 inside a character. */
function columnsOf(text: string, encoding: 'utf-8' | 'utf-32'): Int32Array {
  const columns = new Int32Array(encoding === 'utf-8' ? Buffer.byteLength(text) + 1 : [...text].length + 1).fill(-1);
  let from = 0;
  let to = 0;
  for (const character of text) {
    columns[from] = to;
    from += encoding === 'utf-8' ? Buffer.byteLength(character) : 1;
    to += character.length;
  }
  columns[from] = to;
  return columns;
}
