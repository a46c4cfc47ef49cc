import type { SymbolFact } from '../../facts/fileFacts.ts';
import { fullNameKey, joined, outsideMemberKey, outsiderKey } from '../nameKeys.ts';
import { type FileId, fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import type { FileScope } from './fileScope.ts';
import { type Inference, isCallable, isClassLike, type Program, placeOf } from './program.ts';

/** Direct bases of a class-like symbol, in the order written; declarations of one name are one class. */
export function basesOf(program: Program, inference: Inference, type: SymbolId): readonly SymbolId[] {
  const bases = program.queries.memo(`bases ${type}`, () => {
    const found = new Set<SymbolId>();
    for (const id of [...declarations(program, type), ...extensions(program, inference, type)]) {
      const file = fileOf(id);
      const scope = program.scope(file);
      const symbol = scope?.facts.symbols[indexOf(id)];
      if (!scope || !symbol) continue;
      const outside = { ...placeOf(file, scope.facts, indexOf(id)), enclosing: symbol.parent };
      for (const [at, text] of (symbol.bases ?? []).entries()) {
        const arity = symbol.baseArguments?.[at] ?? 0;
        const base = inference.chain(outside, arity > 0 ? `${text}$${arity}` : text, true);
        if (base?.type !== undefined && base.type !== type && indexOf(base.type) >= 0) found.add(base.type);
      }
    }
    return [...found];
  });
  return bases ?? [];
}

/** The member `name` of a class-like symbol, its own first, then depth first through its bases. */
export function inheritedMember(
  program: Program,
  inference: Inference,
  type: SymbolId,
  name: string,
): SymbolId | undefined {
  return program.queries.memo(`member ${type} ${name}`, () => {
    const own = ownMember(program, inference, type, name);
    if (own !== undefined) return own;
    for (const base of basesOf(program, inference, type)) {
      const found = inheritedMember(program, inference, base, name);
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** All members that the type itself has: inside its declarations, in blocks that extend it, and with it as their owner. */
export function membersOf(program: Program, inference: Inference, type: SymbolId): readonly SymbolId[] {
  const blocks = [...declarations(program, type), ...extensions(program, inference, type)];
  const inside = blocks.flatMap(id => {
    const children = program.scope(fileOf(id))?.childrenOf(indexOf(id)) ?? [];
    return children.map(index => symbolId(fileOf(id), index));
  });
  const owned = outsiders(program, inference, type, 'owned');
  return [...inside, ...owned];
}

/** A member that the type itself has: a callable first, then the one that says most of its type. */
function ownMember(program: Program, inference: Inference, type: SymbolId, name: string): SymbolId | undefined {
  const inside = declarations(program, type).flatMap(id => {
    const children = program.scope(fileOf(id))?.children(indexOf(id), name) ?? [];
    return children.map(index => symbolId(fileOf(id), index));
  });
  const candidates = [...inside, ...outsideMembers(program, inference, type, name)];
  const symbol = (id: SymbolId) => program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  const find = (test: (fact: NonNullable<ReturnType<typeof symbol>>) => boolean): SymbolId | undefined =>
    candidates.find(id => {
      const fact = symbol(id);
      return fact !== undefined && test(fact);
    });
  return (
    find(fact => isCallable(fact) && fact.bodySpan !== undefined) ??
    find(isCallable) ??
    find(fact => fact.type !== undefined) ??
    find(fact => fact.initializer !== undefined) ??
    candidates[0]
  );
}

/** All declarations that one class-like name of a scope merges, or one full name where the language merges those. */
function declarations(program: Program, type: SymbolId): readonly SymbolId[] {
  const file = fileOf(type);
  const scope = program.scope(file);
  if (!scope) return [];
  const here = sameScope(scope, indexOf(type)).map(index => symbolId(file, index));
  const merged = [...new Set([...here, ...sameFullName(program, type)])];
  const arity = symbolOf(program, type)?.typeParameters;
  return merged.filter(id => symbolOf(program, id)?.typeParameters === arity);
}

/** Declarations with the full name of a type, where the language takes them for one type. */
function sameFullName(program: Program, type: SymbolId): readonly SymbolId[] {
  const name = program.family(fileOf(type))?.mergedTypes ? fullName(program, type) : undefined;
  return name === undefined ? [] : program.named(fullNameKey(name));
}

function symbolOf(program: Program, id: SymbolId): SymbolFact | undefined {
  return program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
}

/** Of the types of one name that differ by their type parameters the one that has `arity` of them, else `type` itself. */
export function typeOfArity(program: Program, type: SymbolId, arity: number): SymbolId {
  const symbol = symbolOf(program, type);
  if (!symbol || !isClassLike(symbol) || (symbol.typeParameters ?? 0) === arity) return type;
  return sameFullName(program, type).find(id => (symbolOf(program, id)?.typeParameters ?? 0) === arity) ?? type;
}

/** The callables of one name that a type declares, or that stand beside one another, in the order of their declarations. */
export function overloadsOf(program: Program, callable: SymbolId): readonly SymbolId[] {
  const file = fileOf(callable);
  const symbol = symbolOf(program, callable);
  if (!symbol) return [];
  if (symbol.owner !== undefined && symbol.static) {
    // Members of one receiver may stand in several places.
    const receiver = symbol.parameters?.[0]?.type;
    const same = program
      .named(outsideMemberKey(symbol.owner, symbol.name))
      .filter(id => symbolOf(program, id)?.parameters?.[0]?.type === receiver);
    if (same.length > 0) return same;
  }
  const around = symbol.parent < 0 ? [] : declarations(program, symbolId(file, symbol.parent));
  const places = around.length > 0 ? around : [symbolId(file, symbol.parent)];
  return places.flatMap(id =>
    (program.scope(fileOf(id))?.children(indexOf(id), symbol.name) ?? []).map(index => symbolId(fileOf(id), index)),
  );
}

function sameScope(scope: FileScope, index: number): readonly number[] {
  const symbol = scope.facts.symbols[index];
  if (!symbol) return [];
  const same = scope.children(symbol.parent, symbol.name);
  if (same.length < 2) return [index];
  const merged = same.filter(other => {
    const kind = scope.facts.symbols[other];
    return other !== index && kind && (isClassLike(kind) || kind.kind === 'function' || kind.kind === 'variable');
  });
  return [index, ...merged];
}

/** Module name and qualified name of a symbol, `undefined` where its family keeps no full names. */
export function fullName(program: Program, id: SymbolId): string | undefined {
  const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  const module = program.moduleName(fileOf(id));
  return symbol && module !== undefined ? joined(module, symbol.qualifiedName) : undefined;
}

/** Members that stand outside of the type's declaration, with its name as their owner or in a block that extends it. */
function outsideMembers(program: Program, inference: Inference, type: SymbolId, name: string): readonly SymbolId[] {
  const file = fileOf(type);
  const symbol = program.scope(file)?.facts.symbols[indexOf(type)];
  if (!symbol || !program.family(file)?.outsideMembers) return [];
  return program
    .named(outsideMemberKey(symbol.name, name))
    .filter(id => isSameType(program, ownerOfOutside(program, inference, id), type));
}

/** Blocks that extend the type. */
function extensions(program: Program, inference: Inference, type: SymbolId): readonly SymbolId[] {
  return outsiders(program, inference, type, 'blocks');
}

/** What stands outside of the type's declaration and names it: blocks that extend it, or members with it as their owner. */
function outsiders(
  program: Program,
  inference: Inference,
  type: SymbolId,
  which: 'blocks' | 'owned',
): readonly SymbolId[] {
  const file = fileOf(type);
  const symbol = program.scope(file)?.facts.symbols[indexOf(type)];
  if (!symbol || !program.family(file)?.outsideMembers) return [];
  return program.named(outsiderKey(symbol.name)).filter(id => {
    const fact = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
    if ((fact?.kind === 'extension') !== (which === 'blocks')) return false;
    return isSameType(program, ownerOf(program, inference, id), type);
  });
}

function ownerOf(program: Program, inference: Inference, id: SymbolId): SymbolId | undefined {
  const isBlock = program.scope(fileOf(id))?.facts.symbols[indexOf(id)]?.kind === 'extension';
  return isBlock ? extendedType(program, inference, id) : ownerOfOutside(program, inference, id);
}

function isSameType(program: Program, one: SymbolId | undefined, other: SymbolId): boolean {
  if (one === undefined || one === other) return one === other;
  return declarations(program, other).includes(one);
}

/** The type that an extension block extends. */
export function extendedType(program: Program, inference: Inference, extension: SymbolId): SymbolId | undefined {
  const symbol = program.scope(fileOf(extension))?.facts.symbols[indexOf(extension)];
  return symbol && namedType(program, inference, extension, symbol.name);
}

/** The type whose member a symbol with an owner, or in an extension block, is. */
function ownerOfOutside(program: Program, inference: Inference, member: SymbolId): SymbolId | undefined {
  const file = fileOf(member);
  const symbol = program.scope(file)?.facts.symbols[indexOf(member)];
  if (!symbol) return undefined;
  if (symbol.owner !== undefined && symbol.static) return typeOfReceiver(program, inference, member, symbol);
  if (symbol.owner !== undefined) return namedType(program, inference, member, symbol.owner);
  return extendedType(program, inference, symbolId(file, symbol.parent));
}

/** The type of the first parameter, which stands for the instance where a member outside is static. */
function typeOfReceiver(
  program: Program,
  inference: Inference,
  member: SymbolId,
  { owner, parameters, nameSpan }: SymbolFact,
): SymbolId | undefined {
  const type = parameters?.[0]?.type ?? owner ?? '';
  const place = { file: fileOf(member), line: nameSpan[0], enclosing: indexOf(member) };
  return program.queries.memo(`receiver ${member}`, () => {
    const value = inference.declared(place, type);
    return value?.access === 'instance' && value.type !== undefined && indexOf(value.type) >= 0
      ? value.type
      : undefined;
  });
}

/** The type that `name` means just outside of the symbol `at`. */
function namedType(program: Program, inference: Inference, at: SymbolId, name: string): SymbolId | undefined {
  return program.queries.memo(`owner ${at}`, () => {
    const file = fileOf(at);
    const facts = program.scope(file)?.facts;
    const symbol = facts?.symbols[indexOf(at)];
    if (!facts || !symbol) return undefined;
    const value = inference.chain({ ...placeOf(file, facts, indexOf(at)), enclosing: symbol.parent }, name);
    return value?.type !== undefined && indexOf(value.type) >= 0 ? value.type : undefined;
  });
}

/** The type whose members are in scope in the symbol `index`: the symbol itself, or the owner of an outside member. */
export function typeOfMembers(
  program: Program,
  inference: Inference,
  file: FileId,
  index: number,
): SymbolId | undefined {
  const symbol = program.scope(file)?.facts.symbols[index];
  if (!symbol) return undefined;
  const id = symbolId(file, index);
  if (symbol.kind === 'extension') return extendedType(program, inference, id);
  if (isClassLike(symbol)) return id;
  // A static member has no instance, so nothing of its owner is in scope.
  return symbol.owner === undefined || symbol.static ? undefined : ownerOfOutside(program, inference, id);
}
