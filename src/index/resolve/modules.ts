import { type FileId, fileOf, indexOf, symbolId } from '../snapshot.ts';
import type { FileScope, LocalName } from './fileScope.ts';
import type { Definition, ModuleTarget, Program } from './program.ts';

/** What `file` offers under `name`, re-exports followed. Cycles end without an answer. */
export function exportedDefinition(program: Program, file: FileId, name: string): Definition | undefined {
  return program.queries.memoNamed('export', file, name, () => {
    const scope = program.scope(file);
    return scope && program.family(file)?.exported(program, scope, file, name);
  });
}

/** What name number `name` of import number `fact` in `file` is. */
export function importedDefinition(program: Program, file: FileId, fact: number, name: number): Definition | undefined {
  return program.queries.memoNamed('import', symbolId(file, fact), String(name), () =>
    imported(program, file, fact, name),
  );
}

function imported(program: Program, file: FileId, fact: number, name: number): Definition | undefined {
  const written = program.scope(file)?.facts.imports[fact];
  const entry = written?.names[name];
  if (!written || !entry) return undefined;
  const own = program.family(file)?.imported?.(program, file, written, entry);
  if (own) return own;
  const target = program.target(file, written.specifier);
  return entry.name === '*' ? moduleDefinition(target, program) : memberOfModule(program, target, entry.name);
}

/** What `name` of a module is: something it exports, or a module inside the package. */
export function memberOfModule(program: Program, target: ModuleTarget, name: string): Definition | undefined {
  if (target.kind === 'package') return target.family.memberOfPackage?.(program, target.key, name);
  if (target.kind !== 'file') return undefined;
  if (target.rest) {
    const inner = moduleDefinition(target, program);
    return inner && memberOfDefinition(program, inner, name);
  }
  const found = exportedDefinition(program, target.file, name);
  return found ?? moduleDefinition(program.submodule(target.file, name));
}

/** What `name` inside a module, a package, or a type or namespace is. */
export function memberOfDefinition(program: Program, definition: Definition, name: string): Definition | undefined {
  if ('package' in definition) return memberOfModule(program, { kind: 'package', ...definition.package }, name);
  const file = fileOf(definition.symbol);
  const index = indexOf(definition.symbol);
  if (index < 0) return memberOfModule(program, { kind: 'file', file }, name);
  const scope = program.scope(file);
  const child = scope?.children(index, name)[0];
  if (child !== undefined) return { symbol: symbolId(file, child) };
  // A namespace written in the file may import and re-export, too.
  const imported = scope?.lookupIn(name, index).find(found => found.kind === 'import');
  const found = imported && importedDefinition(program, file, imported.fact, imported.name);
  return found ?? program.family(file)?.memberOfNamespace?.(program, { file, index }, name);
}

/** The module or package itself, or what the rest of the specifier names inside it. */
export function moduleDefinition(target: ModuleTarget, program?: Program): Definition | undefined {
  if (target.kind === 'package') return { package: { family: target.family, key: target.key } };
  if (target.kind !== 'file') return undefined;
  let definition: Definition | undefined = { symbol: symbolId(target.file, -1) };
  for (const name of target.rest ?? [])
    definition = definition && program && memberOfDefinition(program, definition, name);
  return definition;
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
 * `try: from fast import f` … `except ImportError: f = None`. What is no module wins over a module, which names less.
 */
export function firstDefinition(
  program: Program,
  scope: FileScope,
  file: FileId,
  names: readonly LocalName[],
): Definition | undefined {
  let variable: Definition | undefined;
  let module: Definition | undefined;
  for (const name of names) {
    if (name.kind === 'symbol') {
      if (scope.facts.symbols[name.symbol]?.kind !== 'variable') return { symbol: symbolId(file, name.symbol) };
      variable ??= { symbol: symbolId(file, name.symbol) };
    } else if (name.kind === 'import') {
      const found = importedDefinition(program, file, name.fact, name.name);
      if (found && (!('symbol' in found) || indexOf(found.symbol) >= 0)) return found;
      module ??= found;
    }
  }
  return module ?? variable;
}
