import { languages } from '../../../grammars/index.ts';
import type { Language } from '../../../grammars/language.ts';

/** The language that the code in a text is in: its own, or that of the notebook that it is. `undefined` where no grammar knows it. */
export function embeddedLanguage(language: Language, text: string): Language | undefined {
  if (language.embedded?.form !== 'notebook') return language;
  const word = notebookLanguage(text);
  const id = KERNELS[word] ?? word;
  return languages.find(candidate => candidate.id === id && !candidate.embedded);
}

/** Words of kernels that are no language ids. */
const KERNELS: Readonly<Record<string, string>> = {
  ipython: 'python',
  python3: 'python',
  'c++': 'cpp',
  'c#': 'csharp',
  bash: 'shellscript',
  node: 'javascript',
  deno: 'typescript',
};

/** The word for the language of a notebook's code, lower case: its kernel's, or Python when it does not say. */
export function notebookLanguage(text: string): string {
  const kernel = /"kernelspec"\s*:\s*\{[^}]*?"language"\s*:\s*"([^"\\]+)"/.exec(text)?.[1];
  const info = /"language_info"\s*:\s*\{(?:[^{}]|\{[^{}]*\}){0,3000}?"name"\s*:\s*"([^"\\]+)"/.exec(text)?.[1];
  return (kernel ?? info ?? 'python').toLowerCase();
}
