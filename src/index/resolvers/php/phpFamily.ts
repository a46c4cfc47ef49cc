import { fullNameKey, joined, packageKey } from '../../nameKeys.ts';
import { createLibrary } from '../../resolve/library.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import { type Definition, isCallable, type LanguageFamily, type Place, type Program } from '../../resolve/program.ts';
import { type FileId, fileOf, indexOf, type SymbolId } from '../../snapshot.ts';
import { createPhpResolver } from './phpResolver.ts';

/** PHP: namespaces that files declare, whatever folder they lie in, and files that include others. */
export const phpFamily: LanguageFamily = {
  id: 'php',
  languages: ['php'],
  createResolver: createPhpResolver,
  self: new Set(['$this']),
  selfType: new Set(['self', 'static']),
  superWord: 'parent',
  library: createLibrary({
    last: 'Array iterable Traversable Iterator IteratorAggregate Generator ArrayObject ArrayIterator Collection SplObjectStorage',
    class: 'Type',
    elementMethods: 'current first last get offsetGet pop shift find',
    sameMethods: 'filter all values reverse sort slice',
    common:
      'get set has add remove delete all count getName getId getValue setValue name value id type toArray toString key current next rewind valid ' +
      'format create make build handle run execute send write read close open push pop first last map filter each find save update ' +
      'getMessage getCode getPrevious getTraceAsString offsetGet offsetSet offsetExists offsetUnset jsonSerialize',
  }),
  moduleName: (_path, { namespace }) => namespace ?? '',
  exported: moduleLevelDefinition,
  visible,
  // Packages share the first part of their namespaces; a name used as a namespace, and not declared as one, is another package's.
  isOutside: (program, file, { names }) =>
    names.every(({ local }) =>
      program.scope(file)?.facts.references.some(({ receiver }) => receiver?.startsWith(`${local}.`)),
    ),
  memberOfPackage: (program, key, name) =>
    named(program, undefined, joined(key, name)) ?? packageOf(program, joined(key, name)),
};

/** A name without an import: the namespace's own, or for functions and constants the global one. */
function visible(program: Program, place: Place, name: string): Definition | undefined {
  const namespace = namespaceAt(program, place);
  const own = named(program, place.file, joined(namespace, name));
  if (own) return own;
  const global = namespace === '' ? undefined : named(program, place.file, name);
  if (global && 'symbol' in global && !isType(program, global.symbol)) return global;
  return packageOf(program, joined(namespace, name)) ?? packageOf(program, name);
}

function namespaceAt(program: Program, { file, enclosing }: Place): string {
  const symbols = program.scope(file)?.facts.symbols ?? [];
  for (let index = enclosing; index >= 0; index = symbols[index]?.parent ?? -1) {
    const symbol = symbols[index];
    if (symbol?.kind === 'namespace') return joined(program.moduleName(file) ?? '', symbol.qualifiedName);
    if ((symbol?.parent ?? -1) >= index) break;
  }
  return program.moduleName(file) ?? '';
}

/** What has this full name; of several the one whose path has most in common with the file that asks. */
function named(program: Program, from: FileId | undefined, fullName: string): Definition | undefined {
  const candidates = program.named(fullNameKey(fullName)).filter(id => program.family(fileOf(id)) === phpFamily);
  const [first] = candidates;
  if (first === undefined) return undefined;
  if (candidates.length === 1 || from === undefined) return { symbol: first };
  const path = program.path(from) ?? '';
  const near = candidates.map(id => [commonLength(path, program.path(fileOf(id)) ?? ''), id] as const);
  near.sort((a, b) => b[0] - a[0]);
  return { symbol: near[0]?.[1] ?? first };
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function packageOf(program: Program, key: string): Definition | undefined {
  return program.named(packageKey(key)).length > 0 ? { package: { family: phpFamily, key } } : undefined;
}

function isType(program: Program, id: SymbolId): boolean {
  const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  return symbol !== undefined && !isCallable(symbol) && symbol.kind !== 'variable';
}
