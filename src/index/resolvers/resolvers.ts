import type { LanguageFamily } from '../resolve/program.ts';
import { cFamily } from './c/cFamily.ts';
import { csharpFamily } from './csharp/csharpFamily.ts';
import { genericFamily } from './generic/genericFamily.ts';
import { goFamily } from './go/goFamily.ts';
import { javascriptFamily } from './javascript/javascriptFamily.ts';
import { jvmFamily } from './jvm/jvmFamily.ts';
import { phpFamily } from './php/phpFamily.ts';
import { pythonFamily } from './python/pythonFamily.ts';
import { rubyFamily } from './ruby/rubyFamily.ts';
import { rustFamily } from './rust/rustFamily.ts';

/** Every family with rules of its own: a new one is a folder here and a line in this list. */
const families: readonly LanguageFamily[] = [
  cFamily,
  csharpFamily,
  goFamily,
  javascriptFamily,
  jvmFamily,
  phpFamily,
  pythonFamily,
  rubyFamily,
  rustFamily,
];

const byLanguage = new Map(families.flatMap(family => family.languages.map(language => [language, family] as const)));

/** The family of a language id; `undefined` for text that no grammar knows. */
export function familyOf(language: string): LanguageFamily | undefined {
  if (language === 'text') return undefined;
  let family = byLanguage.get(language);
  if (!family) {
    family = genericFamily(language);
    byLanguage.set(language, family);
  }
  return family;
}

/** Whether a change of this file's text or existence can change how other files' imports resolve. */
export function isConfiguration(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return families.some(({ configuration }) => configuration?.test(name));
}
