import type { ParameterFact, SignatureFact, SymbolFact, SymbolKind } from '../fileFacts.ts';
import type { Writable } from './bindings.ts';
import { codesOf, type RowReader, type RowWriter } from './rows.ts';

const KINDS = codesOf<SymbolKind>({
  class: 0,
  interface: 0,
  type: 0,
  enum: 0,
  enumMember: 0,
  function: 0,
  method: 0,
  constructor: 0,
  property: 0,
  variable: 0,
  namespace: 0,
  extension: 0,
});

/** Flags of a symbol, the commonest in the lower bits: they decide how many bytes it takes. */
const EXPORTED = 1 << 0;
/** The qualified name is that of the parent and the name, or the name alone. */
const PLAINLY_QUALIFIED = 1 << 1;
const BODY = 1 << 2;
const PARAMETERS = 1 << 3;
const TYPE = 1 << 4;
const DOC_SPAN = 1 << 5;
const DOC = 1 << 6;
const BRANCHES = 1 << 7;
const STATIC = 1 << 8;
const INITIALIZER = 1 << 9;
const BASES = 1 << 10;
const OWNER = 1 << 11;
const HOLDS_FUNCTION = 1 << 12;
const TYPE_PARAMETERS = 1 << 13;
const BASE_ARGUMENTS = 1 << 14;
const SIGNATURES = 1 << 15;

export function writeSymbols(writer: RowWriter, symbols: readonly SymbolFact[]): void {
  let line = 0;
  for (const [i, symbol] of symbols.entries()) {
    const parent = symbol.parent < i ? symbols[symbol.parent] : undefined;
    writeSymbol(writer, symbol, line, plainlyQualified(symbol.name, parent));
    line = symbol.span[0];
  }
}

export function readSymbols(reader: RowReader, count: number): readonly SymbolFact[] {
  const symbols: SymbolFact[] = [];
  let line = 0;
  for (let i = 0; i < count; i++) {
    const symbol = readSymbol(reader, line, symbols);
    symbols.push(symbol);
    line = symbol.span[0];
  }
  return symbols;
}

function writeSymbol(writer: RowWriter, symbol: SymbolFact, lastLine: number, plainName: string): void {
  const { name, qualifiedName, kind, parent, owner, exported, static: isStatic, ...places } = symbol;
  const { nameSpan, span, headerSpan, bodySpan, docSpan, ...meaning } = places;
  const { doc, parameters, type, initializer, holdsFunction, signatures, ...shape } = meaning;
  const { bases, baseArguments, typeParameters, branches, ...others } = shape;
  // Fails to compile when a symbol gets a field that would be lost here.
  others satisfies Record<string, never>;
  writer.unsigned(KINDS.codes[kind]);
  writer.unsigned(
    (exported ? EXPORTED : 0) |
      (qualifiedName === plainName ? PLAINLY_QUALIFIED : 0) |
      (bodySpan ? BODY : 0) |
      (parameters ? PARAMETERS : 0) |
      (type === undefined ? 0 : TYPE) |
      (docSpan ? DOC_SPAN : 0) |
      (doc === undefined ? 0 : DOC) |
      (branches === undefined ? 0 : BRANCHES) |
      (isStatic ? STATIC : 0) |
      (initializer ? INITIALIZER : 0) |
      (bases ? BASES : 0) |
      (owner === undefined ? 0 : OWNER) |
      (holdsFunction ? HOLDS_FUNCTION : 0) |
      (typeParameters === undefined ? 0 : TYPE_PARAMETERS) |
      (baseArguments ? BASE_ARGUMENTS : 0) |
      (signatures ? SIGNATURES : 0),
  );
  writer.id(name);
  writer.unsigned(parent + 1);
  if (qualifiedName !== plainName) writer.id(qualifiedName);
  writer.span(span, lastLine);
  writer.span(nameSpan, span[0]);
  writer.span(headerSpan, span[0]);
  if (bodySpan) writer.span(bodySpan, span[0]);
  if (parameters) writeParameters(writer, parameters);
  if (type !== undefined) writer.id(type);
  if (docSpan) writer.span(docSpan, span[0]);
  if (doc !== undefined) writer.id(doc);
  if (branches !== undefined) writer.unsigned(branches);
  if (initializer) writer.initializer(initializer);
  if (bases) writer.ids(bases);
  if (owner !== undefined) writer.id(owner);
  if (typeParameters !== undefined) writer.unsigned(typeParameters);
  if (baseArguments) writeNumbers(writer, baseArguments);
  if (signatures) writeSignatures(writer, signatures);
}

function readSymbol(reader: RowReader, lastLine: number, before: readonly SymbolFact[]): SymbolFact {
  const kind = KINDS.values[reader.unsigned()] as SymbolKind;
  const flags = reader.unsigned();
  const name = reader.text();
  const parent = reader.unsigned() - 1;
  const qualifiedName = flags & PLAINLY_QUALIFIED ? plainlyQualified(name, before[parent]) : reader.text();
  const exported = (flags & EXPORTED) !== 0;
  const span = reader.span(lastLine);
  const nameSpan = reader.span(span[0]);
  const headerSpan = reader.span(span[0]);
  const symbol: Writable<SymbolFact> = { name, qualifiedName, kind, parent, exported, nameSpan, span, headerSpan };
  if (flags & BODY) symbol.bodySpan = reader.span(span[0]);
  if (flags & PARAMETERS) symbol.parameters = readParameters(reader);
  if (flags & TYPE) symbol.type = reader.text();
  if (flags & DOC_SPAN) symbol.docSpan = reader.span(span[0]);
  if (flags & DOC) symbol.doc = reader.text();
  if (flags & BRANCHES) symbol.branches = reader.unsigned();
  if (flags & STATIC) symbol.static = true;
  if (flags & INITIALIZER) symbol.initializer = reader.initializer();
  if (flags & BASES) symbol.bases = reader.texts();
  if (flags & OWNER) symbol.owner = reader.text();
  if (flags & HOLDS_FUNCTION) symbol.holdsFunction = true;
  if (flags & TYPE_PARAMETERS) symbol.typeParameters = reader.unsigned();
  if (flags & BASE_ARGUMENTS) symbol.baseArguments = reader.list(() => reader.unsigned());
  if (flags & SIGNATURES) symbol.signatures = readSignatures(reader);
  return symbol;
}

/** @param parent absent at module level, and where it comes later */
function plainlyQualified(name: string, parent: SymbolFact | undefined): string {
  return parent ? `${parent.qualifiedName}.${name}` : name;
}

function writeNumbers(writer: RowWriter, numbers: readonly number[]): void {
  writer.unsigned(numbers.length);
  for (const number of numbers) writer.unsigned(number);
}

function writeSignatures(writer: RowWriter, signatures: readonly SignatureFact[]): void {
  writer.unsigned(signatures.length);
  for (const { parameters, type, ...others } of signatures) {
    others satisfies Record<string, never>;
    writeParameters(writer, parameters);
    writer.ids(type === undefined ? [] : [type]);
  }
}

function readSignatures(reader: RowReader): readonly SignatureFact[] {
  return reader.list(() => {
    const parameters = readParameters(reader);
    return reader.unsigned() > 0 ? { parameters, type: reader.text() } : { parameters };
  });
}

const PARAMETER_TYPE = 1;
const OPTIONAL = 2;
const REST = 4;

function writeParameters(writer: RowWriter, parameters: readonly ParameterFact[]): void {
  writer.unsigned(parameters.length);
  for (const { name, type, optional, rest, ...others } of parameters) {
    others satisfies Record<string, never>;
    writer.unsigned((type === undefined ? 0 : PARAMETER_TYPE) | (optional ? OPTIONAL : 0) | (rest ? REST : 0));
    writer.id(name);
    if (type !== undefined) writer.id(type);
  }
}

function readParameters(reader: RowReader): readonly ParameterFact[] {
  return reader.list(() => {
    const flags = reader.unsigned();
    const parameter: Writable<ParameterFact> = { name: reader.text() };
    if (flags & PARAMETER_TYPE) parameter.type = reader.text();
    if (flags & OPTIONAL) parameter.optional = true;
    if (flags & REST) parameter.rest = true;
    return parameter;
  });
}
