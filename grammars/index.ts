import { csharp } from './csharp/language.ts';
import { javascript } from './javascript/language.ts';
import type { Language } from './language.ts';
import { python } from './python/language.ts';
import { tsx } from './tsx/language.ts';
import { typescript } from './typescript/language.ts';

/** Every language that can be parsed. To add one: a folder beside these, and a line here. */
export const languages: readonly Language[] = [csharp, javascript, python, tsx, typescript];

/** The language of a file by its name, `undefined` where no grammar knows it. The longest matching ending wins. */
export function languageOf(path: string): Language | undefined {
  const fileName = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  let best: Language | undefined;
  let bestLength = 0;
  for (const language of languages) {
    if (language.fileNames?.includes(fileName)) return language;
    for (const extension of language.extensions) {
      if (extension.length > bestLength && fileName.endsWith(extension)) {
        best = language;
        bestLength = extension.length;
      }
    }
  }
  return best;
}
