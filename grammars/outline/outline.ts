import type { Language, WrittenImport } from '../language.ts';

type Own = 'id' | 'extensions' | 'wasm' | 'queries' | 'lineComment';

/**
 * A language of the second class: symbols, imports and calls, no declared types, and names resolved by the rules that
 * suit every language. What it does not say is: any comment documents what follows, and all is visible.
 */
export function outlineLanguage(own: Pick<Language, Own> & Partial<Language>): Language {
  return {
    documentation: 'comment',
    docComment: /^/,
    moduleComment: /^(?!#!)/,
    visibility: () => true,
    constructors: [],
    ...own,
  };
}

/** An import of all that a module has, at `offset` of its statement; `local` is the name of the module where it gets one. */
export function wholeModule(specifier: string, offset: number, local = ''): WrittenImport {
  return { specifier, names: [{ name: '*', local, offset }] };
}
