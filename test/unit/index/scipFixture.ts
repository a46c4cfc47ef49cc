import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Pbf from 'pbf';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import { decodeIndex } from '../../../src/index/scip/decodeIndex.ts';
import { createFits } from '../../../src/index/scip/fit.ts';
import type { ScipIndex } from '../../../src/index/scip/scipIndex.ts';
import type { ScipSource } from '../../../src/index/scip/scipSource.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
export const FIXTURE = join(PROJECT, 'test/fixtures/scip');

/** Has a real indexer make the index of a TypeScript project on disk. */
export async function runIndexer(folder: string, output: string): Promise<void> {
  const indexer = require.resolve('@sourcegraph/scip-typescript');
  const words = [indexer, 'index', '--cwd', folder, '--output', output, '--no-progress-bar'];
  await promisify(execFile)(process.execPath, words, { timeout: 60_000 });
}

/** Bytes of the index of the fixture. */
export async function indexFixture(): Promise<Uint8Array> {
  const home = await mkdtemp(join(tmpdir(), 'cairn-scip-'));
  try {
    await cp(FIXTURE, join(home, 'library'), { recursive: true });
    await runIndexer(join(home, 'library'), join(home, 'index.scip'));
    return await readFile(join(home, 'index.scip'));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Decodes bytes that come in chunks of this size. */
export function decoded(bytes: Uint8Array, chunk = bytes.length, token = neverCancelled): Promise<ScipIndex> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return decodeIndex(chunks(), bytes.length, token);
}

/** An index of files below `/w`, for texts whose hash is the text itself as in `workspace.ts`. */
export function sourceOf(index: ScipIndex): ScipSource {
  return { attachments: [{ index, folders: ['/w'] }], readText: file => file.source.hash, fits: createFits() };
}

export interface HandMade {
  readonly path: string;
  readonly occurrences: readonly (readonly [range: readonly number[], symbol: string, roles?: number])[];
  readonly text?: string;
  readonly encoding?: number;
  /** Write ranges as messages. */
  readonly typed?: true;
}

/** Bytes of an index with these documents. */
export function handMade(documents: readonly HandMade[]): Uint8Array {
  const index = new Pbf();
  index.writeMessage(1, (_, metadata) => metadata.writeStringField(3, 'file:///elsewhere'), null);
  for (const document of documents) index.writeMessage(2, writeDocument, document);
  return index.finish();
}

function writeDocument({ path, occurrences, text, encoding, typed }: HandMade, pbf: Pbf): void {
  pbf.writeStringField(4, 'Klingon');
  pbf.writeStringField(1, path);
  for (const [range, symbol, roles] of occurrences) {
    pbf.writeMessage(2, writeOccurrence, { range, symbol, roles: roles ?? 0, typed });
  }
  // Symbols with their documentation: passed over.
  pbf.writeMessage(3, (_, information) => information.writeStringField(3, 'what it is for'), null);
  if (text !== undefined) pbf.writeStringField(5, text);
  if (encoding !== undefined) pbf.writeVarintField(6, encoding);
}

interface Written {
  readonly range: readonly number[];
  readonly symbol: string;
  readonly roles: number;
  readonly typed: true | undefined;
}

function writeOccurrence({ range, symbol, roles, typed }: Written, pbf: Pbf): void {
  if (typed) pbf.writeMessage(range.length === 3 ? 8 : 9, writeNumbers, range);
  else pbf.writePackedVarint(1, [...range]);
  pbf.writeStringField(2, symbol);
  if (roles !== 0) pbf.writeVarintField(3, roles);
  pbf.writePackedVarint(7, [0, 0, 9, 0]);
}

/** Zeros are left out, as the format has it. */
function writeNumbers(numbers: readonly number[], pbf: Pbf): void {
  numbers.forEach((value, i) => {
    if (value !== 0) pbf.writeVarintField(i + 1, value);
  });
}
