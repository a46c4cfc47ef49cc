import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { estimateTokens, loadTokenCounter } from '../../../src/pack/tokens.ts';

describe('token counter', () => {
  test('counts special tokens as text', async () => {
    const { count } = await loadTokenCounter('o200k_base');
    expect(count('<|endoftext|>')).toBe(encode('<|endoftext|>', { disallowedSpecial: new Set() }).length);
    expect(count('<|endoftext|>')).toBeGreaterThan(3);
  });

  test('the two tokenizers differ', async () => {
    const text = 'これは日本語です';
    const o200k = await loadTokenCounter('o200k_base');
    const cl100k = await loadTokenCounter('cl100k_base');
    expect(cl100k.count(text)).toBeGreaterThan(o200k.count(text));
  });

  test.each(['a', ' ', '\n', '=', 'é', '😀', '漢字', '\ud800'])(
    'a run of %j is an upper bound, and fast',
    async unit => {
      const { count } = await loadTokenCounter('o200k_base');
      const exact = encode(unit.repeat(400), { disallowedSpecial: new Set() }).length;
      expect(count(unit.repeat(400))).toBeGreaterThanOrEqual(exact);
      const start = performance.now();
      count(unit.repeat(200_000));
      // Without the guard each of these takes over ten seconds.
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});

test('the estimate is near the count', async () => {
  const { count } = await loadTokenCounter('o200k_base');
  const lines = [
    'export async function resolveImports(file: FileId, options: ResolveOptions = {}): Promise<ResolvedImport[]> {',
    '    def __init__(self, name: str, *, default: Optional[int] = None, **kwargs: Any) -> None:',
    '  const byKey: ReadonlyMap<string, FileRecord> = new Map();',
    '      if (first < next || last - first - 1 < FOLDED_LINES) continue;',
    '// Gains fall when a twin is chosen, and room shrinks: what was offered long ago is weighed again.',
    '',
    '}',
  ];
  const estimate = lines.map(estimateTokens).reduce((sum, tokens) => sum + tokens, 0);
  const exact = count(`${lines.join('\n')}\n`);
  expect(Math.abs(estimate / exact - 1)).toBeLessThan(0.15);
});

test.each(['o200k_base', 'cl100k_base'] as const)('%s: lines counted one by one add up to the whole', async name => {
  const { count } = await loadTokenCounter(name);
  const encoding = name === 'o200k_base' ? { encode } : await import('gpt-tokenizer/encoding/cl100k_base');
  const part = fc.constantFrom(
    '\n',
    '\n',
    '\r\n',
    '  ',
    '\t',
    '//',
    '/',
    '{',
    '};',
    '`',
    'name',
    'Ünï',
    "'s",
    '\u00a0',
    '1',
    '漢',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), parts => {
      const text = parts.join('');
      expect(count(text)).toBe(encoding.encode(text, { disallowedSpecial: new Set() }).length);
    }),
    { numRuns: 2000 },
  );
});
