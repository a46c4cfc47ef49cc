import type { SymbolFact } from '../../../facts/fileFacts.ts';
import { joined, outsideNameKey, simpleName } from '../../nameKeys.ts';
import { meaningsOf } from '../../resolve/names.ts';
import type { Inference, LanguageFamily, Place, Program } from '../../resolve/program.ts';
import { fileOf, indexOf, type ReferenceRule, type SymbolId } from '../../snapshot.ts';
import { namespacesInScope, visibleName } from './csharpNames.ts';

/**
 * The extension method that a member of this name is, where no type of the workspace has such a member: of types from
 * outside, and of receivers whose type is not known. Sure (`declared`) where the receiver is declared with the type that
 * the method extends, else the only one that is in scope.
 */
export function extensionMethod(
  program: Program,
  family: LanguageFamily,
  inference: Inference,
  place: Place,
  receiver: string,
  name: string,
): { readonly to: SymbolId; readonly rule: ReferenceRule } | undefined {
  const inScope = namespacesInScope(program, family, place);
  const candidates = program.named(outsideNameKey(name)).filter(id => inScope.has(namespaceOf(program, id) ?? ' '));
  if (candidates.length === 0) return undefined;
  const declared = declaredTypeName(program, inference, place, receiver);
  const same = candidates.filter(id => declared !== undefined && simpleName(ownerOf(program, id)) === declared);
  if (same[0] !== undefined && oneClass(program, same)) return { to: same[0], rule: 'declared' };
  if (family.library.isCommon(name)) return undefined;
  // A known receiver has no such member, so that the method extends a type from outside which it may be, too.
  const known = inference.chain(place, receiver) !== undefined;
  const fitting = candidates.filter(id => !known || !isInside(program, family, id));
  return fitting[0] !== undefined && oneClass(program, fitting) ? { to: fitting[0], rule: 'unique' } : undefined;
}

/** The namespace of an extension method, `undefined` for what is none. */
function namespaceOf(program: Program, id: SymbolId): string | undefined {
  const symbols = program.scope(fileOf(id))?.facts.symbols;
  const symbol = symbols?.[indexOf(id)];
  if (!symbols || symbol?.owner === undefined || !symbol.static) return undefined;
  const around = symbols[symbols[symbol.parent]?.parent ?? -1];
  return joined(program.moduleName(fileOf(id)) ?? '', around?.qualifiedName ?? '');
}

function ownerOf(program: Program, id: SymbolId): string {
  return symbolAt(program, id)?.owner ?? '';
}

function symbolAt(program: Program, id: SymbolId): SymbolFact | undefined {
  return program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
}

/** Whether the type that a method extends is one of the workspace. */
function isInside(program: Program, family: LanguageFamily, id: SymbolId): boolean {
  const symbol = symbolAt(program, id);
  if (!symbol) return false;
  const place: Place = { file: fileOf(id), line: symbol.nameSpan[0], enclosing: symbol.parent };
  return visibleName(program, family, place, simpleName(symbol.owner ?? '')) !== undefined;
}

function oneClass(program: Program, methods: readonly SymbolId[]): boolean {
  const classes = methods.map(id => `${namespaceOf(program, id)} ${className(program, id)}`);
  return new Set(classes).size === 1;
}

function className(program: Program, id: SymbolId): string {
  const symbols = program.scope(fileOf(id))?.facts.symbols ?? [];
  return symbols[symbols[indexOf(id)]?.parent ?? -1]?.qualifiedName ?? '';
}

/** Simple name of the type with which a variable, parameter or member is declared. */
function declaredTypeName(program: Program, inference: Inference, place: Place, receiver: string): string | undefined {
  const name = /^(?:this\.)?([\p{L}_][\p{L}\p{N}_]*)$/u.exec(receiver)?.[1];
  const [meaning] = name === undefined ? [] : meaningsOf(program, inference, place, name);
  let type: string | undefined;
  if (meaning?.kind === 'binding') type = meaning.binding.type;
  else if (meaning?.kind === 'member') type = symbolAt(program, meaning.symbol)?.type;
  return type === undefined || type.endsWith(']') ? undefined : simpleName(type.replace(/<[\s\S]*$/, ''));
}
