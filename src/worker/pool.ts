import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { languageOf } from '../../grammars/index.ts';
import { type CancellationToken, CancelledError, throwIfCancelled } from '../base/cancellation.ts';
import type { Log, ParseInput, ParseService } from '../engine/ports.ts';
import { lexicalFacts } from '../facts/lexicalFacts.ts';
import { type ParsedFile, parsedFile } from '../index/parsedFile.ts';
import { embeddedLanguage } from '../parse/embedded/kernel.ts';
import { createLane, type Lane } from './lane.ts';
import { type BatchFailure, parseProcess } from './parseProcess.ts';

export interface PoolOptions {
  /** Path of `dist/parseWorker.js`. */
  readonly worker: string;
  /** Path of `dist/grammars`. */
  readonly grammars: string;
  readonly log: Log;
  /** Number of processes for batches, of each kind; default: processors - 1, at least 1, at most 4. One more serves probes. */
  readonly processes?: number;
  /** Milliseconds that the parse of one text may take, default 2000. */
  readonly timeLimit?: number;
  /** Milliseconds that a batch may take beside the time limits of its files, default 15 000. */
  readonly batchDeadline?: number;
  /** Resident bytes past which a process is replaced, default 250 MB. */
  readonly memoryLimit?: number;
  /** Arguments of Node that keep a process to V8's baseline compiler for WebAssembly. */
  readonly baselineArguments?: readonly string[];
  /** Milliseconds without work after which a baseline process ends, default 30 000. */
  readonly baselineIdle?: number;
  /** Milliseconds without work after which any other process ends, default 120 000: they start again within a key's time. */
  readonly idle?: number;
}

/**
 * Milliseconds of waiting batches after which one more process starts. It takes 1.7 s of processor time until the code of a
 * process is optimised; a few hundred files are done sooner by those that run.
 */
const PATIENCE = 4000;
const BATCH_FILES = 20;
const BATCH_CHARACTERS = 1_000_000;
/** Larger texts are not worth the parser's time; they get lexical facts. */
const MAX_CHARACTERS = 4_000_000;

type Tier = 'optimised' | 'baseline';

interface Batch {
  readonly tier: Tier;
  readonly indexes: readonly number[];
  readonly attempt: number;
}

/**
 * A {@link ParseService} over child processes, which start when they are first needed. Languages whose grammar must not reach
 * V8's optimising compiler have processes of their own, and whatever happens there costs no other language anything.
 */
export function createParsePool(options: PoolOptions): ParseService {
  const { log } = options;
  const timeLimit = options.timeLimit ?? 2000;
  const batchDeadline = options.batchDeadline ?? 15_000;
  const processOptions = {
    worker: options.worker,
    settings: { grammars: options.grammars, timeLimit },
    memoryLimit: options.memoryLimit ?? 250_000_000,
    onFault: (message: string) => log.error(`parse: ${message}`),
    idleLimit: options.idle ?? 120_000,
  };
  const count = options.processes ?? Math.min(4, Math.max(1, availableParallelism() - 1));
  const baseline = {
    ...processOptions,
    nodeArguments: options.baselineArguments ?? ['--liftoff-only'],
    idleLimit: options.baselineIdle ?? 30_000,
  };
  const lanes: Readonly<Record<Tier, Lane>> = {
    optimised: createLane(count, PATIENCE, () => parseProcess(processOptions)),
    baseline: createLane(count, PATIENCE, () => parseProcess(baseline)),
  };
  const quarantined = new Set<string>();
  let disposed = false;

  const quarantine = (input: ParseInput, reason: BatchFailure): ParsedFile => {
    quarantined.add(hashOf(input.text));
    log.warn(
      `${input.path}: the parser ${reason === 'timeout' ? 'did not end' : 'crashed'}; the file is indexed as plain text`,
    );
    return parsedFile(lexicalFacts(input.text, languageOf(input.path)?.id, 'time'));
  };

  return {
    async parse(inputs, token) {
      const results = new Array<ParsedFile>(inputs.length);
      const toParse: Record<Tier, number[]> = { optimised: [], baseline: [] };
      inputs.forEach((input, index) => {
        const facts = withoutParser(input, quarantined);
        if (facts) results[index] = facts;
        else toParse[tierOf(input)].push(index);
      });
      const runBatch = async (batch: Batch): Promise<void> => {
        const { tier, indexes, attempt } = batch;
        const outcome = await lanes[tier].use(process => {
          checkRunning(token);
          const texts = indexes.flatMap(index => inputs[index] ?? []);
          return process.run(texts, batchDeadline + timeLimit * texts.length);
        });
        checkRunning(token);
        if (typeof outcome !== 'string') {
          indexes.forEach((index, position) => {
            const facts = outcome[position];
            if (facts) results[index] = facts;
          });
        } else if (indexes.length > 1) {
          await Promise.all(indexes.map(index => runBatch({ tier, indexes: [index], attempt: 1 })));
        } else if (attempt < 2) {
          await runBatch({ ...batch, attempt: attempt + 1 });
        } else {
          for (const index of indexes) {
            const input = inputs[index];
            if (input) results[index] = quarantine(input, outcome);
          }
        }
      };
      const all = [
        ...batches(inputs, toParse.baseline, 'baseline'),
        ...batches(inputs, toParse.optimised, 'optimised'),
      ];
      const settled = await Promise.allSettled(all.map(runBatch));
      const failed = settled.find(result => result.status === 'rejected');
      if (failed) throw failed.reason;
      return results;
    },

    async probe(input, deadline, token) {
      throwIfCancelled(token);
      const ready = withoutParser(input, quarantined);
      if (ready) return ready;
      const end = performance.now() + deadline;
      const isLate = (): boolean => disposed || token.isCancellationRequested || performance.now() >= end;
      const answer = lanes[tierOf(input)].probe(input, batchDeadline, isLate);
      const outcome = await Promise.race([answer, timeout(deadline)]);
      throwIfCancelled(token);
      return outcome === undefined || typeof outcome === 'string' ? undefined : outcome[0];
    },

    async dispose() {
      disposed = true;
      for (const lane of Object.values(lanes)) lane.kill();
    },
  };

  function checkRunning(token: CancellationToken): void {
    if (disposed) throw new CancelledError();
    throwIfCancelled(token);
  }
}

function tierOf({ path, text }: ParseInput): Tier {
  const language = languageOf(path);
  return (language && embeddedLanguage(language, text))?.wasmTier ?? 'optimised';
}

/** Facts of a text that must not or need not reach a parser. */
function withoutParser({ path, text }: ParseInput, quarantined: ReadonlySet<string>): ParsedFile | undefined {
  const language = languageOf(path);
  if (!language) return parsedFile(lexicalFacts(text));
  if (text.length > MAX_CHARACTERS) return parsedFile(lexicalFacts(text, language.id, 'size'));
  if (quarantined.size > 0 && quarantined.has(hashOf(text))) return parsedFile(lexicalFacts(text, language.id, 'time'));
  return undefined;
}

/** Groups of about 20 files, bounded by their size, in the order of the inputs. */
function batches(inputs: readonly ParseInput[], indexes: readonly number[], tier: Tier): readonly Batch[] {
  const result: Batch[] = [];
  let current: number[] = [];
  let characters = 0;
  for (const index of indexes) {
    const length = inputs[index]?.text.length ?? 0;
    if (current.length > 0 && (current.length >= BATCH_FILES || characters + length > BATCH_CHARACTERS)) {
      result.push({ tier, indexes: current, attempt: 1 });
      current = [];
      characters = 0;
    }
    current.push(index);
    characters += length;
  }
  if (current.length > 0) result.push({ tier, indexes: current, attempt: 1 });
  return result;
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function timeout(milliseconds: number): Promise<undefined> {
  return new Promise(resolve => {
    setTimeout(() => resolve(undefined), milliseconds).unref();
  });
}
