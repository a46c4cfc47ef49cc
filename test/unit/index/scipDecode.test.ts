import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation.ts';
import { documentsOf } from '../../../src/index/scip/crossTables.ts';
import { ScipError } from '../../../src/index/scip/decodeIndex.ts';
import { CODE, type ScipIndex, STRIDE } from '../../../src/index/scip/scipIndex.ts';
import { decoded, type HandMade, handMade } from './scipFixture.ts';

const GLOBAL = 'scip-test npm library 1.0 `a.ts`/Shelf#pick().';
const DOCUMENTS: readonly HandMade[] = [
  {
    path: 'a.ts',
    occurrences: [
      [[4, 2, 6], GLOBAL, 1],
      [[1, 300, 1, 305], 'local 7'],
      [[1, 0, 3, 5], GLOBAL],
      [[2, 5, 5], GLOBAL],
      [[0, 1], GLOBAL],
      [[0, 0, 3], ''],
    ],
  },
  { path: 'sub\\b.ts', occurrences: [[[0, 0, 4], GLOBAL, 8]], encoding: 1, text: 'pick' },
];

/** Rows of a document, with the names of their symbols. */
function rows(index: ScipIndex, document: number): unknown[] {
  const { occurrences } = index.documents[document] ?? { occurrences: new Int32Array() };
  return Array.from({ length: occurrences.length / STRIDE }, (_, row) => {
    const [line, start, end, code = 0] = occurrences.subarray(row * STRIDE, (row + 1) * STRIDE);
    const symbol = code >> 1;
    return [line, start, end, index.symbols.isLocal(symbol) ? 'local' : index.symbols.name(symbol).name, code & 1];
  });
}

describe('decoding', () => {
  test('keeps what lies on one line, in order of place', async () => {
    const index = await decoded(handMade(DOCUMENTS));
    expect(rows(index, 0)).toEqual([
      [1, 300, 305, 'local', 0],
      [4, 2, 6, 'pick', 1],
    ]);
    expect(rows(index, 1)).toEqual([[0, 0, 4, 'pick', 0]]);
    expect(index.documents.map(({ path, encoding }) => [path, encoding])).toEqual([
      ['a.ts', 'unknown'],
      ['sub/b.ts', 'utf-8'],
    ]);
    expect(index.projectRoot).toBe('file:///elsewhere');
    const symbol = (index.documents[1]?.occurrences[CODE] ?? 0) >> 1;
    expect([...documentsOf(index.definitions, symbol)]).toEqual([0]);
    expect([...documentsOf(index.uses(), symbol)]).toEqual([1]);
  });

  test('reads ranges that are messages', async () => {
    const occurrences = [
      [[0, 0, 4], GLOBAL, 1] as const,
      [[3, 2, 3, 6], GLOBAL] as const,
      [[3, 2, 4, 6], GLOBAL] as const,
    ];
    const index = await decoded(handMade([{ path: 'a.ts', occurrences, typed: true }]));
    expect(rows(index, 0)).toEqual([
      [0, 0, 4, 'pick', 1],
      [3, 2, 6, 'pick', 0],
    ]);
  });

  test('does not depend on how the bytes are cut', async () => {
    const bytes = handMade(DOCUMENTS);
    const whole = await decoded(bytes);
    for (let chunk = 1; chunk < bytes.length; chunk += chunk < 40 ? 1 : 37) {
      const cut = await decoded(bytes, chunk);
      expect([rows(cut, 0), rows(cut, 1)]).toEqual([rows(whole, 0), rows(whole, 1)]);
    }
  });

  test('tells thousands of symbols apart', async () => {
    const count = 20_000;
    const occurrences = Array.from({ length: count }, (_, i) => [[i, 0, 3], `s m p v n${i}.`] as const);
    const index = await decoded(handMade([{ path: 'a.ts', occurrences }]));
    expect(index.symbols.size).toBe(count);
    expect(rows(index, 0)[count - 1]).toEqual([count - 1, 0, 3, `n${count - 1}`, 0]);
  });

  test('can be cancelled', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({ ...DOCUMENTS[0], path: `${i}.ts` }) as HandMade);
    await expect(decoded(handMade(many), 1000, { isCancellationRequested: true })).rejects.toThrow(CancelledError);
  });
});

describe('bad files', () => {
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const error = await decoded(bytes, 64).then(
      () => undefined,
      reason => reason,
    );
    expect(error).toBeInstanceOf(ScipError);
    return error.message;
  };

  test('are told from good ones', async () => {
    expect(await refused(new Uint8Array())).toMatch(/no SCIP index, or one without documents/);
    expect(await refused(Buffer.from('hello world, this is text\n'))).toMatch(/no SCIP index/);
    expect(await refused(Buffer.from('{"documents": []}'))).toMatch(/no SCIP index/);
    const bytes = handMade(DOCUMENTS);
    expect(await refused(bytes.subarray(0, bytes.length - 1))).toBe(
      'it is damaged behind its document 1: it ends too early',
    );
  });

  test('cut anywhere they are refused, or end with a whole document', async () => {
    const bytes = handMade(DOCUMENTS);
    let whole = 0;
    for (let end = 0; end < bytes.length; end++) {
      const index = await decoded(bytes.subarray(0, end)).catch(error => {
        expect(error).toBeInstanceOf(ScipError);
      });
      if (index) whole += 1;
    }
    expect(whole).toBe(1);
  });

  test('any bytes, and any damage to good ones, give an index or a ScipError', async () => {
    const good = handMade(DOCUMENTS);
    const damage = fc
      .array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 })
      .map(changes => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damage), async bytes => {
        const index = await decoded(bytes).catch(error => {
          if (!(error instanceof ScipError)) throw error;
        });
        for (let symbol = 0; symbol < (index?.symbols.size ?? 0); symbol++) index?.symbols.name(symbol);
      }),
      { numRuns: 2000 },
    );
  });
});
