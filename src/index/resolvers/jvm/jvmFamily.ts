import type { Span } from '../../../base/span.ts';
import type { BindingFact } from '../../../facts/fileFacts.ts';
import { fullNameKey, joined, outsideNameKey, packageKey } from '../../nameKeys.ts';
import { ownerOfOutside } from '../../resolve/hierarchy.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import {
  type Definition,
  type Inference,
  isClassLike,
  type LanguageFamily,
  type Place,
  type Program,
} from '../../resolve/program.ts';
import { type FileId, fileOf, indexOf, type ReferenceRule, type SymbolId, symbolId } from '../../snapshot.ts';
import { jvmLibrary } from './jvmLibrary.ts';

/**
 * Java and Kotlin, which see each other's classes: packages that files declare for themselves, whatever folders and build
 * modules they stand in.
 */
export const jvmFamily: LanguageFamily = {
  id: 'jvm',
  languages: ['java', 'kotlin'],
  self: new Set(['this']),
  selfType: new Set(),
  superWord: 'super',
  superConstructs: true,
  bareMembers: true,
  separateCalls: true,
  isCalled,
  inheritedOverloads: true,
  unnamedClass: new Set(['new', 'object']),
  outsideMembers: true,
  declaresTypes: true,
  calledProperties: true,
  callMember: 'invoke',
  library: jvmLibrary,
  moduleName: (_path, { namespace }) => namespace ?? '',
  exported: moduleLevelDefinition,
  imported(program, file, { specifier }, { name }) {
    if (name !== '*') return memberOf(program, specifier, name, file);
    const type = declared(program, specifier, file);
    return type === undefined ? undefined : { symbol: type };
  },
  visible,
  extensionMember,
  memberOfPackage: (program, key, name) => memberOf(program, key, name, undefined),
};

/** A variable hides a function only in Kotlin, and there only when it may hold one. */
function isCalled({ name, type, initializer }: BindingFact, language: string): boolean {
  if (language === 'java') return false;
  return type === undefined ? initializer?.path !== name : type.includes('=>');
}

/** Package mates before names imported on demand; at last a package, with which a full name begins. */
function visible(program: Program, { file }: Place, name: string): Definition | undefined {
  return program.queries.memoNamed('visible', file, name, () => visibleIn(program, file, name));
}

function visibleIn(program: Program, file: FileId, name: string): Definition | undefined {
  if (program.lacks(name)) return packageOnly(program, name);
  const module = program.moduleName(file) ?? '';
  const own = declared(program, joined(module, name), file) ?? extensionsIn(program, module, name)[0];
  if (own !== undefined) return { symbol: own };
  const scope = program.scope(file);
  for (const fact of scope?.starImports ?? []) {
    const found = memberOf(program, scope?.facts.imports[fact]?.specifier ?? '', name, file);
    if (found && 'symbol' in found) return found;
  }
  return packageOnly(program, name);
}

/** The name in a package or in a type given by its full name; `from` is the file that asks. */
function memberOf(program: Program, key: string, name: string, from: FileId | undefined): Definition | undefined {
  const full = joined(key, name);
  if (program.lacks(name)) return packageOnly(program, full);
  const symbol =
    declared(program, full, from) ?? staticMember(program, key, name, from) ?? extensionsIn(program, key, name)[0];
  if (symbol !== undefined) return { symbol };
  return packageOnly(program, full);
}

/** Kotlin's extension functions and properties of that name in a package, which are called like members. */
function extensionsIn(program: Program, module: string, name: string): readonly SymbolId[] {
  return program.named(outsideNameKey(name)).filter(id => {
    if (program.moduleName(fileOf(id)) !== module || program.family(fileOf(id)) !== jvmFamily) return false;
    const symbols = program.scope(fileOf(id))?.facts.symbols;
    const symbol = symbols?.[indexOf(id)];
    if (!symbols || !symbol) return false;
    if (symbol.owner !== undefined) return symbol.parent === -1;
    // Beside the declaration of its type, it is known as that type's member.
    const parent = symbols[symbol.parent];
    return parent !== undefined && parent.parent === -1 && isOutside(symbol.span, parent.span);
  });
}

function isOutside(inner: Span, outer: Span): boolean {
  return inner[0] > outer[2] || inner[2] < outer[0];
}

/** An extension in scope that is none of another type of the workspace than that of the receiver. */
function extensionMember(
  program: Program,
  inference: Inference,
  place: Place,
  receiver: string,
  name: string,
): { readonly to: SymbolId; readonly rule: ReferenceRule } | undefined {
  const extension = program.queries.memoNamed('extension', place.file, name, () =>
    extensionInScope(program, place.file, name),
  );
  if (!extension) return undefined;
  const { symbol, isImported } = extension;
  if (inference.chain(place, receiver) && ownerOfOutside(program, inference, symbol) !== undefined) return undefined;
  return { to: symbol, rule: isImported ? 'import' : 'unique' };
}

/** A function that extends a type, and whether an import names it. */
interface Extension {
  readonly symbol: SymbolId;
  readonly isImported: boolean;
}

/** An extension that a file sees by its name: by an import of that name, from its package, or by an import on demand. */
function extensionInScope(program: Program, file: FileId, name: string): Extension | undefined {
  const imports = program.scope(file)?.facts.imports ?? [];
  for (const { specifier, names } of imports) {
    const imported = names.find(({ local }) => local === name);
    if (!imported) continue;
    const symbol =
      extensionsIn(program, specifier, imported.name)[0] ?? innerExtension(program, specifier, imported.name, file);
    return symbol === undefined ? undefined : { symbol, isImported: true };
  }
  if (program.lacks(name)) return undefined;
  const packages = imports.flatMap(({ specifier, names }) =>
    names.some(({ local }) => local === '') ? [specifier] : [],
  );
  for (const module of [program.moduleName(file) ?? '', ...packages]) {
    const [symbol] = extensionsIn(program, module, name);
    if (symbol !== undefined) return { symbol, isImported: false };
  }
  return undefined;
}

/** An extension that an object declares: `import a.Type.Companion.extension`. */
function innerExtension(program: Program, type: string, name: string, file: FileId): SymbolId | undefined {
  const symbol = staticMember(program, type, name, file);
  const fact = symbol === undefined ? undefined : program.scope(fileOf(symbol))?.facts.symbols[indexOf(symbol)];
  return fact?.owner === undefined ? undefined : symbol;
}

function packageOnly(program: Program, key: string): Definition | undefined {
  return program.named(packageKey(key)).length > 0 ? { package: { family: jvmFamily, key } } : undefined;
}

/** What has a full name; of several declarations (build modules, source sets) the one whose folders are nearest. */
function declared(program: Program, full: string, from: FileId | undefined): SymbolId | undefined {
  const named = program.named(fullNameKey(full));
  if (named.length === 0) return undefined;
  const found = named.filter(id => program.family(fileOf(id)) === jvmFamily);
  if (found.length < 2 || from === undefined) return found[0];
  const path = program.path(from) ?? '';
  let best: SymbolId | undefined;
  let most = -1;
  for (const id of found) {
    const shared = sharedFolders(path, program.path(fileOf(id)) ?? '');
    if (shared > most) [best, most] = [id, shared];
  }
  return best;
}

function sharedFolders(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

const MAX_BASES = 8;

/** A member of a type, its own or of a base, as `import static` names it. */
function staticMember(
  program: Program,
  type: string,
  name: string,
  from: FileId | undefined,
  depth = 0,
): SymbolId | undefined {
  const owner = declared(program, type, from);
  if (owner === undefined || depth > MAX_BASES) return undefined;
  const file = fileOf(owner);
  const scope = program.scope(file);
  const symbol = scope?.facts.symbols[indexOf(owner)];
  if (!scope || !symbol || !isClassLike(symbol)) return undefined;
  const own = scope.children(indexOf(owner), name);
  const index = own.find(child => scope.facts.symbols[child]?.kind !== 'constructor');
  if (index !== undefined) return symbolId(file, index);
  for (const base of symbol.bases ?? []) {
    const full = fullNameAt(program, file, base);
    const found = full === undefined ? undefined : staticMember(program, full, name, from, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The full name of a type that a file names at its top level. */
function fullNameAt(program: Program, file: FileId, name: string): string | undefined {
  const imports = program.scope(file)?.facts.imports ?? [];
  for (const { specifier, names } of imports)
    if (names.some(({ local }) => local === name)) return joined(specifier, name);
  const mate = joined(program.moduleName(file) ?? '', name);
  return program.named(fullNameKey(mate)).length > 0 ? mate : undefined;
}
