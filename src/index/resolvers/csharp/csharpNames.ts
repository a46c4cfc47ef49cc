import type { SymbolFact } from '../../../facts/fileFacts.ts';
import { fullNameKey, joined, packageKey, sharedImportsKey } from '../../nameKeys.ts';
import type { FileScope } from '../../resolve/fileScope.ts';
import { outerSymbol } from '../../resolve/fileScope.ts';
import { type Definition, isClassLike, type LanguageFamily, type Place, type Program } from '../../resolve/program.ts';
import { type FileId, fileOf, indexOf, type SymbolId, symbolId } from '../../snapshot.ts';

/**
 * What a name means by the namespaces around and the directives that open others: types in the types around, then from the
 * innermost namespace out its types, namespaces and what its directives open. `Foo$2` is a type with two type parameters.
 */
export function visibleName(
  program: Program,
  family: LanguageFamily,
  place: Place,
  name: string,
): Definition | undefined {
  const symbols = program.scope(place.file)?.facts.symbols ?? [];
  let around = place.enclosing;
  while (around >= 0 && !isContainer(symbols[around])) around = outerSymbol(symbols, around);
  return program.queries.memoNamed('visible inside', symbolId(place.file, around), name, () => {
    const found = nameAround(program, family, place.file, around, name);
    // `[Foo]` may be short for `[FooAttribute]`.
    if (found || !/^\p{Lu}/u.test(name) || name.endsWith('Attribute')) return found;
    return nameAround(program, family, place.file, around, name.replace(/(?=\$\d+$)|$/, 'Attribute'));
  });
}

function isContainer(symbol: SymbolFact | undefined): boolean {
  return symbol !== undefined && isClassLike(symbol);
}

function nameAround(
  program: Program,
  family: LanguageFamily,
  file: FileId,
  around: number,
  name: string,
): Definition | undefined {
  for (const { name: container, opened } of searched(program, family, file, around)) {
    const found = memberOfNamespace(program, family, container, name, file);
    if (found) return found;
    for (const other of opened) {
      const inside = memberOfOpened(program, other, name, file);
      if (inside) return inside;
    }
  }
  return undefined;
}

/** A container, and the full names of what is opened in it. */
interface Searched {
  readonly name: string;
  readonly opened: readonly string[];
}

/** Where names are searched from inside the symbol `around`, in that order. */
function searched(program: Program, family: LanguageFamily, file: FileId, around: number): readonly Searched[] {
  const found = program.queries.memo('searched', symbolId(file, around), () => {
    const scope = program.scope(file);
    if (!scope) return [];
    return containers(program, scope, file, around).map(({ name, symbol }) => ({
      name,
      opened: symbol === undefined ? [] : openedBy(program, family, scope, file, symbol),
    }));
  });
  return found ?? [];
}

interface Container {
  /** Full name of the type or namespace, '' for the global one. */
  readonly name: string;
  /** The symbol whose directives apply once the container is searched, -1 for those of the file. */
  readonly symbol?: number;
}

/** Types and namespaces around the symbol `around`, from the inside out; a namespace `A.B` stands in `A`. */
function containers(program: Program, { facts }: FileScope, file: FileId, around: number): readonly Container[] {
  const found: Container[] = [];
  const module = program.moduleName(file) ?? '';
  const add = (name: string, until: string, symbol: number): void => {
    for (let inner = name; inner !== until && inner !== ''; inner = outerName(inner)) found.push({ name: inner });
    const last = found.at(-1);
    if (last && symbol >= 0) found[found.length - 1] = { ...last, symbol };
  };
  for (let index = around; index >= 0; index = outerSymbol(facts.symbols, index)) {
    const symbol = facts.symbols[index];
    if (!symbol) break;
    const outer = joined(module, facts.symbols[symbol.parent]?.qualifiedName ?? '');
    if (symbol.kind === 'namespace') add(joined(module, symbol.qualifiedName), outer, index);
    else if (isClassLike(symbol)) found.push({ name: joined(module, symbol.qualifiedName) });
  }
  add(module, '', -1);
  return [...found, { name: '', symbol: -1 }];
}

function outerName(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

/** A type, or a namespace inside the namespace. */
export function memberOfNamespace(
  program: Program,
  family: LanguageFamily,
  namespace: string,
  name: string,
  file?: FileId,
): Definition | undefined {
  const [simple = '', arity] = name.split('$');
  const full = joined(namespace, simple);
  const type = typeNamed(program, full, arity, file);
  if (type !== undefined) return { symbol: type };
  return arity === undefined && program.named(packageKey(full)).length > 0
    ? { package: { family, key: full } }
    : undefined;
}

/** The type of a full name; of several with one name the one of this number of type parameters, of this file. */
function typeNamed(
  program: Program,
  full: string,
  arity: string | undefined,
  file: FileId | undefined,
): SymbolId | undefined {
  const all = program.named(fullNameKey(full)).filter(id => program.family(fileOf(id))?.id === 'csharp');
  if (all.length < 2) return all[0];
  const wanted = Number(arity ?? 0);
  const fitting = all.filter(
    id => (program.scope(fileOf(id))?.facts.symbols[indexOf(id)]?.typeParameters ?? 0) === wanted,
  );
  const candidates = fitting.length > 0 ? fitting : all;
  return candidates.find(id => fileOf(id) === file) ?? candidates[0];
}

/** Namespaces whose extension methods are in scope at a place. */
export function namespacesInScope(program: Program, family: LanguageFamily, place: Place): ReadonlySet<string> {
  const found = program.queries.memo('namespaces', symbolId(place.file, place.enclosing), () => {
    const names = new Set<string>();
    for (const { name, opened } of searched(program, family, place.file, place.enclosing)) {
      names.add(name);
      for (const other of opened) names.add(other);
    }
    return names;
  });
  return found ?? new Set();
}

/** A type of an opened namespace, or a member of an opened type. */
function memberOfOpened(program: Program, opened: string, name: string, file: FileId): Definition | undefined {
  const [simple = '', arity] = name.split('$');
  const type = typeNamed(program, joined(opened, simple), arity, file);
  if (type !== undefined) return { symbol: type };
  for (const id of program.named(fullNameKey(opened))) {
    const member = program.scope(fileOf(id))?.children(indexOf(id), simple)[0];
    if (member !== undefined) return { symbol: symbolId(fileOf(id), member) };
  }
  return undefined;
}

/** Full names of the namespaces and types that the directives in a namespace (-1: in the file and its project) open. */
function openedBy(
  program: Program,
  family: LanguageFamily,
  scope: FileScope,
  file: FileId,
  symbol: number,
): readonly string[] {
  const own: string[] = [];
  for (const fact of scope.facts.imports) {
    if (fact.enclosing !== symbol || fact.names[0]?.local !== '') continue;
    own.push(writtenName(program, file, symbol, fact.specifier));
  }
  return symbol === -1 ? [...own, ...projectUsings(program, family, file)] : own;
}

/** The full name that a directive means: as written, or seen from the namespaces around. */
function writtenName(program: Program, file: FileId, symbol: number, written: string): string {
  const exists = (name: string): boolean =>
    program.named(packageKey(name)).length > 0 || program.named(fullNameKey(name)).length > 0;
  if (exists(written)) return written;
  const around = joined(
    program.moduleName(file) ?? '',
    program.scope(file)?.facts.symbols[symbol]?.qualifiedName ?? '',
  );
  for (let name = around; name !== ''; name = outerName(name)) {
    if (exists(joined(name, written))) return joined(name, written);
  }
  return written;
}

/** What an alias stands for. */
export function aliasedDefinition(
  program: Program,
  family: LanguageFamily,
  file: FileId,
  enclosing: number,
  written: string,
): Definition | undefined {
  const full = writtenName(program, file, enclosing, written);
  return memberOfNamespace(program, family, outerName(full), full.slice(full.lastIndexOf('.') + 1), file);
}

/** What all files of a project have open: global directives in one of its files, and those of the project file. */
function projectUsings(program: Program, family: LanguageFamily, file: FileId): readonly string[] {
  const path = program.path(file) ?? '';
  const project = (of: string): string => {
    const found = program.submodule({ family, key: of }, 'project');
    return found.kind === 'package' ? found.key : '';
  };
  const found = program.queries.memo('usings', file, () => {
    const names = new Set<string>();
    const shared = program.named(sharedImportsKey(family.id)).map(fileOf);
    const own = shared.length > 0 ? project(path) : '';
    for (const other of shared) {
      if (project(program.path(other) ?? '') !== own) continue;
      for (const { kind, specifier, names: bound } of program.scope(other)?.facts.imports ?? [])
        if (kind === 'reexport' && bound[0]?.local === '') names.add(specifier);
    }
    for (let index = 0; ; index++) {
      const using = program.submodule({ family, key: path }, `using ${index}`);
      if (using.kind !== 'package') return [...names];
      names.add(using.key);
    }
  });
  return found ?? [];
}
