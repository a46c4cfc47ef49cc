import { pathKey } from '../base/paths.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import type { WalkedFile } from '../files/walk.ts';
import { createFileTable, type FileTable, folderPath, parentOf } from '../index/fileTree.ts';
import type { ImportResolver } from '../index/resolvers/resolver.ts';
import { familyOf } from '../index/resolvers/resolvers.ts';
import type { IndexedFile } from '../index/snapshot.ts';

/** What lies around a file, worked out from the list of files alone, before they are read. */
export interface Neighbourhood {
  /** Keys of the files that `file` imports, then of those beside it, the ones that it mentions first. */
  around(file: IndexedFile): readonly string[];
  /** Keys of the files from which `file` only passes names on. */
  behind(file: IndexedFile): readonly string[];
}

/** Files of one folder that an import of the folder stands for. */
const PACKAGE_FILES = 40;
/** Files beside a file. */
const SIBLINGS = 60;
/** More files of one name than this say nothing about which is meant. */
const SAME_NAME = 8;

/**
 * @param roots absolute folders of the roots
 * @param read text of a configuration file
 */
export function createNeighbourhood(
  roots: readonly string[],
  found: readonly WalkedFile[],
  read: Parameters<typeof createFileTable>[2],
): Neighbourhood {
  const table = createFileTable(
    roots,
    found.map(({ path }, at) => [path, at] as const),
    read,
  );
  const resolvers = new Map<string, ImportResolver | undefined>();

  function resolverOf({ language }: FileFacts): ImportResolver | undefined {
    const family = familyOf(language);
    if (!family) return undefined;
    if (!resolvers.has(family.id)) resolvers.set(family.id, family.createResolver?.(table));
    return resolvers.get(family.id);
  }

  const pathOf = ({ source }: IndexedFile): string =>
    `${folderPath(roots[source.path.root] ?? '')}/${source.path.relative}`;

  function imported({ facts }: IndexedFile, own: string, imports = facts.imports): readonly string[] {
    const resolver = resolverOf(facts);
    return imports.flatMap(({ specifier, names }) => {
      const found = resolver?.resolve(own, specifier);
      if (found?.kind === 'file') return [found.path];
      if (found?.kind === 'folder') return filesIn(table, found.path, own).slice(0, PACKAGE_FILES);
      return named(table, own, [...specifier.split(/[^\w$-]+/), ...names.map(({ name }) => name)]);
    });
  }

  function keysOf(paths: readonly string[], own: string): readonly string[] {
    return [...new Set(paths)].flatMap(path => {
      const file = path === own ? undefined : found[table.id(path) ?? -1];
      return file ? [pathKey(file.path)] : [];
    });
  }

  return {
    behind(file) {
      const own = pathOf(file);
      const passedOn = file.facts.imports.filter(({ kind }) => kind === 'reexport');
      return keysOf(imported(file, own, passedOn), own);
    },
    around(file) {
      const { facts } = file;
      const own = pathOf(file);
      const mentioned = mentions(facts);
      const beside = filesIn(table, parentOf(own), own);
      const near = beside.filter(path => mentioned.has(stem(path)));
      const others = beside.filter(path => !mentioned.has(stem(path)));
      const paths = [...imported(file, own), ...near, ...others.slice(0, Math.max(0, SIBLINGS - near.length))];
      return keysOf(paths, own);
    },
  };
}

/** Files with the ending of `like`, in a folder. */
function filesIn(table: FileTable, folder: string, like: string): readonly string[] {
  return table
    .entries(folder)
    .filter(name => ending(name) === ending(like))
    .map(name => `${folder}/${name}`)
    .filter(path => table.has(path));
}

/** The file that dotted names lead to where folders are named after packages: the one that shares most of its path with them. */
function named(table: FileTable, own: string, names: readonly string[]): readonly string[] {
  const words = new Set(names.filter(Boolean));
  for (const name of names.filter(Boolean).reverse()) {
    const candidates = table.withName(`${name}${ending(own)}`);
    if (candidates.length === 0 || candidates.length > SAME_NAME) continue;
    const shared = (path: string): number => path.split('/').filter(part => words.has(part)).length;
    return [candidates.reduce((best, path) => (shared(path) > shared(best) ? path : best))];
  }
  return [];
}

function mentions({ references, symbols }: FileFacts): ReadonlySet<string> {
  const names = new Set(references.map(({ name }) => name));
  for (const { type, bases = [] } of symbols) {
    for (const text of [type ?? '', ...bases]) for (const word of text.match(/\w+/g) ?? []) names.add(word);
  }
  return names;
}

function ending(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}
