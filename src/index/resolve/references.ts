import { lowHash } from '../../base/textHash.ts';
import type { ReferenceFact, ReferenceKind } from '../../facts/fileFacts.ts';
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
import { firstDefinition, importedDefinition } from './modules.ts';
import { localSymbol, type Meaning, meaningsOf } from './names.ts';
import { isAmbiguous, overloadOf } from './overloads.ts';
import { type Inference, isCallable, type LanguageFamily, type Place, type Program } from './program.ts';
import { AMBIGUOUS, CONFIDENCE } from './rules.ts';

interface Found {
  readonly to: SymbolId;
  readonly rule: ReferenceRule;
  /** The receiver may as well have a type that is not known, and that has a member of this name. */
  readonly mixed?: boolean;
}

export const EDGE_KINDS: Readonly<Record<ReferenceKind, ReferenceEdge['kind']>> = {
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

/**
 * Resolves the references of a file; what stays unknown gives no edge. Source order.
 *
 * @param names low hashes: only references by one of these names, or by a word like `this` or `super` that stands for one
 */
export function resolveReferences(
  program: Program,
  inference: Inference,
  hinted: Inference,
  file: FileId,
  names?: ReadonlySet<number>,
): readonly ReferenceEdge[] {
  const edges: ReferenceEdge[] = [];
  const family = program.family(file);
  const standsForNames = ({ name }: ReferenceFact): boolean =>
    family !== undefined &&
    (name === family.superWord ||
      name === family.constructorMember ||
      family.self.has(name) ||
      family.selfType.has(name));
  for (const fact of program.scope(file)?.facts.references ?? []) {
    if (names && !names.has(lowHash(fact.name)) && !standsForNames(fact)) continue;
    const edge = resolveReference(program, inference, hinted, file, fact);
    if (edge) edges.push(edge);
  }
  return edges;
}

/** Resolves one reference of a file. */
export function resolveReference(
  program: Program,
  inference: Inference,
  hinted: Inference,
  file: FileId,
  fact: ReferenceFact,
): ReferenceEdge | undefined {
  const scope = program.scope(file);
  if (!scope) return undefined;
  const place: Place = { file, line: fact.line, column: fact.column, enclosing: fact.enclosing };
  const found = program.queries.ask(() =>
    fact.receiver === undefined
      ? bareReference(program, inference, scope, place, fact)
      : memberReference(program, inference, hinted, scope, place, fact, fact.receiver),
  );
  if (!found) return undefined;
  const { definition } = program.family(file) ?? {};
  const meant = program.queries.ask(() =>
    definition ? definition(program, inference, file, found.to, fact) : overloadOf(program, found.to, fact, inference),
  );
  const to = meant ?? found.to;
  const kind = edgeKind(program, found.to, fact);
  return {
    from: symbolId(file, fact.enclosing),
    to,
    kind,
    rule: found.rule,
    confidence:
      CONFIDENCE[found.rule] * (kind === 'call' && (found.mixed || isAmbiguous(program, to, fact)) ? AMBIGUOUS : 1),
    line: fact.line,
  };
}

/** Calls end in functions and classes; a variable or property is called itself where the function is written in its value. */
function edgeKind(program: Program, to: SymbolId, fact: ReferenceFact): ReferenceEdge['kind'] {
  if (fact.kind !== 'call' && fact.kind !== 'new') return EDGE_KINDS[fact.kind];
  const { kind, holdsFunction } = program.scope(fileOf(to))?.facts.symbols[indexOf(to)] ?? {};
  return (kind === 'variable' || kind === 'property') && !holdsFunction ? 'value' : 'call';
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
    if (family.superCallsOverridden) return overridden(inference, scope, place, fact.name);
    if (!family.superConstructs) return undefined;
    const owner = inference.name(place, fact.name);
    const base = owner?.type === undefined ? undefined : inference.bases(owner.type)[0];
    return base === undefined ? undefined : { to: base, rule: 'self' };
  }
  if (fact.kind === 'new' && family?.selfType.has(fact.name)) {
    const type = inference.name(place, fact.name)?.type;
    return type === undefined ? undefined : { to: type, rule: 'self' };
  }
  if (fact.kind === 'call' && family?.superConstructs && family.self.has(fact.name))
    return ownConstructor(program, inference, place, fact);
  const meanings = meaningsOf(
    program,
    inference,
    place,
    fact.name,
    isCalled(fact) ?? (family?.separateTypes && 'type'),
  );
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
  // An extension of a type is only called so where that type's members are in scope, which a lambda may have brought.
  const extended =
    first?.kind === 'visible' && program.scope(fileOf(definition.symbol))?.facts.symbols[indexOf(definition.symbol)];
  if (extended && isCallable(extended) && extended.owner !== undefined)
    return { to: definition.symbol, rule: 'unique' };
  return { to: definition.symbol, rule: local ? 'local' : 'import' };
}

/** The member of a base that has the name of the member around. */
function overridden(inference: Inference, { facts }: FileScope, place: Place, word: string): Found | undefined {
  const owner = inference.name(place, word);
  const member = facts.symbols[place.enclosing]?.name;
  const to = owner && member !== undefined ? inference.memberSymbol(owner, member) : undefined;
  return to === undefined ? undefined : { to, rule: 'self' };
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
  const sure = owner && inference.memberSymbol(owner, fact.name, isCalled(fact));
  if (owner && sure !== undefined) {
    const mixed = owner.mixed && program.family(place.file)?.library.isCommon(fact.name) === true;
    return { to: sure, rule: owner.rule, ...(mixed && { mixed }) };
  }
  if (
    owner?.type !== undefined &&
    owner.access === 'static' &&
    fact.name === program.family(place.file)?.constructorMember
  )
    return { to: owner.type, rule: owner.rule };
  const extension = program.family(place.file)?.extensionMember?.(program, inference, place, receiver, fact.name);
  if (extension) return extension;
  // The type is known and has no such member: it comes from outside, or is set dynamically.
  if (owner || isFromOutside(program, inference, place, receiver)) return undefined;
  const suggested = hinted.chain(place, receiver);
  const likely = suggested && hinted.memberSymbol(suggested, fact.name, isCalled(fact));
  if (suggested && likely !== undefined) return { to: likely, rule: suggested.rule };
  return onlyMember(program, scope, place, fact.name);
}

/** Whether a reference calls what it names, or reads it; `undefined` where it names a type. */
function isCalled({ kind }: ReferenceFact): boolean | undefined {
  return kind === 'call' ? true : kind === 'member' || kind === 'value' ? false : undefined;
}

/** `this(…)` in a constructor. */
function ownConstructor(program: Program, inference: Inference, place: Place, fact: ReferenceFact): Found | undefined {
  const type = inference.name(place, fact.name)?.type;
  const scope = type === undefined ? undefined : program.scope(fileOf(type));
  if (type === undefined || !scope) return undefined;
  const first = scope.childrenOf(indexOf(type)).find(index => scope.facts.symbols[index]?.kind === 'constructor');
  return { to: first === undefined ? type : symbolId(fileOf(type), first), rule: 'self' };
}

/** Whether a receiver of unknown type has one that is declared, and so is none of the workspace. */
function isFromOutside(program: Program, inference: Inference, place: Place, receiver: string): boolean {
  if (!program.family(place.file)?.declaresTypes) return false;
  const root = /^[\p{L}_$][\p{L}\p{N}_$]*(?!\()/u.exec(receiver)?.[0];
  const [first] = root === undefined ? [] : meaningsOf(program, inference, place, root, false);
  return first?.kind !== 'binding' || first.binding.type !== undefined;
}

/** The only member of that name in the modules that this file sees, or in the workspace. */
function onlyMember(program: Program, scope: FileScope, place: Place, name: string): Found | undefined {
  const family = program.family(place.file);
  if (name.length < 3 || !family || family.library.isCommon(name) || /^__.*__$/.test(name)) return undefined;
  if (program.lacks(name)) return undefined;
  const members = methodsNamed(program, family, name);
  if (members.length === 0) return undefined;
  const seen = visibleFiles(program, scope, place.file);
  const near = members.filter(id => seen.has(fileOf(id)));
  if (near.length === 1 && near[0] !== undefined) return { to: near[0], rule: 'unique' };
  return members.length === 1 && members[0] !== undefined ? { to: members[0], rule: 'guess' } : undefined;
}

function methodsNamed(program: Program, family: LanguageFamily, name: string): readonly SymbolId[] {
  const found = program.queries.memoNamed(`methods of ${family.id}`, 0, name, () =>
    program.named(name).filter(id => {
      const symbol = program.scope(fileOf(id))?.facts.symbols[indexOf(id)];
      return symbol?.kind === 'method' && program.family(fileOf(id)) === family;
    }),
  );
  return found ?? [];
}

/** This file, the files it imports, and those that define the names it imports. */
function visibleFiles(program: Program, scope: FileScope, file: FileId): ReadonlySet<FileId> {
  const found = program.queries.memo('visible files', file, () => {
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
