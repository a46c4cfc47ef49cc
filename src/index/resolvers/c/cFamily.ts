import { joined } from '../../nameKeys.ts';
import { outerSymbol } from '../../resolve/fileScope.ts';
import { definitionNamed, namesAround, packageNamed } from '../../resolve/fullNames.ts';
import { createLibrary } from '../../resolve/library.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import {
  type Definition,
  isCallable,
  isClassLike,
  type LanguageFamily,
  type Place,
  type Program,
} from '../../resolve/program.ts';
import { fileOf, indexOf, type SymbolId, symbolId } from '../../snapshot.ts';
import { includedFiles, namespaceOf } from './closure.ts';
import { definitionOf } from './definitions.ts';
import { createIncludeResolver } from './includeResolver.ts';

/** C and C++: names come through included files; declarations stand apart from definitions. */
export const cFamily: LanguageFamily = {
  id: 'c',
  languages: ['c', 'cpp'],
  createResolver: createIncludeResolver,
  configuration: /^(?:compile_commands\.json|CMakeLists\.txt)$/,
  self: new Set(['this']),
  selfType: new Set(),
  bareMembers: true,
  outsideMembers: true,
  library: createLibrary({
    transparent:
      'unique_ptr shared_ptr weak_ptr optional atomic reference_wrapper scoped_ptr scoped_refptr not_null observer_ptr decay_t',
    first:
      'vector list forward_list deque array span set multiset unordered_set unordered_multiset initializer_list stack queue ' +
      'priority_queue valarray future shared_future promise',
    last: 'map multimap unordered_map unordered_multimap pair expected',
    elementMethods: 'front back at top begin end cbegin cend rbegin rend data find emplace_back emplace get value',
    common:
      'size empty begin end front back push_back pop_back emplace_back emplace insert erase clear find count at data get reset ' +
      'release swap str c_str append substr length resize reserve push pop top first second lock unlock join detach wait notify_one ' +
      'notify_all load store what name value key next prev close open read write run start stop init print format add remove set',
  }),
  moduleName: () => '',
  exported: moduleLevelDefinition,
  visible,
  definition: definitionOf,
  memberOfPackage: (program, key, name) =>
    definitionNamed(program, cFamily, joined(key, name)) ?? packageNamed(program, cFamily, joined(key, name)),
};

/**
 * A name that the file itself does not explain: of a namespace around, of the included files, or a namespace. Of what is not
 * in a namespace around (a `using` may name it, or its arguments' types) only the single one counts.
 */
function visible(program: Program, place: Place, name: string): Definition | undefined {
  const symbols = program.scope(place.file)?.facts.symbols ?? [];
  let namespace = place.enclosing;
  while (namespace >= 0 && symbols[namespace]?.kind !== 'namespace') namespace = outerSymbol(symbols, namespace);
  const inside = { ...place, enclosing: namespace };
  return program.queries.memoNamed('visible inside', symbolId(place.file, namespace), name, () =>
    visibleIn(program, inside, name),
  );
}

function visibleIn(program: Program, place: Place, name: string): Definition | undefined {
  const around = namesAround(program, place, NAMESPACES);
  const files = includedFiles(program, place.file);
  let best: SymbolId | undefined;
  let bestDepth = -1;
  const elsewhere = new Map<string, SymbolId>();
  for (const id of program.named(name)) {
    if (!files.has(fileOf(id)) || program.family(fileOf(id)) !== cFamily) continue;
    const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
    if (!symbol || symbol.owner !== undefined || symbol.kind === 'namespace' || symbol.kind === 'constructor') continue;
    const namespace = namespaceOf(program, fileOf(id), indexOf(id));
    if (namespace === undefined) continue;
    const depth =
      namespace === ''
        ? 0
        : around.some(other => other === namespace || other.startsWith(`${namespace}.`))
          ? namespace.length
          : -1;
    if (depth < 0) elsewhere.set(namespace, elsewhere.get(namespace) ?? id);
    else if (depth > bestDepth || (depth === bestDepth && isBetter(program, id, best))) [best, bestDepth] = [id, depth];
  }
  if (best !== undefined) return { symbol: best };
  const [only] = elsewhere.values();
  if (elsewhere.size === 1 && only !== undefined) return { symbol: only };
  for (const namespace of [...around, '']) {
    const found = packageNamed(program, cFamily, joined(namespace, name));
    if (found) return found;
  }
  return isMacroNamespace(program, name) ? { package: { family: cFamily, key: '' } } : undefined;
}

const NAMESPACES: ReadonlySet<string> = new Set(['namespace']);

/** What defines wins over what declares, a type or function over a variable. */
function isBetter(program: Program, id: SymbolId, known: SymbolId | undefined): boolean {
  return known === undefined || weight(program, id) > weight(program, known);
}

function weight(program: Program, id: SymbolId): number {
  const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  if (!symbol) return 0;
  if (symbol.bodySpan) return 3;
  return isCallable(symbol) || isClassLike(symbol) ? 2 : 1;
}

/** Whether a macro opens the namespace of this name, so that what is in it looks as if it were in none. */
function isMacroNamespace(program: Program, name: string): boolean {
  const upper = name.toUpperCase();
  return [`${upper}_BEGIN_NAMESPACE`, `${upper}_NAMESPACE_BEGIN`, `BEGIN_${upper}_NAMESPACE`].some(
    macro => program.named(macro).length > 0,
  );
}
