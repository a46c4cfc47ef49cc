import type { ReferenceFact, SymbolFact } from '../../../facts/fileFacts.ts';
import { parentOf } from '../../fileTree.ts';
import { fullNameKey } from '../../nameKeys.ts';
import { fullName, membersNamed, typeOfMembers } from '../../resolve/hierarchy.ts';
import { type Inference, isCallable, isClassLike, type Program } from '../../resolve/program.ts';
import { type FileId, fileOf, indexOf, type SymbolId, symbolId } from '../../snapshot.ts';
import { includedFiles } from './closure.ts';

/**
 * Where a reference from a file goes that names the function `id`: to the definition with a body that the declaration stands
 * for, of several by number of arguments, then the file's own, an included one, the only one, one in the same folder; else to
 * the declaration.
 */
export function definitionOf(
  program: Program,
  inference: Inference,
  from: FileId,
  id: SymbolId,
  fact: ReferenceFact,
): SymbolId {
  const symbol = factOf(program, id);
  if (!symbol || !isCallable(symbol)) return id;
  const seen = includedFiles(program, from);
  const all = overloads(program, inference, id, symbol).filter(
    other => seen.has(fileOf(other)) || isLinked(program, id, other),
  );
  if (all.length < 2) return all[0] ?? id;
  const fitting = all.filter(other => takes(factOf(program, other), fact.arguments));
  const declared = fitting.includes(id) || fitting.length === 0 ? id : (fitting[0] ?? id);
  const bodies = (fitting.length > 0 ? fitting : all).filter(other => factOf(program, other)?.bodySpan !== undefined);
  const inFile = bodies.filter(other => fileOf(other) === from);
  if (inFile.length > 0) return inFile.includes(id) ? id : (inFile[0] ?? id);
  const included = bodies.filter(other => seen.has(fileOf(other)));
  if (included.length > 0) return included.includes(id) ? id : (included[0] ?? id);
  const files = new Set(bodies.map(fileOf));
  if (files.size === 1) return bodies[0] ?? declared;
  const folder = parentOf(program.path(from) ?? '');
  const near = bodies.filter(other => parentOf(program.path(fileOf(other)) ?? '') === folder);
  return new Set(near.map(fileOf)).size === 1 ? (near[0] ?? declared) : declared;
}

function factOf(program: Program, id: SymbolId): SymbolFact | undefined {
  return program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
}

/** All declarations and definitions with the name and the type or namespace of a function. */
function overloads(program: Program, inference: Inference, id: SymbolId, symbol: SymbolFact): readonly SymbolId[] {
  const file = fileOf(id);
  const parent = program.scope(file)?.facts.symbols[symbol.parent];
  const isMember =
    symbol.owner !== undefined || (parent !== undefined && isClassLike(parent) && parent.kind !== 'namespace');
  const family = program.family(file);
  const named = isMember ? [] : program.named(fullNameKey(fullName(program, id) ?? symbol.name));
  let found: readonly SymbolId[] = named.filter(other => program.family(fileOf(other)) === family);
  if (isMember) {
    const around = symbol.owner === undefined ? symbolId(file, symbol.parent) : undefined;
    const type = around ?? typeOfMembers(program, inference, file, indexOf(id));
    found = type === undefined ? [id] : membersNamed(program, inference, type, symbol.name);
  }
  const callable = found.filter(other => {
    const fact = factOf(program, other);
    return fact !== undefined && isCallable(fact);
  });
  return callable.includes(id) ? callable : [id, ...callable];
}

/** Whether a definition elsewhere can be what the declaration `id` stands for: it includes that file, or is its source file. */
function isLinked(program: Program, id: SymbolId, other: SymbolId): boolean {
  if (other === id) return true;
  const symbol = factOf(program, other);
  if (!symbol?.bodySpan || !symbol.exported) return false;
  if (symbol.owner !== undefined || fileOf(id) === fileOf(other)) return true;
  const declaring = program.path(fileOf(id)) ?? '';
  const defining = program.path(fileOf(other)) ?? '';
  const isSource = !/\.h[^./]*$/i.test(declaring) && factOf(program, id)?.bodySpan === undefined;
  return isSource || stem(declaring) === stem(defining) || includedFiles(program, fileOf(other)).has(fileOf(id));
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** Whether a function takes this number of arguments; unnamed parameters are not known, so a declaration may take more. */
function takes(symbol: SymbolFact | undefined, count: number | undefined): boolean {
  const parameters = symbol?.parameters;
  if (count === undefined || !parameters) return true;
  const required = parameters.filter(parameter => !parameter.optional && !parameter.rest).length;
  const isOpen = symbol.bodySpan === undefined || parameters.some(parameter => parameter.rest);
  return required <= count && (isOpen || count <= parameters.length);
}
