import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { TOKENIZER_NAMES, tokenizerNamed, tokenizerText } from '../../../src/pack/tokenizers.ts';
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

  test.each([
    ['estimated:llama3', 1.02],
    ['estimated:qwen', 1.07],
    ['estimated:deepseek', 1.15],
    ['estimated:claude', 1.25],
    ['estimated:gemini', 1.3],
  ] as const)('%s is o200k_base and a margin', async (name, factor) => {
    const text = 'export const answer = 42; // 漢字\n'.repeat(30);
    const exact = encode(text).length;
    const counter = await loadTokenCounter(name);
    expect(counter.name).toBe(name);
    expect(counter.count(text)).toBe(Math.ceil(exact * factor));
    expect(counter.count('')).toBe(0);
  });

  test('a tokenizer without such a name is the common one', () => {
    expect(TOKENIZER_NAMES.map(tokenizerNamed)).toEqual(TOKENIZER_NAMES);
    expect(['p50k_base', '', undefined, 3].map(tokenizerNamed)).toEqual(Array(4).fill('o200k_base'));
    expect(tokenizerText('estimated:claude')).toBe('estimated:claude, o200k_base + 25 %');
    expect(tokenizerText('cl100k_base')).toBe('cl100k_base');
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
