import { isDeepStrictEqual } from 'node:util';
import { languageOf } from '../../grammars/index.ts';
import type { Language } from '../../grammars/language.ts';
import type { FileFacts } from '../../src/facts/fileFacts.ts';
import { lexicalFacts } from '../../src/facts/lexicalFacts.ts';
import { factsOfText } from '../../src/parse/embedded/embeddedFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../src/parse/loadLanguage.ts';
import { mutate } from './mutate.ts';
import { type Random, seeded } from './random.ts';
import { faultsOf } from './soundFacts.ts';
import type { Source } from './sources.ts';
import { checkWorkspace } from './workspaceRun.ts';

/** What one input showed; every field is decided by the seed, the number and the sources, `milliseconds` apart. */
export interface FuzzResult {
  readonly label: string;
  readonly faults: readonly string[];
  /** CPU time of the slowest extraction. */
  readonly milliseconds: number;
  /** Files that were extracted. */
  readonly texts: number;
}

export interface Fuzzer {
  /** Breaks and checks one file: input `number` of a run. Never rejects: what is thrown is a fault. */
  file(number: number): Promise<FuzzResult>;
  /** Changes, breaks and checks a small workspace: input `number` of a run. */
  workspace(number: number): Promise<FuzzResult>;
}

export interface FuzzOptions {
  /** Folder that holds `grammars/` and `node_modules/`. */
  readonly project: string;
  readonly sources: readonly Source[];
  readonly seed: number;
  /** CPU milliseconds that the extraction of a text of up to 200,000 characters may take. */
  readonly limit: number;
  /** Called before each text is extracted, which it may not survive. */
  readonly started?: (source: Source) => Promise<void>;
}

/** The limit that a parse sets itself, milliseconds. */
const TIME_LIMIT = 2000;

/** Extracts facts as a parse worker does. */
export type Extract = (path: string, text: string) => Promise<FileFacts>;

export function createFuzzer({ project, sources, seed, limit, started }: FuzzOptions): Fuzzer {
  const loading = new Map<string, Promise<LoadedLanguage>>();
  const load = (language: Language): Promise<LoadedLanguage> => {
    const known = loading.get(language.id) ?? loadLanguage(language, sourceGrammars(project));
    loading.set(language.id, known);
    return known;
  };
  const extract: Extract = async (path, text) => {
    await started?.({ path, text });
    const language = languageOf(path);
    return language ? await factsOfText(language, text, load, { timeLimit: TIME_LIMIT }) : lexicalFacts(text);
  };
  const byLanguage = new Map<string, Source[]>();
  for (const source of sources) {
    const id = languageOf(source.path)?.id;
    if (id !== undefined) byLanguage.set(id, [...(byLanguage.get(id) ?? []), source]);
  }
  const randomOf = (number: number): Random => seeded(seed * 1_000_003 + number);
  const groups = [...byLanguage.values()];
  const source = (number: number): Source => {
    const random = randomOf(number);
    const group = random.pick(groups);
    const { path, text } = random.pick(group);
    const other = random.pick(random.below(4) === 0 ? sources : group);
    return { path, text: mutate(text, other.text, random) };
  };

  return {
    async file(number) {
      const { path, text } = source(number);
      const faults: string[] = [];
      let milliseconds = 0;
      try {
        // Loading and warming up are not the text's fault.
        await extract(path, '');
        const before = process.cpuUsage();
        const facts = await extract(path, text);
        const { user, system } = process.cpuUsage(before);
        milliseconds = (user + system) / 1000;
        faults.push(...faultsOf(text, facts));
        const again = await extract(path, text);
        const whole = facts.truncated === undefined && again.truncated === undefined;
        if (whole && !isDeepStrictEqual(again, facts)) faults.push('other facts for the same text');
        if (milliseconds > limit) faults.push(`${Math.round(milliseconds)} ms for ${text.length} characters`);
      } catch (error) {
        faults.push(describe(error));
      }
      return { label: path, faults, milliseconds, texts: 1 };
    },
    async workspace(number) {
      try {
        const { faults, texts, label } = await checkWorkspace(sources, extract, randomOf(number));
        return { label, faults, milliseconds: 0, texts };
      } catch (error) {
        return { label: 'workspace', faults: [describe(error)], milliseconds: 0, texts: 0 };
      }
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
