import type { FileFacts } from './fileFacts.ts';
import { readBindings, writeBindings } from './packed/bindings.ts';
import { readBlocks, writeBlocks } from './packed/blocks.ts';
import { ByteReader, ByteWriter } from './packed/bytes.ts';
import { type FactsHead, readHead, type Section, type SectionStarts, writeHead } from './packed/head.ts';
import { readExports, readImports, writeExports, writeImports } from './packed/imports.ts';
import { readReferences, writeReferences } from './packed/references.ts';
import { RowReader, RowWriter } from './packed/rows.ts';
import { readSymbols, writeSymbols } from './packed/symbols.ts';
import { Texts, writeTexts } from './packed/texts.ts';

/**
 * Facts as bytes: what crosses processes, is stored, and is kept in memory.
 *
 *     head · symbols · imports · exports · references · bindings · blocks · terms · texts
 *
 * Lists are rows of varints; a text is its number in `texts`, which has each once. Equal facts give equal bytes.
 */
export type PackedFacts = Uint8Array;

/** All numbers of facts are integers, from -1 (where the field allows it) to 2³¹ - 2. */
export function packFacts(facts: FileFacts): PackedFacts {
  const { symbols, imports, exports, references, bindings, blocks, terms, termCounts, ...head } = facts;
  const body = new RowWriter();
  const counts = { symbols: 0, imports: 0, exports: 0, references: 0, bindings: 0, blocks: 0, terms: 0 };
  const lengths = { ...counts };
  const section = <T>(name: Section, items: readonly T[], write: (writer: RowWriter, items: readonly T[]) => void) => {
    const start = body.length;
    write(body, items);
    counts[name] = items.length;
    lengths[name] = body.length - start;
  };
  section('symbols', symbols, writeSymbols);
  section('imports', imports, writeImports);
  section('exports', exports, writeExports);
  section('references', references, writeReferences);
  section('bindings', bindings, writeBindings);
  section('blocks', blocks, writeBlocks);
  section('terms', terms, () => {
    writeTexts(body, terms);
    for (const count of termCounts) body.unsigned(count);
  });
  writeTexts(body, body.table.texts());
  const front = new ByteWriter();
  writeHead(front, { ...head, counts }, lengths);
  return Buffer.concat([front.written(), body.written()]);
}

/**
 * The facts of what {@link packFacts} made. Only the head is read at once; each list is read when it is first asked for,
 * from bytes that must not change meanwhile.
 * @throws RangeError on other bytes, at once or later: whoever stores them protects them with a checksum and a version
 */
export function unpackFacts(packed: PackedFacts): UnpackedFacts {
  return new UnpackedFacts(packed);
}

/** All of `facts` as a plain object: for comparing, copying and printing. */
export function plainFacts(facts: FileFacts): FileFacts {
  const { language, lines, parseErrors, truncated, namespace, moduleDoc, symbols, imports, exports } = facts;
  const { references, bindings, blocks, terms, termCounts } = facts;
  return {
    language,
    lines,
    parseErrors,
    ...(truncated && { truncated }),
    ...(namespace !== undefined && { namespace }),
    ...(moduleDoc !== undefined && { moduleDoc }),
    symbols,
    imports,
    exports,
    references,
    bindings,
    blocks,
    terms,
    termCounts,
  };
}

/** Facts that are read from bytes as far as they are asked for. */
export class UnpackedFacts implements FileFacts {
  readonly language: string;
  readonly lines: number;
  readonly parseErrors: number;
  declare readonly truncated?: 'time' | 'size';
  declare readonly namespace?: string;
  declare readonly moduleDoc?: string;
  /** How many items each list has, without reading it. */
  readonly counts: FactsHead['counts'];
  readonly #bytes: Buffer;
  readonly #starts: SectionStarts;
  #texts: Texts | undefined;
  #symbols: FileFacts['symbols'] | undefined;
  #imports: FileFacts['imports'] | undefined;
  #exports: FileFacts['exports'] | undefined;
  #references: FileFacts['references'] | undefined;
  #bindings: FileFacts['bindings'] | undefined;
  #blocks: FileFacts['blocks'] | undefined;
  #terms: FileFacts['terms'] | undefined;
  #termCounts: FileFacts['termCounts'] | undefined;

  constructor(packed: PackedFacts) {
    this.#bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
    const { head, starts } = readHead(this.#bytes);
    this.#starts = starts;
    this.language = head.language;
    this.lines = head.lines;
    this.parseErrors = head.parseErrors;
    this.counts = head.counts;
    if (head.truncated) this.truncated = head.truncated;
    if (head.namespace !== undefined) this.namespace = head.namespace;
    if (head.moduleDoc !== undefined) this.moduleDoc = head.moduleDoc;
  }

  get symbols(): FileFacts['symbols'] {
    this.#symbols ??= readSymbols(this.#rows('symbols'), this.counts.symbols);
    return this.#symbols;
  }

  get imports(): FileFacts['imports'] {
    this.#imports ??= readImports(this.#rows('imports'), this.counts.imports);
    return this.#imports;
  }

  get exports(): FileFacts['exports'] {
    this.#exports ??= readExports(this.#rows('exports'), this.counts.exports);
    return this.#exports;
  }

  get references(): FileFacts['references'] {
    this.#references ??= readReferences(this.#rows('references'), this.counts.references);
    return this.#references;
  }

  get bindings(): FileFacts['bindings'] {
    this.#bindings ??= readBindings(this.#rows('bindings'), this.counts.bindings);
    return this.#bindings;
  }

  get blocks(): FileFacts['blocks'] {
    this.#blocks ??= readBlocks(new ByteReader(this.#bytes, this.#starts.blocks), this.counts.blocks);
    return this.#blocks;
  }

  get terms(): FileFacts['terms'] {
    this.#terms ??= new Texts(this.#bytes, this.#starts.terms).all();
    return this.#terms;
  }

  get termCounts(): FileFacts['termCounts'] {
    if (this.#termCounts) return this.#termCounts;
    const reader = new ByteReader(this.#bytes, new Texts(this.#bytes, this.#starts.terms).end);
    this.#termCounts = Array.from({ length: this.counts.terms }, () => reader.unsigned());
    return this.#termCounts;
  }

  /** What `JSON.stringify` takes: without it the lists would be missing. */
  toJSON(): FileFacts {
    return plainFacts(this);
  }

  #rows(section: Section): RowReader {
    this.#texts ??= new Texts(this.#bytes, this.#starts.texts);
    return new RowReader(this.#bytes, this.#starts[section], this.#texts);
  }
}
