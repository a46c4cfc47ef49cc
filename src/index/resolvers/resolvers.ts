import { createJavaScriptResolver } from './javascript/javascriptResolver.ts';
import { createPythonResolver } from './python/pythonResolver.ts';
import type { CreateImportResolver } from './resolver.ts';

/** Languages that share modules, and so a resolver. */
export type LanguageFamily = 'javascript' | 'python';

const families: Readonly<Record<string, LanguageFamily>> = {
  typescript: 'javascript',
  typescriptreact: 'javascript',
  tsx: 'javascript',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  jsx: 'javascript',
  python: 'python',
};

/** The resolver of each family: a new language is a folder here and a line in these two tables. */
export const resolverOf: Readonly<Record<LanguageFamily, CreateImportResolver>> = {
  javascript: createJavaScriptResolver,
  python: createPythonResolver,
};

/** The family of a language id; `undefined` for languages whose imports are not resolved. */
export function familyOf(language: string): LanguageFamily | undefined {
  return Object.hasOwn(families, language) ? families[language] : undefined;
}

const CONFIGURATION =
  /(^|\/)([tj]sconfig[^/]*\.json|package\.json|pnpm-workspace\.yaml|lerna\.json|pyproject\.toml|setup\.cfg)$/;

/** Whether a change of this file's text or existence can change how other files' imports resolve. */
export function isConfiguration(path: string): boolean {
  return CONFIGURATION.test(path);
}
