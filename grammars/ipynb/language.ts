import type { Language } from '../language.ts';
import { python } from '../python/language.ts';

/** Jupyter notebooks: their code cells are parsed as the kernel's language. */
export const ipynb: Language = {
  ...python,
  id: 'ipynb',
  extensions: ['.ipynb'],
  embedded: { form: 'notebook' },
};
