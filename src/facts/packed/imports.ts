import type { ExportFact, ImportedName, ImportFact, ImportKind } from '../fileFacts.ts';
import { codesOf, type RowReader, type RowWriter } from './rows.ts';

const KINDS = codesOf<ImportKind>({ import: 0, reexport: 0, require: 0, dynamic: 0 });
const KIND = 0x03;
const TYPE_ONLY = 0x04;

export function writeImports(writer: RowWriter, imports: readonly ImportFact[]): void {
  let last = 0;
  for (const { specifier, kind, span, typeOnly, names, enclosing, ...others } of imports) {
    others satisfies Record<string, never>;
    writer.unsigned(KINDS.codes[kind] | (typeOnly ? TYPE_ONLY : 0));
    writer.id(specifier);
    writer.span(span, last);
    writer.unsigned(enclosing + 1);
    writer.unsigned(names.length);
    for (const name of names) writeName(writer, name, span[0]);
    last = span[0];
  }
}

export function readImports(reader: RowReader, count: number): readonly ImportFact[] {
  const imports: ImportFact[] = [];
  let last = 0;
  for (let i = 0; i < count; i++) {
    const head = reader.unsigned();
    const kind = KINDS.values[head & KIND] as ImportKind;
    const specifier = reader.text();
    const span = reader.span(last);
    const enclosing = reader.unsigned() - 1;
    const names = reader.list(() => readName(reader, span[0]));
    if (head & TYPE_ONLY) imports.push({ specifier, kind, span, typeOnly: true, names, enclosing });
    else imports.push({ specifier, kind, span, names, enclosing });
    last = span[0];
  }
  return imports;
}

function writeName(writer: RowWriter, { name, local, line, column, ...others }: ImportedName, from: number): void {
  others satisfies Record<string, never>;
  writer.id(name);
  writer.id(local);
  writer.signed(line - from);
  writer.unsigned(column);
}

function readName(reader: RowReader, from: number): ImportedName {
  const name = reader.text();
  const local = reader.text();
  const line = from + reader.signed();
  return { name, local, line, column: reader.unsigned() };
}

export function writeExports(writer: RowWriter, exports: readonly ExportFact[]): void {
  for (const { name, local, specifier, ...others } of exports) {
    others satisfies Record<string, never>;
    writer.id(name);
    writer.id(local);
    writer.ids(specifier === undefined ? [] : [specifier]);
  }
}

export function readExports(reader: RowReader, count: number): readonly ExportFact[] {
  const exports: ExportFact[] = [];
  for (let i = 0; i < count; i++) {
    const name = reader.text();
    const local = reader.text();
    if (reader.unsigned() > 0) exports.push({ name, local, specifier: reader.text() });
    else exports.push({ name, local });
  }
  return exports;
}
