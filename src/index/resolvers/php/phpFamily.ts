import { joined } from '../../nameKeys.ts';
import { definitionNamed, isTypeSymbol, namesAround, packageNamed } from '../../resolve/fullNames.ts';
import { createLibrary } from '../../resolve/library.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import type { Definition, LanguageFamily, Place, Program } from '../../resolve/program.ts';
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
    definitionNamed(program, phpFamily, joined(key, name)) ?? packageNamed(program, phpFamily, joined(key, name)),
};

/** A name without an import: the namespace's own, or for functions and constants the global one. */
function visible(program: Program, place: Place, name: string): Definition | undefined {
  const module = program.moduleName(place.file) ?? '';
  const namespace = joined(module, namesAround(program, place, NAMESPACES)[0] ?? '');
  const own = definitionNamed(program, phpFamily, joined(namespace, name), place.file);
  if (own) return own;
  const global = namespace === '' ? undefined : definitionNamed(program, phpFamily, name, place.file);
  if (global && !isTypeSymbol(program, global.symbol)) return global;
  return packageNamed(program, phpFamily, joined(namespace, name)) ?? packageNamed(program, phpFamily, name);
}

const NAMESPACES: ReadonlySet<string> = new Set(['namespace']);
