import { fullNameKey, packageKey } from '../nameKeys.ts';
import { type FileId, fileOf, indexOf, type SymbolId } from '../snapshot.ts';
import { type Definition, isCallable, type LanguageFamily, type Place, type Program } from './program.ts';

/** What has this full name in the family; of several the one whose path has most in common with the file that asks. */
export function definitionNamed(
  program: Program,
  family: LanguageFamily,
  fullName: string,
  from?: FileId,
): { readonly symbol: SymbolId } | undefined {
  const candidates = program.named(fullNameKey(fullName)).filter(id => program.family(fileOf(id)) === family);
  const [first] = candidates;
  if (first === undefined || candidates.length === 1 || from === undefined)
    return first === undefined ? undefined : { symbol: first };
  const path = program.path(from) ?? '';
  let best = first;
  let longest = -1;
  for (const id of candidates) {
    const length = commonLength(path, program.path(fileOf(id)) ?? '');
    if (length > longest) [best, longest] = [id, length];
  }
  return { symbol: best };
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The package or namespace of this name, when a file of the workspace lies in it. */
export function packageNamed(program: Program, family: LanguageFamily, key: string): Definition | undefined {
  return program.named(packageKey(key)).length > 0 ? { package: { family, key } } : undefined;
}

/** Qualified names of the symbols around a place that pass the test, the innermost first. */
export function namesAround(
  program: Program,
  { file, enclosing }: Place,
  kinds: ReadonlySet<string>,
): readonly string[] {
  const symbols = program.scope(file)?.facts.symbols ?? [];
  const names: string[] = [];
  let index = enclosing;
  while (index >= 0) {
    const symbol = symbols[index];
    if (!symbol) break;
    if (kinds.has(symbol.kind)) names.push(symbol.qualifiedName);
    if (symbol.parent >= index) break;
    index = symbol.parent;
  }
  return names;
}

/** Whether a symbol is neither a function nor a constant. */
export function isTypeSymbol(program: Program, id: SymbolId): boolean {
  const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  return symbol !== undefined && !isCallable(symbol) && symbol.kind !== 'variable';
}
