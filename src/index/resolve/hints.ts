import { fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { importedDefinition } from './modules.ts';
import { hintKey, type Place, type Program, type Value } from './program.ts';

/**
 * The class that a name suggests: `app` an `App`, `http_client` an `HttpClient`, `ctx` a `Context`. First among the
 * classes that the file itself declares or imports (`unique`), then, for whole words, in the workspace (`guess`).
 */
export function hintedValue(program: Program, place: Place, name: string): Value | undefined {
  const key = hintKey(name);
  if (key.length < 4) return undefined;
  const near = classesInScope(program, place);
  const exact = near.filter(([local]) => hintKey(local) === key);
  if (exact[0]) return { type: exact[0][1], access: 'instance', rule: 'unique' };
  const global = program.named(key).filter(id => program.family(fileOf(id)) === program.family(place.file));
  const [only] = global;
  if (only !== undefined && global.length === 1) return { type: only, access: 'instance', rule: 'guess' };
  const short = near.filter(([local]) => abbreviates(key.slice(1), hintKey(local).slice(1)));
  return short.length === 1 && short[0] ? { type: short[0][1], access: 'instance', rule: 'guess' } : undefined;
}

/** Classes and interfaces that the file declares or imports, by their local names, in source order. */
function classesInScope(program: Program, place: Place): readonly (readonly [local: string, id: SymbolId])[] {
  const found = program.queries.memo(`classes ${place.file}`, () => {
    const classes: [string, SymbolId][] = [];
    const scope = program.scope(place.file);
    for (const index of scope?.childrenOf(-1) ?? []) {
      const symbol = scope?.facts.symbols[index];
      if (symbol && isClass(symbol.kind)) classes.push([symbol.name, symbolId(place.file, index)]);
    }
    scope?.facts.imports.forEach((fact, index) => {
      fact.names.forEach((imported, name) => {
        if (imported.local === '' || imported.name === '*') return;
        const definition = importedDefinition(program, place.file, index, name);
        if (!definition || 'folder' in definition) return;
        const symbol = program.scope(fileOf(definition.symbol))?.facts.symbols[indexOf(definition.symbol)];
        if (symbol && isClass(symbol.kind)) classes.push([imported.local, definition.symbol]);
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
