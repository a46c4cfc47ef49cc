import { hintKey, typedKey } from '../nameKeys.ts';
import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { importedDefinition } from './modules.ts';
import { type Inference, type Place, type Program, placeOf, type Value } from './program.ts';

/**
 * The class that a name suggests: `app` an `App`, `http_client` an `HttpClient`, `ctx` a `Context`. First among the
 * classes that the file itself declares or imports (`unique`); then (`guess`) by whole words in the workspace, by the
 * type that parameters and properties of this name mostly declare elsewhere, and by abbreviation.
 */
export function hintedValue(program: Program, inference: Inference, place: Place, name: string): Value | undefined {
  return program.queries.memoNamed('hint', place.file, name, () => {
    const key = hintKey(name);
    const near = classesInScope(program, place);
    const exact = near.find(each => each.key === key);
    if (exact) return { type: exact.type, access: 'instance', rule: 'unique' };
    const only = key.length > 3 ? onlyClass(program, place, key) : undefined;
    if (only !== undefined) return { type: only, access: 'instance', rule: 'guess' };
    const usual = usualType(program, inference, place, name);
    if (usual) return { ...usual, rule: 'guess' };
    const short = near.filter(each => abbreviates(key.slice(1), each.key.slice(1)));
    return short.length === 1 && short[0] ? { type: short[0].type, access: 'instance', rule: 'guess' } : undefined;
  });
}

function onlyClass(program: Program, place: Place, key: string): SymbolId | undefined {
  const named = program.named(key).filter(id => program.family(fileOf(id)) === program.family(place.file));
  return named.length === 1 ? named[0] : undefined;
}

const SAMPLE = 40;

/** What most declarations of this name say that it is, when at least half of those that are known agree. */
function usualType(program: Program, inference: Inference, place: Place, name: string): Value | undefined {
  const declared = program
    .named(typedKey(name))
    .filter(id => program.family(fileOf(id)) === program.family(place.file));
  const votes = new Map<SymbolId, { count: number; value: Value }>();
  let known = 0;
  for (const id of declared.slice(0, SAMPLE)) {
    const facts = program.scope(fileOf(id))?.facts;
    const symbol = facts?.symbols[indexOf(id)];
    if (!facts || !symbol) continue;
    const parameter = symbol.parameters?.find(({ name: own }) => own === name);
    const type = parameter ? parameter.type : symbol.type;
    const value = type === undefined ? undefined : inference.declared(placeOf(fileOf(id), facts, indexOf(id)), type);
    if (value?.type === undefined || value.access !== 'instance') continue;
    known++;
    const vote = votes.get(value.type);
    if (vote) vote.count++;
    else votes.set(value.type, { count: 1, value });
  }
  const [best] = [...votes.values()].sort((a, b) => b.count - a.count);
  return best && best.count * 2 >= known ? best.value : undefined;
}

/** A class with the `hintKey` of its local name. */
interface ClassInScope {
  readonly key: string;
  readonly type: SymbolId;
}

/** Classes and interfaces that the file declares or imports, in source order. */
function classesInScope(program: Program, place: Place): readonly ClassInScope[] {
  const found = program.queries.memo('classes', place.file, () => {
    const classes: ClassInScope[] = [];
    const scope = program.scope(place.file);
    for (const index of scope?.childrenOf(-1) ?? []) {
      const symbol = scope?.facts.symbols[index];
      if (symbol && isClass(symbol.kind))
        classes.push({ key: hintKey(symbol.name), type: symbolId(place.file, index) });
    }
    scope?.facts.imports.forEach((fact, index) => {
      fact.names.forEach((imported, name) => {
        if (imported.local === '' || imported.name === '*') return;
        const definition = importedDefinition(program, place.file, index, name);
        if (!definition || 'package' in definition) return;
        const symbol = program.scope(fileOf(definition.symbol))?.facts.symbols[indexOf(definition.symbol)];
        if (symbol && isClass(symbol.kind)) classes.push({ key: hintKey(imported.local), type: definition.symbol });
      });
    });
    return classes;
  });
  return found ?? [];
}

function isClass(kind: string): boolean {
  return kind === 'class' || kind === 'interface';
}

/** Whether `short` (at least 3 letters) starts like `long` and holds its letters in order: `req` and `ctx`. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 3 || short.length >= long.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

/** Values of the run time that no class of a workspace is. */
export const GLOBALS: ReadonlySet<string> = new Set(
  'console process window document global globalThis navigator location crypto performance module require exports'.split(
    ' ',
  ),
);
