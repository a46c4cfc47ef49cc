import type { FileFacts } from '../facts/fileFacts.ts';
import { lexicalFacts } from '../facts/lexicalFacts.ts';
import type { SourceFile } from '../files/sourceFile.ts';
import { type Digest, forEachKey } from './digest.ts';
import type { DecodedFacts, FactsCache } from './factsCache.ts';
import type { FileScope } from './resolve/fileScope.ts';
import type { LanguageFamily } from './resolve/program.ts';
import { familyOf } from './resolvers/resolvers.ts';
import type { FileId, FileSummary, IndexedFile } from './snapshot.ts';
import type { StoredFacts } from './storedFacts.ts';

/** A file with what follows from its facts alone; shared by all snapshots that hold it. Its facts are decoded when asked. */
export class FileRecord implements IndexedFile {
  readonly id: FileId;
  readonly source: SourceFile;
  readonly digest: Digest;
  readonly family: LanguageFamily | undefined;
  /** The family's `moduleName` of this file. */
  readonly moduleName: string | undefined;
  /** Equal as long as other files resolve as before; another one than before when the facts were lost in between. */
  fingerprint: string;
  readonly #decoded: () => DecodedFacts;

  /**
   * @param path absolute, `/`-separated
   * @param lost called when the stored facts are gone; the file has the facts of an empty text then
   */
  constructor(
    id: FileId,
    source: SourceFile,
    stored: StoredFacts,
    path: string,
    cache: FactsCache,
    lost: (file: FileRecord) => void,
  ) {
    const { digest, load } = stored;
    this.id = id;
    this.source = source;
    this.digest = digest;
    this.fingerprint = digest.fingerprint;
    this.family = familyOf(digest.language);
    this.moduleName = this.family?.moduleName?.(path, digest);
    this.#decoded = cache.slot(digest.weight, () => {
      const facts = load();
      if (facts) return facts;
      this.fingerprint = `lost ${digest.fingerprint}`;
      lost(this);
      return lexicalFacts('', digest.language);
    });
  }

  get summary(): FileSummary {
    return this.digest;
  }

  get facts(): FileFacts {
    return this.#decoded().facts;
  }

  get scope(): FileScope {
    return this.#decoded().scope;
  }

  /** See `forEachKey`. */
  forEachKey(take: (low: number, high: number, symbol: number) => void): void {
    forEachKey(this.digest, this.moduleName, take);
  }
}
