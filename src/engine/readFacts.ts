import { languageOf } from '../../grammars/index.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { createPacer } from '../base/pacer.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { lexicalFacts } from '../facts/lexicalFacts.ts';
import { unpackFacts } from '../facts/packedFacts.ts';
import { defaultClassifyOptions } from '../files/classify.ts';
import { readSourceFile, statFile } from '../files/readFile.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import type { WalkedFile } from '../files/walk.ts';
import type { FactsStore } from '../store/factsStore.ts';
import type { ManifestEntry } from '../store/manifest.ts';
import type { ParseService } from './ports.ts';

export interface ReadFacts {
  readonly source: SourceFile;
  readonly facts: FileFacts;
}

export interface FactsReader {
  /** Source and facts of files on disk, in the order of `files`; `undefined` for one that is gone. Stored facts are reused. */
  read(files: readonly WalkedFile[], token: CancellationToken): Promise<readonly (ReadFacts | undefined)[]>;
}

/**
 * @param known what the last session saw of a file: when size and time still fit, its bytes are not read again
 */
export function createFactsReader(
  parse: ParseService,
  openStore: () => Promise<FactsStore>,
  known: (file: WalkedFile) => ManifestEntry | undefined,
): FactsReader {
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
          answers[at] = { source, facts: lexicalFacts('') };
          continue;
        }
        const facts = store.get(factsKey(source));
        if (facts) answers[at] = { source, facts: unpackFacts(facts) };
        else unparsed.push({ at, source, text });
      }
      const parsed = await parse.parse(
        unparsed.map(({ source, text }) => ({ path: source.path.relative, text })),
        token,
      );
      for (const [i, packed] of parsed.entries()) {
        const input = unparsed[i];
        if (!input) continue;
        const facts = unpackFacts(packed);
        answers[input.at] = { source: input.source, facts };
        // Partial facts may be whole on a quieter day.
        if (facts.truncated !== 'time') store.put(factsKey(input.source), packed);
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
    if (entry.class === 'binary' || entry.class === 'large') return { source, facts: lexicalFacts('') };
    const facts = store.get(factsKey(source));
    return facts && { source, facts: unpackFacts(facts) };
  }
}

/** Facts depend on the bytes and on the language that the name gives, on nothing else. */
function factsKey(source: SourceFile): string {
  return `${source.hash}:${languageOf(source.path.relative)?.id ?? 'text'}`;
}
