import type { FileFacts, ReferenceFact, ReferenceKind } from './fileFacts.ts';

/**
 * Facts as they are stored. References are more than half of all facts: as rows of numbers over a table of strings they
 * make the whole record about a fifth smaller (deflated) and a quarter cheaper to read than as an array of objects.
 */
interface Rows extends Omit<FileFacts, 'references'> {
  readonly strings: readonly string[];
  /**
   * {@link ROW} numbers for each reference: name, kind, receiver (-1: none), line after the last, column, enclosing,
   * arguments (-1: not fixed) plus {@link TYPE_ARGUMENT} for each type argument.
   */
  readonly references: readonly number[];
}

const ROW = 7;
const TYPE_ARGUMENT = 2 ** 20;

/** Facts as bytes: what crosses processes, is stored, and is kept in memory; see {@link unpackFacts}. */
export type PackedFacts = Uint8Array;

/** Equal facts give equal bytes. */
export function packFacts(facts: FileFacts): PackedFacts {
  const table = new Map<string, number>();
  const intern = (text: string) => {
    const index = table.get(text) ?? table.size;
    if (index === table.size) table.set(text, index);
    return index;
  };
  const references: number[] = [];
  let last = 0;
  for (const reference of facts.references) {
    const { name, kind, receiver, line, column, enclosing, arguments: count, typeArguments = 0, ...others } = reference;
    // Fails to compile when a reference gets a field that would be lost here.
    others satisfies Record<string, never>;
    const from = receiver === undefined ? -1 : intern(receiver);
    references.push(
      intern(name),
      intern(kind),
      from,
      line - last,
      column,
      enclosing,
      (count ?? -1) + typeArguments * TYPE_ARGUMENT,
    );
    last = line;
  }
  const rows = { ...facts, strings: [...table.keys()], references } satisfies Rows;
  return Buffer.from(JSON.stringify(rows), 'utf8');
}

/**
 * The facts of what {@link packFacts} made.
 * @throws on other bytes: whoever stores them protects them with a checksum and a version
 */
export function unpackFacts(packed: PackedFacts): FileFacts {
  const text = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('utf8');
  const { strings, references: rows, ...facts } = JSON.parse(text) as Rows;
  const references: ReferenceFact[] = [];
  const number = (index: number) => rows[index] ?? 0;
  const string = (index: number) => strings[number(index)] ?? '';
  let line = 0;
  for (let row = 0; row < rows.length; row += ROW) {
    line += number(row + 3);
    const name = string(row);
    const kind = string(row + 1) as ReferenceKind;
    const column = number(row + 4);
    const enclosing = number(row + 5);
    const typeArguments = Math.floor((number(row + 6) + 1) / TYPE_ARGUMENT);
    const count = number(row + 6) - typeArguments * TYPE_ARGUMENT;
    if (typeArguments > 0) {
      const receiver = number(row + 2) < 0 ? {} : { receiver: string(row + 2) };
      const fixed = count < 0 ? {} : { arguments: count };
      references.push({ name, kind, ...receiver, line, column, enclosing, ...fixed, typeArguments });
      continue;
    }
    // Four literals give the engine four fixed layouts; adding properties later would cost twice the time.
    if (number(row + 2) < 0) {
      if (count < 0) references.push({ name, kind, line, column, enclosing });
      else references.push({ name, kind, line, column, enclosing, arguments: count });
    } else {
      const receiver = string(row + 2);
      if (count < 0) references.push({ name, kind, receiver, line, column, enclosing });
      else references.push({ name, kind, receiver, line, column, enclosing, arguments: count });
    }
  }
  return { ...facts, references };
}
