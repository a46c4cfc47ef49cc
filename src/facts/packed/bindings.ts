import type { BindingFact } from '../fileFacts.ts';
import type { RowReader, RowWriter } from './rows.ts';

const PARAMETER = 0x01;
const TYPE = 0x02;
const INITIALIZER = 0x04;
const TYPE_PARAMETER = 0x08;
const COLUMN = 0x10;
/** The binding belongs to the same symbol as the one before it. */
const SAME_SYMBOL = 0x20;

export function writeBindings(writer: RowWriter, bindings: readonly BindingFact[]): void {
  let lastLine = 0;
  let lastEnclosing = -1;
  for (const binding of bindings) {
    const { name, line, column, scope, enclosing, parameter, typeParameter, type, initializer, ...others } = binding;
    others satisfies Record<string, never>;
    writer.unsigned(
      (parameter ? PARAMETER : 0) |
        (type === undefined ? 0 : TYPE) |
        (initializer ? INITIALIZER : 0) |
        (typeParameter ? TYPE_PARAMETER : 0) |
        (column === undefined ? 0 : COLUMN) |
        (enclosing === lastEnclosing ? SAME_SYMBOL : 0),
    );
    writer.id(name);
    writer.signed(line - lastLine);
    writer.signed(scope[0] - line);
    writer.signed(scope[1] - scope[0]);
    if (enclosing !== lastEnclosing) writer.unsigned(enclosing + 1);
    if (column !== undefined) writer.unsigned(column);
    if (type !== undefined) writer.id(type);
    if (initializer) writer.initializer(initializer);
    lastLine = line;
    lastEnclosing = enclosing;
  }
}

export function readBindings(reader: RowReader, count: number): readonly BindingFact[] {
  const bindings: BindingFact[] = [];
  let line = 0;
  let enclosing = -1;
  for (let i = 0; i < count; i++) {
    const head = reader.unsigned();
    const name = reader.text();
    line += reader.signed();
    const first = line + reader.signed();
    const scope = [first, first + reader.signed()] as const;
    if (!(head & SAME_SYMBOL)) enclosing = reader.unsigned() - 1;
    const binding: Writable<BindingFact> = { name, line, scope, enclosing };
    if (head & COLUMN) binding.column = reader.unsigned();
    if (head & PARAMETER) binding.parameter = true;
    if (head & TYPE_PARAMETER) binding.typeParameter = true;
    if (head & TYPE) binding.type = reader.text();
    if (head & INITIALIZER) binding.initializer = reader.initializer();
    bindings.push(binding);
  }
  return bindings;
}

/** A fact while it is being read. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
