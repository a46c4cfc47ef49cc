import { languages } from '../../../grammars/index.ts';
import type { EmbeddedCode, Language } from '../../../grammars/language.ts';
import type { ExportFact, FileFacts, SymbolFact } from '../../facts/fileFacts.ts';
import { lexicalFacts } from '../../facts/lexicalFacts.ts';
import { countTerms } from '../../facts/terms.ts';
import { type ExtractOptions, extractFacts } from '../extractFacts.ts';
import { lineTable } from '../lineTable.ts';
import type { LoadedLanguage } from '../loadLanguage.ts';
import { type Component, expressionRegions, readComponent } from './component.ts';
import { embeddedLanguage, notebookLanguage } from './kernel.ts';
import { readNotebook } from './notebook.ts';
import { relocate } from './relocate.ts';
import { markupReferences } from './uses.ts';

/** Gives a language ready to parse, loading it the first time. */
export type LoadLanguage = (language: Language) => Promise<LoadedLanguage>;

/**
 * The facts of one text, of the code that it embeds where its language is a host of others.
 * Rejects only when a grammar does not load: what is damaged gives lexical facts.
 */
export async function factsOfText(
  language: Language,
  text: string,
  load: LoadLanguage,
  options: ExtractOptions = {},
): Promise<FileFacts> {
  const { embedded } = language;
  if (!embedded) return extractFacts(await load(language), text, options);
  if (embedded.form === 'component') return await componentFacts(language, embedded, text, load, options);
  const spoken = embeddedLanguage(language, text);
  const notebook = readNotebook(text, notebookLanguage(text));
  if (!spoken || !notebook) return { ...lexicalFacts(text, language.id), ...(notebook && countTerms(notebook.words)) };
  const facts = extractFacts(await load(spoken), notebook.code, options);
  return { ...relocate(facts, text, notebook), ...countTerms(notebook.words) };
}

const SCRIPT_LANGUAGES = { ts: 'typescript', tsx: 'typescriptreact', js: 'javascript' } as const;

async function componentFacts(
  language: Language,
  form: Extract<EmbeddedCode, { form: 'component' }>,
  text: string,
  load: LoadLanguage,
  options: ExtractOptions,
): Promise<FileFacts> {
  const component = readComponent(text, form);
  const script = languages.find(({ id }) => id === SCRIPT_LANGUAGES[component.lang]) ?? language;
  const facts = extractFacts(await load(script), component.code, options);
  const uses = markupReferences(component.markup, expressionRegions(component.markup, form), facts);
  const references = [...facts.references, ...uses].sort((a, b) => a.line - b.line || a.column - b.column);
  return withComponent({ ...facts, language: language.id, references, ...countTerms(text) }, text, component);
}

/** Adds the component itself, which importers get as the default export, unless the script exports one by name. */
function withComponent(facts: FileFacts, text: string, { tag }: Component): FileFacts {
  const known = facts.exports.find(({ name }) => name === 'default');
  if (known && known.local !== '' && facts.symbols.some(({ name }) => name === known.local)) return facts;
  const lines = lineTable(text);
  const span = lines.span(tag[0], tag[1]);
  const [line, column] = span;
  const symbol: SymbolFact = {
    name: 'default',
    qualifiedName: 'default',
    kind: 'class',
    parent: -1,
    exported: true,
    nameSpan: /^<script\b/i.test(text.slice(tag[0], tag[0] + 8)) ? [line, column + 1, line, column + 7] : span,
    span,
    headerSpan: span,
  };
  const offered: ExportFact = { name: 'default', local: 'default' };
  const exports = known ? facts.exports.map(fact => (fact === known ? offered : fact)) : [offered, ...facts.exports];
  return { ...withSymbol(facts, symbol), exports };
}

/** Facts with one more symbol at its place in the source. */
function withSymbol(facts: FileFacts, symbol: SymbolFact): FileFacts {
  const [line, column] = symbol.span;
  const later = facts.symbols.findIndex(({ span }) => span[0] > line || (span[0] === line && span[1] > column));
  const at = later === -1 ? facts.symbols.length : later;
  const moved = (index: number): number => (index >= at ? index + 1 : index);
  const inside = <T extends { readonly enclosing: number }>(fact: T): T => ({
    ...fact,
    enclosing: moved(fact.enclosing),
  });
  const symbols = facts.symbols.map(other => ({ ...other, parent: moved(other.parent) }));
  return {
    ...facts,
    symbols: [...symbols.slice(0, at), symbol, ...symbols.slice(at)],
    imports: facts.imports.map(inside),
    references: facts.references.map(inside),
    bindings: facts.bindings.map(inside),
  };
}
