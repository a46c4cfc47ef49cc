import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReferenceFact } from '../../../src/facts/fileFacts.ts';
import { packFacts, unpackFacts } from '../../../src/facts/packedFacts.ts';
import { factsFor } from '../store/facts.ts';

const reference: fc.Arbitrary<ReferenceFact> = fc.record(
  {
    name: fc.string(),
    kind: fc.constantFrom('call', 'new', 'type', 'value', 'member'),
    receiver: fc.string(),
    line: fc.nat(),
    column: fc.nat(),
    enclosing: fc.integer({ min: -1, max: 1000 }),
    arguments: fc.nat(9),
  },
  { requiredKeys: ['name', 'kind', 'line', 'column', 'enclosing'] },
);

test('facts come back from their bytes', () => {
  fc.assert(
    fc.property(fc.array(reference), references => {
      const facts = { ...factsFor('f'), references };
      expect(unpackFacts(packFacts(facts))).toStrictEqual(JSON.parse(JSON.stringify(facts)));
    }),
  );
});
