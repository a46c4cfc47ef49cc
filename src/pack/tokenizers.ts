import type { BundledTokenizer, ModelFamily, TokenizerName } from './contextPack.ts';

/** What a family of models counts more than `o200k_base`, as a share, at the 95th percentile of source texts. */
const MARGINS: Readonly<Record<ModelFamily, number>> = {
  llama3: 0.02,
  qwen: 0.07,
  deepseek: 0.15,
  claude: 0.25,
  gemini: 0.3,
};

/** All that can be asked for: those that count exactly first. */
export const TOKENIZER_NAMES: readonly TokenizerName[] = [
  'o200k_base',
  'cl100k_base',
  ...Object.keys(MARGINS).map(family => `estimated:${family as ModelFamily}` as const),
];

export interface Counting {
  /** The tokenizer that counts. */
  readonly by: BundledTokenizer;
  /** Share that is added to its count; 0 where the count is exact. */
  readonly margin: number;
}

/** How a tokenizer's count is made. */
export function countingOf(name: TokenizerName): Counting {
  if (name === 'o200k_base' || name === 'cl100k_base') return { by: name, margin: 0 };
  return { by: 'o200k_base', margin: MARGINS[name.slice('estimated:'.length) as ModelFamily] };
}

/** The tokenizer of that name; `o200k_base` where there is none. */
export function tokenizerNamed(name: unknown): TokenizerName {
  return TOKENIZER_NAMES.find(each => each === name) ?? 'o200k_base';
}

/** For people: `o200k_base`, or `estimated:claude, o200k_base + 25 %`. */
export function tokenizerText(name: TokenizerName): string {
  const { by, margin } = countingOf(name);
  return margin === 0 ? name : `${name}, ${by} + ${Math.round(margin * 100)} %`;
}
