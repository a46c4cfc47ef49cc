import type { Language } from '../language.ts';
import { typescript } from '../typescript/language.ts';

/** Astro components: their scripts are parsed as what they say they are. */
export const astro: Language = {
  ...typescript,
  id: 'astro',
  extensions: ['.astro'],
  embedded: {
    form: 'component',
    expressions: 'braces',
    frontMatter: true,
  },
};
