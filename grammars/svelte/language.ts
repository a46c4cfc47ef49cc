import type { Language } from '../language.ts';
import { typescript } from '../typescript/language.ts';

/** Svelte components: their scripts are parsed as what they say they are. */
export const svelte: Language = {
  ...typescript,
  id: 'svelte',
  extensions: ['.svelte'],
  embedded: {
    form: 'component',
    expressions: 'braces',
  },
};
