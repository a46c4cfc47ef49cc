import type { FileFacts } from '../fileFacts.ts';
import { ByteReader, type ByteWriter } from './bytes.ts';
import { Texts, writeTexts } from './texts.ts';

/** What facts say in one word or number, and how long their lists are. */
export interface FactsHead extends Omit<FileFacts, Section | 'termCounts'> {
  readonly counts: Readonly<Record<Section, number>>;
}

export const SECTIONS = ['symbols', 'imports', 'exports', 'references', 'bindings', 'blocks', 'terms'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where a list lies: offset of its first byte. `texts` follow the last list. */
export type SectionStarts = Readonly<Record<Section | 'texts', number>>;

const TRUNCATED = [undefined, 'time', 'size'] as const;
const TRUNCATION = 0x03;
const NAMESPACE = 0x04;
const MODULE_DOC = 0x08;

/** @param lengths of the sections in bytes */
export function writeHead(writer: ByteWriter, head: FactsHead, lengths: Readonly<Record<Section, number>>): void {
  const { language, lines, parseErrors, truncated, namespace, moduleDoc, counts, ...others } = head;
  // Fails to compile when facts get a field that would be lost here.
  others satisfies Record<string, never>;
  writeTexts(
    writer,
    [language, namespace, moduleDoc].filter(text => text !== undefined),
  );
  writer.unsigned(lines);
  writer.unsigned(parseErrors);
  const flags = (namespace === undefined ? 0 : NAMESPACE) | (moduleDoc === undefined ? 0 : MODULE_DOC);
  writer.unsigned(flags | TRUNCATED.indexOf(truncated));
  for (const section of SECTIONS) {
    writer.unsigned(counts[section]);
    writer.unsigned(lengths[section]);
  }
}

export function readHead(bytes: Buffer): { readonly head: FactsHead; readonly starts: SectionStarts } {
  const texts = new Texts(bytes, 0);
  const reader = new ByteReader(bytes, texts.end);
  const lines = reader.unsigned();
  const parseErrors = reader.unsigned();
  const flags = reader.unsigned();
  const counts = { symbols: 0, imports: 0, exports: 0, references: 0, bindings: 0, blocks: 0, terms: 0 };
  const starts = { ...counts, texts: 0 };
  let length = 0;
  for (const section of SECTIONS) {
    counts[section] = reader.unsigned();
    starts[section] = length;
    length += reader.unsigned();
  }
  for (const section of SECTIONS) starts[section] += reader.at;
  starts.texts = reader.at + length;
  const truncated = TRUNCATED[flags & TRUNCATION];
  const head: FactsHead = {
    language: texts.get(0),
    lines,
    parseErrors,
    ...(truncated && { truncated }),
    ...(flags & NAMESPACE && { namespace: texts.get(1) }),
    ...(flags & MODULE_DOC && { moduleDoc: texts.get(texts.count - 1) }),
    counts,
  };
  return { head, starts };
}
