import type { Span } from '../../base/span.ts';
import type { Initializer } from '../fileFacts.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { type Texts, TextTable } from './texts.ts';

/** Numbers and texts of facts, appended to one record. */
export class RowWriter extends ByteWriter {
  readonly table = new TextTable();

  id(text: string): void {
    this.unsigned(this.table.id(text));
  }

  ids(texts: readonly string[]): void {
    this.unsigned(texts.length);
    for (const text of texts) this.id(text);
  }

  /** @param line the line from which the span's lines are counted */
  span(span: Span, line: number): void {
    this.signed(span[0] - line);
    this.unsigned(span[1]);
    this.signed(span[2] - span[0]);
    this.unsigned(span[3]);
  }

  initializer({ form, path, steps, ...others }: Initializer): void {
    others satisfies Record<string, never>;
    this.unsigned(2 * FORMS.codes[form] + (steps ? 1 : 0));
    this.id(path);
    if (!steps) return;
    this.unsigned(steps.length);
    for (const step of steps) this.unsigned(typeof step === 'number' ? 2 * step : 2 * this.table.id(step) + 1);
  }
}

/** Reads what a {@link RowWriter} wrote, in the same order. */
export class RowReader extends ByteReader {
  readonly #texts: Texts;

  constructor(bytes: Uint8Array, at: number, texts: Texts) {
    super(bytes, at);
    this.#texts = texts;
  }

  text(): string {
    return this.#texts.get(this.unsigned());
  }

  texts(): readonly string[] {
    return this.list(() => this.text());
  }

  list<T>(one: () => T): T[] {
    const items: T[] = [];
    for (let left = this.unsigned(); left > 0; left--) items.push(one());
    return items;
  }

  span(line: number): Span {
    const start = line + this.signed();
    const startColumn = this.unsigned();
    const end = start + this.signed();
    return [start, startColumn, end, this.unsigned()];
  }

  initializer(): Initializer {
    const head = this.unsigned();
    const form = FORMS.values[head >>> 1] as Initializer['form'];
    const path = this.text();
    if (!(head & 1)) return { form, path };
    const steps = this.list(() => {
      const step = this.unsigned();
      return step & 1 ? this.#texts.get(step >>> 1) : step >>> 1;
    });
    return { form, path, steps };
  }
}

/** A closed set of words as small numbers. */
export interface Codes<T extends string> {
  readonly codes: Readonly<Record<T, number>>;
  readonly values: readonly T[];
}

/** @param words one entry for each word of `T`: a word that is forgotten does not compile */
export function codesOf<T extends string>(words: Readonly<Record<T, 0>>): Codes<T> {
  const values = Object.keys(words) as T[];
  const codes = Object.fromEntries(values.map((word, code) => [word, code])) as Record<T, number>;
  return { codes, values };
}

const FORMS = codesOf<Initializer['form']>({
  new: 0,
  call: 0,
  name: 0,
  await: 0,
  element: 0,
  argument: 0,
  expected: 0,
});
