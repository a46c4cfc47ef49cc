import type { SymbolFact } from '../../facts/fileFacts.ts';
import { fullNameKey, joined, outsideMemberKey, outsideNameKey, outsiderKey } from '../nameKeys.ts';
import { type FileId, fileOf, indexOf, type SymbolId, symbolId } from '../snapshot.ts';
import { takesReceiver, typeOfReceiver } from './extensionMethods.ts';
import type { FileScope } from './fileScope.ts';
import { type Inference, isCallable, isClassLike, type Program, placeOf, type Value } from './program.ts';

/** Direct bases of a class-like symbol, in the order written; declarations of one name are one class. */
export function basesOf(program: Program, inference: Inference, type: SymbolId): readonly SymbolId[] {
  const bases = program.queries.memo('bases', type, () => {
    const found = new Set<SymbolId>();
    for (const id of [...declarations(program, type), ...extensions(program, inference, type)]) {
      const file = fileOf(id);
      const scope = program.scope(file);
      const symbol = scope?.facts.symbols[indexOf(id)];
      if (!scope || !symbol) continue;
      const outside = { ...placeOf(file, scope.facts, indexOf(id)), enclosing: symbol.parent };
      for (const [at, text] of (symbol.bases ?? []).entries()) {
        const arity = symbol.baseArguments?.[at] ?? 0;
        const base = inference.chain(outside, arity > 0 ? `${text}$${arity}` : text, 'type');
        if (base?.type !== undefined && base.type !== type && indexOf(base.type) >= 0) found.add(base.type);
      }
    }
    return [...found];
  });
  return bases ?? [];
}

/** The member `name` of a class-like symbol, its own first, then depth first through its bases, what is only declared last. */
export function inheritedMember(
  program: Program,
  inference: Inference,
  type: SymbolId,
  name: string,
  called?: boolean,
): SymbolId | undefined {
  if (program.lacks(name) && symbolOf(program, type)?.kind !== 'namespace') return undefined;
  const any = nearestMember(program, inference, type, name, undefined);
  if (any === undefined || called === undefined || !program.family(fileOf(type))?.separateCalls) return any;
  return nearestMember(program, inference, type, name, called) ?? any;
}

/** The nearest member of that name; only a callable one, or none that is, where `called` is given. */
function nearestMember(
  program: Program,
  inference: Inference,
  type: SymbolId,
  name: string,
  called: boolean | undefined,
): SymbolId | undefined {
  const kind = called === undefined ? 'member' : called ? 'called member' : 'read member';
  return program.queries.memoNamed(kind, type, name, () => {
    const own = ownMember(program, inference, type, name, called);
    if (own !== undefined) return own;
    let declared: SymbolId | undefined;
    for (const base of basesOf(program, inference, type)) {
      const found = nearestMember(program, inference, base, name, called);
      if (found !== undefined && !isOnlyDeclared(program, found)) return found;
      declared ??= found;
    }
    return declared;
  });
}

/** An interface's method, which another base may implement. */
function isOnlyDeclared(program: Program, id: SymbolId): boolean {
  const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  return symbol !== undefined && isCallable(symbol) && symbol.bodySpan === undefined;
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

/** What the type or namespace itself has under a name, inside its declarations and outside of them. */
export function membersNamed(
  program: Program,
  inference: Inference,
  type: SymbolId,
  name: string,
): readonly SymbolId[] {
  const found: SymbolId[] = [];
  for (const id of declarations(program, type)) {
    const file = fileOf(id);
    for (const index of program.scope(file)?.children(indexOf(id), name) ?? []) found.push(symbolId(file, index));
  }
  const inside = found.length;
  if (symbolOf(program, type)?.kind === 'namespace') found.push(...inNamespace(program, type, name));
  found.push(...outsideMembers(program, inference, type, name));
  return found.length === inside ? found : [...new Set(found)];
}

/** What any file declares in the namespace under a name. */
function inNamespace(program: Program, namespace: SymbolId, name: string): readonly SymbolId[] {
  const full = fullName(program, namespace);
  const family = program.family(fileOf(namespace));
  const found = full === undefined ? [] : program.named(fullNameKey(joined(full, name)));
  return found.filter(id => program.family(fileOf(id)) === family);
}

/** A member that the type itself has: a callable first, then the one that says most of its type. */
function ownMember(
  program: Program,
  inference: Inference,
  type: SymbolId,
  name: string,
  called: boolean | undefined,
): SymbolId | undefined {
  const symbol = (id: SymbolId) => program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
  const isWanted = (fact: SymbolFact): boolean =>
    // A constructor that carries the name of its type is no member that the name means.
    !(fact.kind === 'constructor' && symbol(type)?.name === name) &&
    (called === undefined || isCallable(fact) === called);
  const members = membersNamed(program, inference, type, name);
  if (members.length === 0) return undefined;
  const candidates = members.filter(id => {
    const fact = symbol(id);
    return fact !== undefined && isWanted(fact);
  });
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
export function declarations(program: Program, type: SymbolId): readonly SymbolId[] {
  return program.queries.memo('declarations', type, () => mergedDeclarations(program, type)) ?? [type];
}

function mergedDeclarations(program: Program, type: SymbolId): readonly SymbolId[] {
  const file = fileOf(type);
  const scope = program.scope(file);
  if (!scope) return [];
  const family = program.family(file);
  if (family?.unnamedClass?.has(scope.facts.symbols[indexOf(type)]?.name ?? '')) return [type];
  const here = sameScope(scope, indexOf(type)).map(index => symbolId(file, index));
  const merged = new Set([...here, ...sameFullName(program, type)]);
  const arity = symbolOf(program, type)?.typeParameters;
  return [...merged].filter(id => symbolOf(program, id)?.typeParameters === arity);
}

/** Declarations with the full name of a type, where the language takes them for one type. */
export function sameFullName(program: Program, type: SymbolId): readonly SymbolId[] {
  const name = program.family(fileOf(type))?.mergedTypes ? fullName(program, type) : undefined;
  return name === undefined ? [] : program.named(fullNameKey(name));
}

function symbolOf(program: Program, id: SymbolId): SymbolFact | undefined {
  return program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
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
  // Hardly any name is one of members outside in most languages, and this is asked at every look-up.
  if (!symbol || !program.family(file)?.outsideMembers || program.lacks(outsideNameKey(name))) return [];
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
export function ownerOfOutside(program: Program, inference: Inference, member: SymbolId): SymbolId | undefined {
  const file = fileOf(member);
  const symbol = program.scope(file)?.facts.symbols[indexOf(member)];
  if (!symbol) return undefined;
  if (takesReceiver(program, member)) return typeOfReceiver(program, inference, member, symbol);
  if (symbol.owner !== undefined) return namedType(program, inference, member, symbol.owner);
  return extendedType(program, inference, symbolId(file, symbol.parent));
}

/** The type that `name` means just outside of the symbol `at`. */
function namedType(program: Program, inference: Inference, at: SymbolId, name: string): SymbolId | undefined {
  return program.queries.memo('owner', at, () => {
    const file = fileOf(at);
    const facts = program.scope(file)?.facts;
    const symbol = facts?.symbols[indexOf(at)];
    if (!facts || !symbol) return undefined;
    const value = inference.chain({ ...placeOf(file, facts, indexOf(at)), enclosing: symbol.parent }, name);
    return value?.type !== undefined && indexOf(value.type) >= 0 ? value.type : undefined;
  });
}

/** Whether a value may be a case of an enum, which is constructed from what the case holds. */
export function isEnumCase(program: Program, { type, access, rule }: Value): boolean {
  if (type === undefined || access !== 'instance' || rule !== 'static') return false;
  return program.scope(fileOf(type))?.facts.symbols[indexOf(type)]?.kind === 'enum';
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
  return symbol.owner === undefined || takesReceiver(program, id) ? undefined : ownerOfOutside(program, inference, id);
}
