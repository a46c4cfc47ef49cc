import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFacts, plainFacts, unpackFacts } from '../../../src/facts/packedFacts.ts';
import { arbitraryFacts } from './arbitraryFacts.ts';

test('facts come back from their bytes', () => {
  fc.assert(
    fc.property(arbitraryFacts(), facts => {
      expect(plainFacts(unpackFacts(packFacts(facts)))).toStrictEqual(facts);
    }),
    { numRuns: 300 },
  );
});

test('each list can be read alone, and from a part of a larger buffer', () => {
  fc.assert(
    fc.property(arbitraryFacts(), fc.nat(20), (facts, before) => {
      const packed = packFacts(facts);
      const larger = new Uint8Array(before + packed.length + 3);
      larger.set(packed, before);
      const inside = larger.subarray(before, before + packed.length);
      for (const key of Object.keys(facts) as (keyof typeof facts)[])
        expect(unpackFacts(inside)[key]).toStrictEqual(facts[key]);
      const { counts } = unpackFacts(inside);
      for (const list of Object.keys(counts) as (keyof typeof counts)[]) expect(counts[list]).toBe(facts[list].length);
    }),
    { numRuns: 50 },
  );
});

test('equal facts give equal bytes, fields in any order and absent ones named', () => {
  fc.assert(
    fc.property(arbitraryFacts(), facts => {
      const backwards = Object.fromEntries(Object.entries(facts).reverse()) as unknown as typeof facts;
      const named = { namespace: undefined, ...backwards } as typeof facts;
      expect(Buffer.from(packFacts(named)).equals(packFacts(facts))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('JSON has all lists', () => {
  const [facts] = fc.sample(arbitraryFacts(), 1);
  if (!facts) throw new Error('no sample');
  expect(JSON.parse(JSON.stringify(unpackFacts(packFacts(facts))))).toStrictEqual(JSON.parse(JSON.stringify(facts)));
});

test('damaged bytes give an error or other facts, and always end', () => {
  fc.assert(
    fc.property(arbitraryFacts(), fc.nat(), fc.nat(255), (facts, at, byte) => {
      const damaged = Uint8Array.from(packFacts(facts));
      damaged[at % damaged.length] = byte;
      for (const bytes of [damaged, damaged.subarray(0, at % damaged.length)]) {
        try {
          plainFacts(unpackFacts(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }),
    { numRuns: 300 },
  );
});
