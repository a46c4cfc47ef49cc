import { isCallable, type Place, type Program } from './program.ts';

/** A property is initialised inside the member whose lines hold it, whatever class it belongs to. */
export function initialPlace(program: Program, place: Place, self: number): Place | undefined {
  const scope = self < 0 ? undefined : program.scope(place.file);
  const symbols = scope?.facts.symbols;
  if (!scope || !symbols || symbols[self]?.kind !== 'property') return undefined;
  for (const sibling of scope.childrenOf(symbols[self].parent)) {
    const other = symbols[sibling];
    if (other && isCallable(other) && other.span[0] <= place.line && place.line <= other.span[2]) {
      return { ...place, enclosing: sibling };
    }
  }
  return undefined;
}
