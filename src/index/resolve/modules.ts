import { type FileId, fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import type { FileScope, LocalName } from './fileScope.ts';
import type { ModuleTarget, Program } from './program.ts';

/** What an imported or exported name finally is: a symbol, a module (index -1), or a package's folder. */
export type Definition = { readonly symbol: SymbolId } | { readonly folder: string };

/** What `file` offers under `name`, re-exports followed. Cycles end without an answer. */
export function exportedDefinition(program: Program, file: FileId, name: string): Definition | undefined {
  return program.queries.memo(`export ${file} ${name}`, () => {
    const scope = program.scope(file);
    if (!scope) return undefined;
    return program.family(file) === 'python'
      ? pythonExport(program, scope, file, name)
      : javascriptExport(program, scope, file, name);
  });
}

/** What name number `name` of import number `fact` in `file` is. */
export function importedDefinition(program: Program, file: FileId, fact: number, name: number): Definition | undefined {
  const imported = program.scope(file)?.facts.imports[fact];
  const entry = imported?.names[name];
  if (!imported || !entry) return undefined;
  const { specifier } = imported;
  const python = program.family(file) === 'python';
  if (entry.name === '*') {
    // `import a.b` binds `a`.
    const top = python && specifier.includes('.') && !specifier.startsWith('.') ? specifier.split('.')[0] : undefined;
    const bound = top !== undefined && entry.local === top ? top : specifier;
    const target = program.target(file, bound);
    const whole =
      target.kind === 'file' && imported.kind === 'require' ? exportedDefinition(program, target.file, '=') : undefined;
    return whole ?? moduleDefinition(target);
  }
  return memberOfModule(program, program.target(file, specifier), entry.name);
}

/** What `name` of a module is: something it exports, or a module inside the package. */
export function memberOfModule(program: Program, target: ModuleTarget, name: string): Definition | undefined {
  if (target.kind === 'file') {
    const found = exportedDefinition(program, target.file, name);
    return found ?? moduleDefinition(program.submodule(target.file, name));
  }
  return target.kind === 'folder' ? moduleDefinition(program.submodule(target.path, name)) : undefined;
}

export function moduleDefinition(target: ModuleTarget): Definition | undefined {
  if (target.kind === 'file') return { symbol: symbolId(target.file, -1) };
  return target.kind === 'folder' ? { folder: target.path } : undefined;
}

/** What a module-level name of `file` is. */
export function moduleLevelDefinition(
  program: Program,
  scope: FileScope,
  file: FileId,
  name: string,
): Definition | undefined {
  return firstDefinition(program, scope, file, scope.lookup(name, -1, -1));
}

/**
 * The first of several meanings of one name that is known. A declaration wins over an import, except for a variable:
 * `try: from fast import f` … `except ImportError: f = None`.
 */
export function firstDefinition(
  program: Program,
  scope: FileScope,
  file: FileId,
  names: readonly LocalName[],
): Definition | undefined {
  let variable: Definition | undefined;
  for (const name of names) {
    if (name.kind === 'symbol') {
      if (scope.facts.symbols[name.symbol]?.kind !== 'variable') return { symbol: symbolId(file, name.symbol) };
      variable ??= { symbol: symbolId(file, name.symbol) };
    } else if (name.kind === 'import') {
      const found = importedDefinition(program, file, name.fact, name.name);
      if (found) return found;
    }
  }
  return variable;
}

function javascriptExport(program: Program, scope: FileScope, file: FileId, name: string): Definition | undefined {
  for (const fact of scope.exports(name)) {
    let found: Definition | undefined;
    if (fact.specifier !== undefined) {
      const target = program.target(file, fact.specifier);
      found = fact.local === '*' ? moduleDefinition(target) : memberOfModule(program, target, fact.local || name);
    } else {
      found = moduleLevelDefinition(program, scope, file, fact.local || name);
    }
    if (found) return found;
  }
  if (name === '=') return undefined;
  if (name === 'default') return exportedDefinition(program, file, '=');
  for (const fact of scope.starExports) {
    const target = program.target(file, fact.specifier ?? '');
    const found = target.kind === 'file' ? exportedDefinition(program, target.file, name) : undefined;
    if (found) return found;
  }
  const declared = scope.children(-1, name).find(index => scope.facts.symbols[index]?.exported);
  if (declared !== undefined) return { symbol: symbolId(file, declared) };
  return memberOfWhole(program, file, name);
}

/** `module.exports = { name }` or a class with a static member: names of the one exported value. */
function memberOfWhole(program: Program, file: FileId, name: string): Definition | undefined {
  const whole = exportedDefinition(program, file, '=');
  if (!whole || 'folder' in whole) return undefined;
  return memberOfSymbol(program, whole.symbol, name);
}

function memberOfSymbol(program: Program, symbol: SymbolId, name: string): Definition | undefined {
  const owner = fileOf(symbol);
  const index = indexOf(symbol);
  if (index < 0) return exportedDefinition(program, owner, name);
  const child = program.scope(owner)?.children(index, name)[0];
  return child === undefined ? undefined : { symbol: symbolId(owner, child) };
}

function pythonExport(program: Program, scope: FileScope, file: FileId, name: string): Definition | undefined {
  const own = moduleLevelDefinition(program, scope, file, name);
  return own ?? starDefinition(program, scope, file, name);
}

/** A name that a Python module has by `from … import *`: those in `__all__`, else the public ones. */
export function starDefinition(program: Program, scope: FileScope, file: FileId, name: string): Definition | undefined {
  for (const fact of scope.starImports) {
    const target = program.target(file, scope.facts.imports[fact]?.specifier ?? '');
    if (target.kind !== 'file') continue;
    const other = program.scope(target.file);
    if (!other) continue;
    const listed = other.facts.exports.length > 0;
    if (listed ? other.exports(name).length === 0 : name.startsWith('_')) continue;
    const found = exportedDefinition(program, target.file, name);
    if (found) return found;
  }
  return undefined;
}
