import type { ReferenceFact, ReferenceKind } from '../../facts/fileFacts.ts';
import { simpleName } from '../nameKeys.ts';
import {
  type FileId,
  fileOf,
  indexOf,
  type ReferenceEdge,
  type ReferenceRule,
  type SymbolId,
  symbolId,
} from '../snapshot.ts';
import type { FileScope, LocalName } from './fileScope.ts';
import { overloadsOf, typeOfArity } from './hierarchy.ts';
import { firstDefinition, importedDefinition } from './modules.ts';
import { localSymbol, type Meaning, meaningsOf } from './names.ts';
import { type Inference, isCallable, isClassLike, type Place, type Program } from './program.ts';
import { CONFIDENCE } from './rules.ts';

interface Found {
  readonly to: SymbolId;
  readonly rule: ReferenceRule;
}

const EDGE_KINDS: Readonly<Record<ReferenceKind, ReferenceEdge['kind']>> = {
  call: 'call',
  new: 'call',
  decorator: 'call',
  jsx: 'call',
  type: 'type',
  extends: 'inherit',
  implements: 'inherit',
  value: 'value',
  member: 'value',
};

/** References that name a type. */
const TYPE_KINDS: ReadonlySet<ReferenceKind> = new Set(['new', 'type', 'extends', 'implements', 'decorator']);

/** Resolves every reference of a file; what stays unknown gives no edge. Source order. */
export function resolveReferences(
  program: Program,
  inference: Inference,
  hinted: Inference,
  file: FileId,
): readonly ReferenceEdge[] {
  const scope = program.scope(file);
  if (!scope) return [];
  const edges: ReferenceEdge[] = [];
  for (const fact of scope.facts.references) {
    const place: Place = { file, line: fact.line, enclosing: fact.enclosing };
    const found = program.queries.ask(() =>
      fact.receiver === undefined
        ? bareReference(program, inference, scope, place, fact)
        : memberReference(program, inference, hinted, scope, place, fact, fact.receiver),
    );
    if (!found) continue;
    edges.push({
      from: symbolId(file, fact.enclosing),
      to: overloadOf(program, inference, found.to, fact),
      kind: EDGE_KINDS[fact.kind],
      rule: found.rule,
      confidence: CONFIDENCE[found.rule],
      line: fact.line,
    });
  }
  return edges;
}

function bareReference(
  program: Program,
  inference: Inference,
  scope: FileScope,
  place: Place,
  fact: ReferenceFact,
): Found | undefined {
  const family = program.family(place.file);
  if (fact.name === family?.superWord) {
    if (!family.superConstructs) return undefined;
    const owner = inference.name(place, fact.name);
    const base = owner?.type === undefined ? undefined : inference.bases(owner.type)[0];
    return base === undefined ? undefined : { to: base, rule: 'self' };
  }
  if (fact.kind === 'call' && family?.self.has(fact.name)) return ownConstructor(program, inference, place, fact.name);
  const meanings = meaningsOf(program, inference, place, fact.name, TYPE_KINDS.has(fact.kind));
  const [first] = meanings;
  if (first?.kind === 'member') return { to: first.symbol, rule: 'self' };
  // A local variable or parameter: what it holds is not what is named here.
  if (meanings.some(meaning => meaning.kind === 'binding')) return undefined;
  const definition =
    first?.kind === 'visible'
      ? first.definition
      : firstDefinition(program, scope, place.file, meanings.filter(isLocal));
  if (!definition || 'package' in definition || indexOf(definition.symbol) < 0) return undefined;
  const local = meanings.some(meaning => symbolId(place.file, localSymbol(meaning, place)) === definition.symbol);
  return { to: definition.symbol, rule: local ? 'local' : 'import' };
}

/** `this(…)`: another constructor of the type around. */
function ownConstructor(program: Program, inference: Inference, place: Place, name: string): Found | undefined {
  const owner = inference.name(place, name);
  if (owner?.type === undefined) return undefined;
  const scope = program.scope(fileOf(owner.type));
  const found = scope
    ?.childrenOf(indexOf(owner.type))
    .find(index => scope.facts.symbols[index]?.kind === 'constructor');
  return found === undefined ? undefined : { to: symbolId(fileOf(owner.type), found), rule: 'self' };
}

function isLocal(meaning: Meaning): meaning is LocalName {
  return meaning.kind !== 'member' && meaning.kind !== 'visible';
}

function memberReference(
  program: Program,
  inference: Inference,
  hinted: Inference,
  scope: FileScope,
  place: Place,
  fact: ReferenceFact,
  receiver: string,
): Found | undefined {
  const owner = inference.chain(place, receiver);
  const sure = owner && inference.memberSymbol(owner, fact.name);
  if (owner && sure !== undefined) return { to: sure, rule: owner.rule };
  const extension = program.family(place.file)?.extensionMember?.(program, inference, place, receiver, fact.name);
  if (extension) return extension;
  // The type is known and has no such member: it comes from outside, or is set dynamically.
  if (owner || isForeign(program, inference, place, receiver)) return undefined;
  const suggested = hinted.chain(place, receiver);
  const likely = suggested && hinted.memberSymbol(suggested, fact.name);
  if (suggested && likely !== undefined) return { to: likely, rule: suggested.rule };
  return onlyMember(program, scope, place, fact.name);
}

/** Whether the receiver begins with a name that must come from outside, since the language sees all names of the workspace. */
function isForeign(program: Program, inference: Inference, place: Place, receiver: string): boolean {
  if (!program.family(place.file)?.namesInSight) return false;
  const root = /^[\p{L}_][\p{L}\p{N}_$]*/u.exec(receiver)?.[0];
  return root !== undefined && /^\p{Lu}/u.test(root) && meaningsOf(program, inference, place, root).length === 0;
}

/** The only member of that name in the modules that this file sees, or in the workspace. */
function onlyMember(program: Program, scope: FileScope, place: Place, name: string): Found | undefined {
  const family = program.family(place.file);
  if (name.length < 3 || !family || family.library.isCommon(name) || /^__.*__$/.test(name)) return undefined;
  const members = program.named(name).filter(id => {
    const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
    return symbol?.kind === 'method' && program.family(fileOf(id)) === family;
  });
  if (members.length === 0) return undefined;
  const seen = visibleFiles(program, scope, place.file);
  const near = members.filter(id => seen.has(fileOf(id)));
  if (near.length === 1 && near[0] !== undefined) return { to: near[0], rule: 'unique' };
  return members.length === 1 && members[0] !== undefined ? { to: members[0], rule: 'guess' } : undefined;
}

/** This file, the files it imports, and those that define the names it imports. */
function visibleFiles(program: Program, scope: FileScope, file: FileId): ReadonlySet<FileId> {
  const found = program.queries.memo(`visible ${file}`, () => {
    const files = new Set([file]);
    scope.facts.imports.forEach((fact, index) => {
      const target = program.target(file, fact.specifier);
      if (target.kind === 'file') files.add(target.file);
      fact.names.forEach((_, name) => {
        const definition = importedDefinition(program, file, index, name);
        if (definition && 'symbol' in definition) files.add(fileOf(definition.symbol));
      });
    });
    return files;
  });
  return found ?? new Set([file]);
}

/**
 * Among the overloads of a callable the first that takes this number of arguments, else one that a base declares; of types
 * that differ by their type parameters the one that is named.
 */
function overloadOf(program: Program, inference: Inference, callable: SymbolId, fact: ReferenceFact): SymbolId {
  const symbol = program.scope(fileOf(callable))?.facts.symbols[indexOf(callable)];
  if (symbol && isClassLike(symbol)) return typeOfArity(program, callable, fact.typeArguments ?? 0);
  if (fact.arguments === undefined || !symbol || !isCallable(symbol)) return callable;
  const own = overloadsOf(program, callable);
  const fits = own.length > 1 || program.family(fileOf(callable))?.bareMembers ? fitting(program, own, fact) : callable;
  if (fits !== undefined || symbol.kind !== 'method' || symbol.parent < 0) return fits ?? callable;
  for (const base of inference.bases(symbolId(fileOf(callable), symbol.parent))) {
    const inherited = inference.inherited(base, symbol.name);
    const found = inherited === undefined ? undefined : fitting(program, overloadsOf(program, inherited), fact);
    if (found !== undefined) return found;
  }
  return callable;
}

function fitting(program: Program, overloads: readonly SymbolId[], fact: ReferenceFact): SymbolId | undefined {
  return overloads.find(id => {
    const symbols = program.scope(fileOf(id))?.facts.symbols;
    const overload = symbols?.[indexOf(id)];
    const parameters = overload?.parameters;
    if (!symbols || !parameters) return false;
    // A member with its receiver as first parameter may also be called as a function of the place where it stands.
    const onReceiver = fact.receiver !== undefined && simpleName(fact.receiver) !== symbols[overload.parent]?.name;
    const count = (fact.arguments ?? 0) + (overload.owner !== undefined && overload.static && onReceiver ? 1 : 0);
    const required = parameters.filter(parameter => !parameter.optional && !parameter.rest).length;
    const most = parameters.some(parameter => parameter.rest) ? Number.POSITIVE_INFINITY : parameters.length;
    return required <= count && count <= most;
  });
}
