import type { FilePath } from '../../base/paths.ts';
import { isEntryName } from '../../graph/role.ts';
import { type IndexedFile, indexOf, type Snapshot } from '../../index/snapshot.ts';

/** A module's purpose in the words of its own authors, and where they stand. */
export interface Purpose {
  readonly text: string;
  readonly from: 'module documentation' | 'documentation of its main export' | 'package description' | 'README';
}

/** Texts of the package that a module is the entry of; the caller reads them at {@link packageFiles}. */
export interface PackageTexts {
  readonly manifest?: string;
  readonly readme?: string;
}

/** Finds the purpose line: module documentation, else that of the main export, else what the package says of itself. */
export function purposeOf(snapshot: Snapshot, file: IndexedFile, texts: PackageTexts): Purpose | undefined {
  if (file.facts.moduleDoc !== undefined) return { text: file.facts.moduleDoc, from: 'module documentation' };
  const main = mainExportDoc(snapshot, file);
  if (main !== undefined) return { text: main, from: 'documentation of its main export' };
  const description = texts.manifest === undefined ? undefined : descriptionIn(texts.manifest);
  if (description !== undefined) return { text: description, from: 'package description' };
  const sentence = texts.readme === undefined ? undefined : firstSentence(texts.readme);
  return sentence === undefined ? undefined : { text: sentence, from: 'README' };
}

/** Where a package entry's manifest and README are; nothing for a file that is no entry of its package. */
export function packageFiles(snapshot: Snapshot, file: IndexedFile): { manifest?: FilePath; readme?: FilePath } {
  const { root, relative } = file.source.path;
  if (!isEntryName(relative)) return {};
  const folders = ancestors(relative);
  const at = (folder: string, name: string): FilePath => ({
    root,
    relative: folder === '' ? name : `${folder}/${name}`,
  });
  const home = folders.find(folder => MANIFESTS.some(name => snapshot.find(at(folder, name)) !== undefined));
  if (home === undefined || !isPackageEntry(relative, home)) return {};
  const manifest = MANIFESTS.map(name => at(home, name)).find(path => snapshot.find(path) !== undefined);
  const readme = READMES.map(name => at(home, name)).find(path => snapshot.find(path) !== undefined);
  return { ...(manifest && { manifest }), ...(readme && { readme }) };
}

const MANIFESTS = ['package.json', 'pyproject.toml'];
const READMES = ['README.md', 'readme.md', 'Readme.md', 'README.rst', 'README'];

/** An index or `__init__` speaks for the package only near its top: `src/index.ts`, `src/package/__init__.py`. */
function isPackageEntry(relative: string, home: string): boolean {
  const inside = home === '' ? relative : relative.slice(home.length + 1);
  const folders = inside.split('/').slice(0, -1);
  return (
    folders.length === 0 || (folders.length <= 2 && ['src', 'lib'].includes(folders[0] ?? '')) || folders.length === 1
  );
}

function ancestors(relative: string): readonly string[] {
  const parts = relative.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('');
}

function mainExportDoc(snapshot: Snapshot, file: IndexedFile): string | undefined {
  const { facts, id } = file;
  const byDefault = snapshot.exported(id, 'default');
  if (byDefault !== undefined && indexOf(byDefault) >= 0) return snapshot.symbol(byDefault)?.doc;
  const stem = simplified(file.source.path.relative.replace(/^.*\//, '').replace(/\..*$/, ''));
  const exported = facts.symbols.filter(symbol => symbol.exported && symbol.parent === -1);
  const named = exported.find(symbol => simplified(symbol.name) === stem);
  return (named ?? (exported.length === 1 ? exported[0] : undefined))?.doc;
}

function simplified(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function descriptionIn(manifest: string): string | undefined {
  const match = /(?:^|[{,])\s*"?description"?\s*[:=]\s*("(?:[^"\\\n]|\\.)*")/m.exec(manifest);
  if (match?.[1] === undefined) return undefined;
  try {
    const text: unknown = JSON.parse(match[1]);
    return typeof text === 'string' && text.trim() !== '' && !/^%.*%$/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The first sentence of prose: headings, badges, markup and quotes of code are passed over. */
function firstSentence(readme: string): string | undefined {
  const prose = readme.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '').replace(/<!--[\s\S]*?-->/g, '');
  for (const paragraph of prose.split(/\r?\n\s*\r?\n/)) {
    const text = paragraph
      .replace(/!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])/g, '')
      .replace(/\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])/g, '$1')
      .replace(/<[^>]*>|[*_`]|^>\s?/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (/^(#|=|-|\||\[|\.\.)/.test(text) || !/(?<!\p{L})\p{L}\S*\s.*\p{L}/u.test(text) || /[=-]{4,}/.test(text))
      continue;
    const sentence = /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
    return sentence.length <= 240 ? sentence : `${sentence.slice(0, 239)}…`;
  }
  return undefined;
}
