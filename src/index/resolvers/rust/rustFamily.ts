import type { FileScope } from '../../resolve/fileScope.ts';
import { outerSymbol } from '../../resolve/fileScope.ts';
import {
  exportedDefinition,
  importedDefinition,
  memberOfDefinition,
  memberOfModule,
  moduleDefinition,
  moduleLevelDefinition,
} from '../../resolve/modules.ts';
import { type Definition, isCallable, type LanguageFamily, type Place, type Program } from '../../resolve/program.ts';
import { type FileId, fileOf, indexOf, symbolId } from '../../snapshot.ts';
import { rustLibrary } from './rustLibrary.ts';
import { createRustResolver } from './rustResolver.ts';

/** Rust: modules by path, `use` trees, members in `impl` blocks. Paths that begin with `self::` are written `mod.` in the facts. */
export const rustFamily: LanguageFamily = {
  id: 'rust',
  languages: ['rust'],
  createResolver: createRustResolver,
  configuration: /^Cargo\.toml$/,
  self: new Set(['self']),
  selfType: new Set(['Self']),
  outsideMembers: true,
  boundedTypes: true,
  library: rustLibrary,
  exported(program, scope, file, name) {
    if (name === 'super') return moduleDefinition(program.submodule(file, 'super'));
    return (
      moduleLevelDefinition(program, scope, file, name) ??
      globDefinition(program, scope, file, -1, name) ??
      exportedMacro(program, file, name)
    );
  },
  visible,
  memberOfNamespace: (program, { file, index }, name) => {
    const scope = program.scope(file);
    return scope && globDefinition(program, scope, file, index, name);
  },
};

function visible(program: Program, place: Place, name: string): Definition | undefined {
  return program.queries.memoNamed('visible inside', symbolId(place.file, place.enclosing), name, () =>
    visibleIn(program, place, name),
  );
}

function visibleIn(program: Program, place: Place, name: string): Definition | undefined {
  const { file } = place;
  const scope = program.scope(file);
  if (!scope) return undefined;
  if (name === 'crate') return moduleDefinition(program.submodule(file, 'crate'));
  if (name === 'mod') return moduleAround(scope, place);
  if (name === 'super') {
    const module = moduleAround(scope, place);
    const index = 'symbol' in module ? indexOf(module.symbol) : -1;
    if (index < 0) return moduleDefinition(program.submodule(file, 'super'));
    return moduleAround(scope, { ...place, enclosing: outerSymbol(scope.facts.symbols, index) });
  }
  if (name === 'Self') return typeAround(program, scope, place);
  const bound = boundOfParameter(program, scope, place, name);
  if (bound) return bound;
  for (let index = place.enclosing; ; index = outerSymbol(scope.facts.symbols, index)) {
    const found = globDefinition(program, scope, file, index, name);
    if (found) return found;
    if (index < 0) break;
  }
  return macroDefinition(program, file, name) ?? moduleDefinition(program.submodule(file, `::${name}`));
}

/** The inline module around a place, or the file. */
function moduleAround({ facts }: FileScope, { file, enclosing }: Place): Definition {
  let index = enclosing;
  while (index >= 0 && facts.symbols[index]?.kind !== 'namespace') index = outerSymbol(facts.symbols, index);
  return { symbol: symbolId(file, index) };
}

/** The type whose declaration or `impl` block is around a place. */
function typeAround(program: Program, scope: FileScope, { file, enclosing }: Place): Definition | undefined {
  const { symbols } = scope.facts;
  for (let index = enclosing; index >= 0; index = outerSymbol(symbols, index)) {
    const symbol = symbols[index];
    if (symbol?.kind === 'class' || symbol?.kind === 'enum' || symbol?.kind === 'interface')
      return { symbol: symbolId(file, index) };
    if (symbol?.kind !== 'extension') continue;
    return program.queries.memo('self type', symbolId(file, index), () =>
      pathDefinition(program, { file, line: symbol.nameSpan[0], enclosing: symbol.parent }, symbol.name.split('.')),
    );
  }
  return undefined;
}

/** The trait that bounds a type parameter of the type at `place` in the blocks that give it members. */
function boundOfParameter(program: Program, scope: FileScope, place: Place, name: string): Definition | undefined {
  const { symbols, bindings } = scope.facts;
  const type = symbols[place.enclosing];
  if (type?.kind !== 'class' && type?.kind !== 'enum') return undefined;
  return program.queries.memoNamed('bound', symbolId(place.file, place.enclosing), name, () => {
    for (const { name: own, type: bound, enclosing, line } of bindings) {
      if (own !== name || bound === undefined || symbols[enclosing]?.kind !== 'extension') continue;
      if (symbols[enclosing].name !== type.name) continue;
      const [path = ''] = /^[\w.]+/.exec(bound) ?? [];
      const found = pathDefinition(program, { file: place.file, line, enclosing }, path.split('.'));
      if (found) return found;
    }
    return undefined;
  });
}

/** What a path of names is, seen from a place. */
function pathDefinition(program: Program, place: Place, path: readonly string[]): Definition | undefined {
  const [head = '', ...rest] = path;
  const scope = program.scope(place.file);
  let found: Definition | undefined;
  for (const name of scope?.lookup(head, place.line, place.enclosing) ?? []) {
    if (name.kind === 'symbol') found ??= { symbol: symbolId(place.file, name.symbol) };
    else if (name.kind === 'import') found ??= importedDefinition(program, place.file, name.fact, name.name);
  }
  found ??= visible(program, place, head);
  for (const name of rest) found = found && memberOfDefinition(program, found, name);
  return found;
}

/** A name that the symbol `around` (-1: the file) has by `use …::*`. */
function globDefinition(
  program: Program,
  scope: FileScope,
  file: FileId,
  around: number,
  name: string,
): Definition | undefined {
  for (const fact of globs(scope)) {
    const written = scope.facts.imports[fact];
    if (written?.enclosing !== around) continue;
    const target = program.target(file, written.specifier);
    if (target.kind !== 'file') continue;
    const found = program.queries.memoNamed('glob', symbolId(file, fact), name, () =>
      target.rest ? memberOfModule(program, target, name) : exportedDefinition(program, target.file, name),
    );
    if (found) return found;
  }
  return undefined;
}

const globsOf = new WeakMap<FileScope, readonly number[]>();

/** Imports of all names of a module or an enum. */
function globs(scope: FileScope): readonly number[] {
  let found = globsOf.get(scope);
  if (!found) {
    found = scope.facts.imports.flatMap(({ names }, index) =>
      names.some(({ name, local }) => name === '*' && local === '') ? [index] : [],
    );
    globsOf.set(scope, found);
  }
  return found;
}

/** Macros that a crate offers stand at its root, wherever they are written. */
function exportedMacro(program: Program, file: FileId, name: string): Definition | undefined {
  const crate = program.submodule(file, 'crate');
  return crate.kind === 'file' && crate.file === file ? macroDefinition(program, file, name) : undefined;
}

/** A macro of the same crate: its scope is the text after it, modules of other files included. */
function macroDefinition(program: Program, file: FileId, name: string): Definition | undefined {
  const crate = program.submodule(file, 'crate');
  for (const id of program.named(name)) {
    const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
    // A macro's header ends with its name: it has no parameters.
    if (!symbol || !isCallable(symbol) || symbol.parent !== -1) continue;
    if (symbol.headerSpan[2] !== symbol.nameSpan[2] || symbol.headerSpan[3] !== symbol.nameSpan[3]) continue;
    if (program.family(fileOf(id))?.id !== 'rust') continue;
    const other = program.submodule(fileOf(id), 'crate');
    if (crate.kind === 'file' && other.kind === 'file' && crate.file === other.file) return { symbol: id };
  }
  return undefined;
}
