import { continued, lowHash, suffixHash, type TextHash, textHash } from '../base/textHash.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { interfaceFingerprint } from './fingerprint.ts';
import { fullNameKey, nameKeys, packageKey } from './nameKeys.ts';
import { createFileScope } from './resolve/fileScope.ts';
import { familyOf } from './resolvers/resolvers.ts';
import type { FileSummary } from './snapshot.ts';

/** Raised whenever the layout or the meaning of a digest changes: those of other versions are made anew. */
export const DIGEST_VERSION = 1;

/**
 * What the index needs of every file all the time, read off its facts once, so that they need not be decoded: numbers in
 * one array. Names are hashes. Depends on the facts alone, not on the file's path: see {@link forEachKey}.
 */
export interface Digest extends FileSummary {
  readonly namespace?: string;
  /** Of the interface, see `fingerprint.ts`: 64 bits as text. */
  readonly fingerprint: string;
  /** About the bytes that the decoded facts and their scope take. */
  readonly weight: number;
  /** Whether a symbol names bases. */
  readonly hasBases: boolean;
  /** The words of {@link HEADER} and of the parts behind it. */
  readonly words: Uint32Array;
}

/** Offsets of the header's words. The parts follow in the order of their counts: keys, full names, mentions, aliases, texts. */
const HEADER = {
  lines: 0,
  parseErrors: 1,
  truncated: 2,
  symbols: 3,
  fingerprint: 4,
  weight: 6,
  hasBases: 7,
  /** Rows of low and high hash and the symbol's index + 1. */
  keys: 8,
  /** Rows of low and high hash of what follows the module's name, its length, and the symbol's index + 1, 0 for a package. */
  fullNames: 9,
  /** Low hashes, ascending. */
  mentions: 10,
  /** Pairs of low hashes. */
  aliases: 11,
  /** Bytes of the UTF-8 texts at the end. */
  language: 12,
  /** The same plus 1; 0: none. */
  namespace: 13,
} as const;
const HEADER_WORDS = 14;
const KEY_WORDS = 3;
const FULL_NAME_WORDS = 4;
const TRUNCATED = [undefined, 'time', 'size'] as const;

/** Stands for the module's name, which depends on the path. No name has it. */
const MODULE = '\0';

/** The digest of facts as bytes; read by {@link readDigest}. Little-endian, a multiple of 4 bytes. */
export function digestOf(facts: FileFacts): Uint8Array {
  const family = familyOf(facts.language);
  const scope = createFileScope(facts);
  const keys: number[] = [];
  const fullNames: number[] = [];
  for (const [key, symbol] of nameKeys(facts, family, family?.moduleName && MODULE)) {
    const full = key[1] === MODULE && (key[0] === FULL_NAME || key[0] === PACKAGE);
    if (!full) {
      const { low, high } = textHash(key);
      keys.push(low, high, symbol + 1);
    } else if (key.length > 2) {
      const rest = key.slice(3);
      const { low, high } = suffixHash(rest);
      fullNames.push(low, high, rest.length, key[0] === PACKAGE ? 0 : symbol + 1);
    }
  }
  const mentions = [...mentionsOf(facts)].sort((a, b) => a - b);
  const aliases = aliasesOf(facts);
  const language = Buffer.from(facts.language);
  const namespace = facts.namespace === undefined ? undefined : Buffer.from(facts.namespace);
  const texts = Buffer.concat(namespace ? [language, namespace] : [language]);
  const fingerprint = Buffer.from(interfaceFingerprint(facts, scope), 'base64');
  const parts = [...keys, ...fullNames, ...mentions, ...aliases];
  const words = new Uint32Array(HEADER_WORDS + parts.length + Math.ceil(texts.length / 4));
  words[HEADER.lines] = facts.lines;
  words[HEADER.parseErrors] = facts.parseErrors;
  words[HEADER.truncated] = TRUNCATED.indexOf(facts.truncated);
  words[HEADER.symbols] = facts.symbols.length;
  words[HEADER.fingerprint] = fingerprint.readUInt32LE(0);
  words[HEADER.fingerprint + 1] = fingerprint.readUInt32LE(4);
  words[HEADER.weight] = weightOf(facts);
  words[HEADER.hasBases] = Number(facts.symbols.some(({ bases }) => bases !== undefined && bases.length > 0));
  words[HEADER.keys] = keys.length / KEY_WORDS;
  words[HEADER.fullNames] = fullNames.length / FULL_NAME_WORDS;
  words[HEADER.mentions] = mentions.length;
  words[HEADER.aliases] = aliases.length / 2;
  words[HEADER.language] = language.length;
  words[HEADER.namespace] = namespace ? namespace.length + 1 : 0;
  words.set(parts, HEADER_WORDS);
  const bytes = new Uint8Array(words.buffer);
  bytes.set(texts, (HEADER_WORDS + parts.length) * 4);
  return bytes;
}

/** The digest in these bytes, which are copied; `undefined` when they are not what {@link digestOf} made. */
export function readDigest(bytes: Uint8Array): Digest | undefined {
  if (bytes.length < HEADER_WORDS * 4 || bytes.length % 4 !== 0) return undefined;
  const words = new Uint32Array(bytes.length / 4);
  new Uint8Array(words.buffer).set(bytes);
  const at = (word: number): number => words[word] ?? 0;
  const texts = textsAt(words);
  const language = at(HEADER.language);
  const namespace = at(HEADER.namespace);
  const end = texts * 4 + language + Math.max(0, namespace - 1);
  if (Math.ceil(end / 4) !== words.length) return undefined;
  const text = (from: number, length: number): string => Buffer.from(words.buffer, from, length).toString();
  const truncated = TRUNCATED[at(HEADER.truncated)];
  return {
    language: text(texts * 4, language),
    lines: at(HEADER.lines),
    parseErrors: at(HEADER.parseErrors),
    ...(truncated && { truncated }),
    symbols: at(HEADER.symbols),
    ...(namespace > 0 && { namespace: text(texts * 4 + language, namespace - 1) }),
    fingerprint: `${at(HEADER.fingerprint).toString(36)}.${at(HEADER.fingerprint + 1).toString(36)}`,
    weight: at(HEADER.weight),
    hasBases: at(HEADER.hasBases) !== 0,
    words,
  };
}

/**
 * Calls `take` with the hash of each key (see `nameKeys.ts`) under which symbols of the file are found, and the symbol's
 * index (-1: the file), in the order of symbols; the keys of full names come last.
 *
 * @param module the family's `moduleName` of the file
 */
export function forEachKey(
  { words }: Digest,
  module: string | undefined,
  take: (low: number, high: number, symbol: number) => void,
): void {
  let at = HEADER_WORDS;
  for (const end = fullNamesAt(words); at < end; at += KEY_WORDS)
    take(words[at] ?? 0, words[at + 1] ?? 0, (words[at + 2] ?? 0) - 1);
  if (module === undefined) return;
  const dotted = module === '' ? '' : `${module}.`;
  const name = textHash(fullNameKey(dotted));
  const inside = textHash(packageKey(dotted));
  for (let prefix = module; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
    const { low, high } = textHash(packageKey(prefix));
    take(low, high, -1);
  }
  for (const end = mentionsAt(words); at < end; at += FULL_NAME_WORDS) {
    const symbol = (words[at + 3] ?? 0) - 1;
    const first: TextHash = symbol < 0 ? inside : name;
    const { low, high } = continued(first, words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0);
    take(low, high, symbol);
  }
}

/** Low hashes of every name that the file refers to or imports: only files that mention a symbol's name can use it. */
export function mentions({ words }: Digest): Uint32Array {
  const at = mentionsAt(words);
  return words.subarray(at, at + (words[HEADER.mentions] ?? 0));
}

/** Pairs of names for one thing, imported `as` or exported `as`: low hashes of a name and of its alias in turn. */
export function aliases({ words }: Digest): Uint32Array {
  const end = textsAt(words);
  return words.subarray(end - 2 * (words[HEADER.aliases] ?? 0), end);
}

const FULL_NAME = fullNameKey('');
const PACKAGE = packageKey('');

function fullNamesAt(words: Uint32Array): number {
  return HEADER_WORDS + KEY_WORDS * (words[HEADER.keys] ?? 0);
}

function mentionsAt(words: Uint32Array): number {
  return fullNamesAt(words) + FULL_NAME_WORDS * (words[HEADER.fullNames] ?? 0);
}

function textsAt(words: Uint32Array): number {
  return mentionsAt(words) + (words[HEADER.mentions] ?? 0) + 2 * (words[HEADER.aliases] ?? 0);
}

function mentionsOf({ references, imports }: FileFacts): ReadonlySet<number> {
  const names = new Set(references.map(({ name }) => name));
  for (const fact of imports) for (const { name } of fact.names) names.add(name);
  return new Set([...names].map(lowHash));
}

function aliasesOf({ imports, exports }: FileFacts): readonly number[] {
  const pairs: number[] = [];
  const seen = new Set<string>();
  const add = (name: string, alias: string): void => {
    const pair = `${name}\n${alias}`;
    if (name === alias || name === '' || alias === '' || seen.has(pair)) return;
    seen.add(pair);
    pairs.push(lowHash(name), lowHash(alias));
  };
  for (const fact of imports) for (const { name, local } of fact.names) add(name, local);
  for (const { name, local } of exports) add(local, name);
  return pairs;
}

/** Measured on decoded facts of several languages: objects and strings of each kind, and the scope's tables. */
function weightOf({ symbols, imports, references, bindings, terms }: FileFacts): number {
  return (
    2000 +
    900 * symbols.length +
    500 * imports.length +
    120 * references.length +
    200 * bindings.length +
    20 * terms.length
  );
}
