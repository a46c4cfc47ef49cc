import type { FileFacts } from '../../../facts/fileFacts.ts';
import { parentOf } from '../../fileTree.ts';
import { fullNameKey, joined, packageKey } from '../../nameKeys.ts';
import { moduleDefinition, moduleLevelDefinition } from '../../resolve/modules.ts';
import type { Definition, LanguageFamily, Place, Program } from '../../resolve/program.ts';
import { type FileId, fileOf, type SymbolId } from '../../snapshot.ts';
import { goLibrary } from './goLibrary.ts';
import { createGoResolver } from './goResolver.ts';

/** What the key of a package for tests adds to its folder, which holds another package as well. */
const TEST_PACKAGE = ':test';

/** Go: a package is a folder, named by its path; its files see each other's names. */
export const goFamily: LanguageFamily = {
  id: 'go',
  languages: ['go'],
  createResolver: createGoResolver,
  configuration: /^go\.(?:mod|work)$/,
  self: new Set(),
  selfType: new Set(),
  outsideMembers: true,
  definedTypes: true,
  embeds: true,
  typed: true,
  library: goLibrary,
  moduleName,
  exported: moduleLevelDefinition,
  visible,
  memberOfPackage: (program, key, name) => inPackage(program, key, name, undefined),
};

function moduleName(path: string, { namespace }: Pick<FileFacts, 'namespace'>): string {
  const isTestPackage = path.endsWith('_test.go') && namespace?.endsWith('_test');
  return parentOf(path) + (isTestPackage ? TEST_PACKAGE : '');
}

/** A name of the package, of a package imported with a dot, or of a package whose name its path does not tell. */
function visible(program: Program, place: Place, name: string): Definition | undefined {
  return program.queries.memoNamed('visible', place.file, name, () => visibleIn(program, place, name));
}

function visibleIn(program: Program, place: Place, name: string): Definition | undefined {
  const module = program.moduleName(place.file);
  const mate = module === undefined ? undefined : inPackage(program, module, name, place.file);
  return mate ?? dotImported(program, place.file, name) ?? importedPackage(program, place.file, name);
}

function dotImported(program: Program, file: FileId, name: string): Definition | undefined {
  const scope = program.scope(file);
  for (const fact of /^\p{Lu}/u.test(name) ? (scope?.starImports ?? []) : []) {
    const target = program.target(file, scope?.facts.imports[fact]?.specifier ?? '');
    const found = target.kind === 'package' ? inPackage(program, target.key, name, undefined) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The imported package whose files declare this name for it. */
function importedPackage(program: Program, file: FileId, name: string): Definition | undefined {
  for (const { specifier, names } of program.scope(file)?.facts.imports ?? []) {
    const [imported] = names;
    if (!imported || imported.local === '') continue;
    const target = program.target(file, specifier);
    if (target.kind === 'package' && packageName(program, target.key) === name) return moduleDefinition(target);
  }
  return undefined;
}

function packageName(program: Program, key: string): string | undefined {
  return program.queries.memoNamed('package name', 0, key, () => {
    const files = program
      .named(packageKey(key))
      .map(fileOf)
      .filter(file => program.moduleName(file) === key);
    const names = files.map(file => program.scope(file)?.facts.namespace);
    return names.find(name => name !== undefined && name !== 'main') ?? names[0];
  });
}

/** What a package declares under a name. Of several declarations, made for different platforms, the one nearest to `user`. */
function inPackage(program: Program, key: string, name: string, user: FileId | undefined): Definition | undefined {
  const [only, ...others] = program.named(fullNameKey(joined(key, name)));
  if (only === undefined) return undefined;
  if (others.length === 0) return { symbol: only };
  const platform = user === undefined ? '' : platformOf(program.path(user));
  const rank = (id: SymbolId): number => {
    const path = program.path(fileOf(id));
    if (path?.endsWith('_test.go') && user !== undefined && !program.path(user)?.endsWith('_test.go')) return 3;
    const own = platformOf(path);
    return own === platform ? 0 : own === '' ? 1 : 2;
  };
  return { symbol: [only, ...others].reduce((best, id) => (rank(id) < rank(best) ? id : best)) };
}

/** Endings of file names that say for which platforms a file is; by convention `_other` and `_stub` are for all the rest. */
const PLATFORM =
  /_((?:windows|linux|darwin|freebsd|openbsd|netbsd|solaris|aix|android|ios|js|wasip1|plan9|unix|posix|other|stub)(?:_\w+)?)\.go$/;

/** The platform at the end of a file name. */
function platformOf(path: string | undefined): string {
  return PLATFORM.exec(path?.replace(/_test\.go$/, '.go') ?? '')?.[1] ?? '';
}
