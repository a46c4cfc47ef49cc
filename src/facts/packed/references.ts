import type { ReferenceFact, ReferenceKind } from '../fileFacts.ts';
import { codesOf, type RowReader, type RowWriter } from './rows.ts';

const KINDS = codesOf<ReferenceKind>({
  call: 0,
  new: 0,
  type: 0,
  extends: 0,
  implements: 0,
  decorator: 0,
  jsx: 0,
  value: 0,
  member: 0,
});
const KIND = 0x0f;
const RECEIVER = 0x10;
const ARGUMENTS = 0x20;
/** The reference stands in the same symbol as the one before it. */
const SAME_SYMBOL = 0x40;
const TYPE_ARGUMENTS = 0x80;

/** References are more than half of all facts: about six bytes each. */
export function writeReferences(writer: RowWriter, references: readonly ReferenceFact[]): void {
  let lastLine = 0;
  let lastEnclosing = -1;
  for (const reference of references) {
    const { name, kind, receiver, line, column, enclosing, arguments: count, typeArguments, ...others } = reference;
    // Fails to compile when a reference gets a field that would be lost here.
    others satisfies Record<string, never>;
    writer.unsigned(
      KINDS.codes[kind] |
        (receiver === undefined ? 0 : RECEIVER) |
        (count === undefined ? 0 : ARGUMENTS) |
        (enclosing === lastEnclosing ? SAME_SYMBOL : 0) |
        (typeArguments === undefined ? 0 : TYPE_ARGUMENTS),
    );
    writer.id(name);
    writer.signed(line - lastLine);
    writer.unsigned(column);
    if (enclosing !== lastEnclosing) writer.unsigned(enclosing + 1);
    if (receiver !== undefined) writer.id(receiver);
    if (count !== undefined) writer.unsigned(count);
    if (typeArguments !== undefined) writer.unsigned(typeArguments);
    lastLine = line;
    lastEnclosing = enclosing;
  }
}

export function readReferences(reader: RowReader, count: number): readonly ReferenceFact[] {
  const references: ReferenceFact[] = [];
  let line = 0;
  let enclosing = -1;
  for (let i = 0; i < count; i++) {
    const head = reader.unsigned();
    const kind = KINDS.values[head & KIND] as ReferenceKind;
    const name = reader.text();
    line += reader.signed();
    const column = reader.unsigned();
    if (!(head & SAME_SYMBOL)) enclosing = reader.unsigned() - 1;
    if (head & TYPE_ARGUMENTS) {
      const receiver = head & RECEIVER ? { receiver: reader.text() } : {};
      const fixed = head & ARGUMENTS ? { arguments: reader.unsigned() } : {};
      references.push({ name, kind, ...receiver, line, column, enclosing, ...fixed, typeArguments: reader.unsigned() });
      continue;
    }
    // Four literals give the engine four fixed layouts; adding properties later would cost twice the time.
    if (head & RECEIVER) {
      const receiver = reader.text();
      if (head & ARGUMENTS)
        references.push({ name, kind, receiver, line, column, enclosing, arguments: reader.unsigned() });
      else references.push({ name, kind, receiver, line, column, enclosing });
    } else if (head & ARGUMENTS) references.push({ name, kind, line, column, enclosing, arguments: reader.unsigned() });
    else references.push({ name, kind, line, column, enclosing });
  }
  return references;
}
