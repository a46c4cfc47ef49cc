import type { Language } from '../language.ts';
import { typescript } from '../typescript/language.ts';

/** Vue components: their scripts are parsed as what they say they are. */
export const vue: Language = {
  ...typescript,
  id: 'vue',
  extensions: ['.vue'],
  embedded: {
    form: 'component',
    expressions:
      /\{\{([\s\S]*?)\}\}|\s(?:v-[\w-]+(?:[:.][\w.:[\]-]+)?|[:@#][\w.:[\]-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  },
};
