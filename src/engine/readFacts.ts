import { languageOf } from '../../grammars/index.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { createPacer } from '../base/pacer.ts';
import { lexicalFacts } from '../facts/lexicalFacts.ts';
import { unpackFacts } from '../facts/packedFacts.ts';
import { defaultClassifyOptions } from '../files/classify.ts';
import { readSourceFile, statFile } from '../files/readFile.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import type { WalkedFile } from '../files/walk.ts';
import { DIGEST_VERSION, digestOf, readDigest } from '../index/digest.ts';
import { type ParsedFile, parsedFile } from '../index/parsedFile.ts';
import type { StoredFacts } from '../index/storedFacts.ts';
import type { FactsStore } from '../store/factsStore.ts';
import type { ManifestEntry } from '../store/manifest.ts';
import type { ParseService } from './ports.ts';

export interface ReadFacts {
  readonly source: SourceFile;
  readonly facts: StoredFacts;
}

export interface FactsReader {
  /** Source and facts of files on disk, in the order of `files`; `undefined` for one that is gone. Stored facts are reused. */
  read(files: readonly WalkedFile[], token: CancellationToken): Promise<readonly (ReadFacts | undefined)[]>;
}

/** Bytes of facts after which the store, which holds them in memory until then, writes them. */
const WRITTEN_AT_ONCE = 16_000_000;

/**
 * @param known what the last session saw of a file: when size and time still fit, its bytes are not read again
 */
export function createFactsReader(
  parse: ParseService,
  openStore: () => Promise<FactsStore>,
  known: (file: WalkedFile) => ManifestEntry | undefined,
): FactsReader {
  let unwritten = 0;
  const empty = factsInMemory(parsedFile(lexicalFacts('')));

  return {
    async read(files, token) {
      const store = await openStore();
      const answers: (ReadFacts | undefined)[] = new Array(files.length).fill(undefined);
      const unparsed: { readonly at: number; readonly source: SourceFile; readonly text: string }[] = [];
      const pacer = createPacer();
      for (const [at, file] of files.entries()) {
        if (pacer.isDue()) await pacer.rest();
        throwIfCancelled(token);
        const remembered = recall(file, store);
        if (remembered) {
          answers[at] = remembered;
          continue;
        }
        const read = readSourceFile(file.path, file.absolute, defaultClassifyOptions);
        if (!read) continue;
        const { source, text } = read;
        if (text === undefined || source.class === 'minified') {
          answers[at] = { source, facts: empty };
          continue;
        }
        const facts = factsIn(store, factsKey(source));
        if (facts) answers[at] = { source, facts };
        else unparsed.push({ at, source, text });
      }
      const parsed = await parse.parse(
        unparsed.map(({ source, text }) => ({ path: source.path.relative, text })),
        token,
      );
      for (const [i, file] of parsed.entries()) {
        const input = unparsed[i];
        if (!input) continue;
        answers[input.at] = { source: input.source, facts: keep(store, factsKey(input.source), file) };
        unwritten += file.facts.length;
      }
      if (unwritten > WRITTEN_AT_ONCE) {
        unwritten = 0;
        await store.flush();
      }
      return answers;
    },
  };

  function recall(file: WalkedFile, store: FactsStore): ReadFacts | undefined {
    const entry = known(file);
    if (!entry) return undefined;
    const info = statFile(file.absolute);
    if (!info || info.size !== entry.size || info.modified !== entry.modified) return undefined;
    const source: SourceFile = { path: file.path, ...entry };
    if (entry.class === 'binary' || entry.class === 'large') return { source, facts: empty };
    const facts = factsIn(store, factsKey(source));
    return facts && { source, facts };
  }
}

/** Facts that no store keeps: those of unsaved text. */
export function factsInMemory({ facts, digest }: ParsedFile): StoredFacts {
  const read = readDigest(digest);
  if (!read) throw new Error('A parse worker sent a digest that cannot be read');
  return { digest: read, load: () => unpackFacts(facts) };
}

/** Facts that are read from the store whenever they are asked. */
function factsIn(store: FactsStore, key: string): StoredFacts | undefined {
  if (!store.has(key)) return undefined;
  const load = loadFrom(store, key);
  const stored = store.get(digestKey(key));
  const digest = stored && readDigest(stored);
  if (digest) return { digest, load };
  const facts = load();
  if (!facts) return undefined;
  const made = digestOf(facts);
  store.put(digestKey(key), made);
  const read = readDigest(made);
  return read && { digest: read, load };
}

function loadFrom(store: FactsStore, key: string): StoredFacts['load'] {
  return () => {
    const packed = store.get(key);
    return packed && unpackFacts(packed);
  };
}

function keep(store: FactsStore, key: string, file: ParsedFile): StoredFacts {
  const stored = factsInMemory(file);
  // Partial facts may be whole on a quieter day.
  if (stored.digest.truncated === 'time') return stored;
  store.put(key, file.facts);
  store.put(digestKey(key), file.digest);
  // A store that cannot write keeps nothing.
  return store.has(key) ? { digest: stored.digest, load: loadFrom(store, key) } : stored;
}

/** Under which keys the store has what is known of a file. */
export function storeKeys(path: string, hash: string): readonly string[] {
  const key = keyOf(path, hash);
  return [key, digestKey(key)];
}

function factsKey(source: SourceFile): string {
  return keyOf(source.path.relative, source.hash);
}

/** Facts depend on the bytes and on the language that the name gives, on nothing else. */
function keyOf(path: string, hash: string): string {
  return `${hash}:${languageOf(path)?.id ?? 'text'}`;
}

function digestKey(key: string): string {
  return `${key}:digest${DIGEST_VERSION}`;
}
