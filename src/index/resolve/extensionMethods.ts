import type { SymbolFact } from '../../facts/fileFacts.ts';
import { fileOf, indexOf, type SymbolId } from '../snapshot.ts';
import type { Inference, Program } from './program.ts';

/** Whether a member of another type stands as a static one in a class, and has its receiver as first parameter. */
export function takesReceiver(program: Program, member: SymbolId): boolean {
  const symbols = program.scope(fileOf(member))?.facts.symbols;
  const symbol = symbols?.[indexOf(member)];
  if (symbol?.owner === undefined || !symbol.static || !symbol.parameters?.[0]) return false;
  return symbols?.[symbol.parent]?.kind === 'class';
}

/** The type of the first parameter of a member that {@link takesReceiver}. */
export function typeOfReceiver(
  program: Program,
  inference: Inference,
  member: SymbolId,
  { owner, parameters, nameSpan }: SymbolFact,
): SymbolId | undefined {
  const type = parameters?.[0]?.type ?? owner ?? '';
  const place = { file: fileOf(member), line: nameSpan[0], enclosing: indexOf(member) };
  return program.queries.memo('receiver', member, () => {
    const value = inference.declared(place, type);
    return value?.access === 'instance' && value.type !== undefined && indexOf(value.type) >= 0
      ? value.type
      : undefined;
  });
}

/** Whether such a member returns its receiver: `T Add<T>(this T receiver)`. */
export function givesReceiver(program: Program, member: SymbolId): boolean {
  const scope = program.scope(fileOf(member));
  const symbol = scope?.facts.symbols[indexOf(member)];
  if (!scope || symbol?.type === undefined || symbol.type !== symbol.parameters?.[0]?.type) return false;
  if (!takesReceiver(program, member)) return false;
  return scope
    .lookupIn(symbol.type, indexOf(member), symbol.nameSpan[0])
    .some(found => found.kind === 'binding' && found.binding.typeParameter);
}
