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
import { type Inference, isCallable, type Place, type Program } from './program.ts';
import { CONFIDENCE } from './rules.ts';

interface Found {
  readonly to: SymbolId;
  readonly rule: ReferenceRule;
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

/** Resolves every reference of a file; what stays unknown gives no edge. Source order. */
export function resolveReferences(
  program: Program,
  inference: Inference,
  hinted: Inference,
  file: FileId,
): readonly ReferenceEdge[] {
  const facts = program.scope(file)?.facts;
  return (facts?.references ?? []).flatMap(fact => resolveReference(program, inference, hinted, file, fact) ?? []);
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
  const place: Place = { file, line: fact.line, enclosing: fact.enclosing };
  const found = program.queries.ask(() =>
    fact.receiver === undefined
      ? bareReference(program, inference, scope, place, fact)
      : memberReference(program, inference, hinted, scope, place, fact, fact.receiver),
  );
  if (!found) return undefined;
  const { definition } = program.family(file) ?? {};
  const to = definition
    ? (program.queries.ask(() => definition(program, inference, file, found.to, fact)) ?? found.to)
    : overloadOf(program, found.to, fact);
  return {
    from: symbolId(file, fact.enclosing),
    to,
    kind: EDGE_KINDS[fact.kind],
    rule: found.rule,
    confidence: CONFIDENCE[found.rule],
    line: fact.line,
  };
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
  const meanings = meaningsOf(program, inference, place, fact.name);
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
  const sure = owner && inference.memberSymbol(owner, fact.name);
  if (owner && sure !== undefined) return { to: sure, rule: owner.rule };
  if (
    owner?.type !== undefined &&
    owner.access === 'static' &&
    fact.name === program.family(place.file)?.constructorMember
  )
    return { to: owner.type, rule: owner.rule };
  // The type is known and has no such member: it comes from outside, or is set dynamically.
  if (owner) return undefined;
  const suggested = hinted.chain(place, receiver);
  const likely = suggested && hinted.memberSymbol(suggested, fact.name);
  if (suggested && likely !== undefined) return { to: likely, rule: suggested.rule };
  return onlyMember(program, scope, place, fact.name);
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

/** Among the overloads of a callable the first that takes this number of arguments. */
export function overloadOf(program: Program, callable: SymbolId, fact: ReferenceFact): SymbolId {
  const count = fact.arguments;
  const file = fileOf(callable);
  const scope = program.scope(file);
  const symbol = scope?.facts.symbols[indexOf(callable)];
  if (count === undefined || !scope || !symbol || !isCallable(symbol)) return callable;
  const overloads = scope.children(symbol.parent, symbol.name);
  if (overloads.length < 2) return callable;
  const fits = overloads.find(index => {
    const parameters = scope.facts.symbols[index]?.parameters;
    if (!parameters) return false;
    const required = parameters.filter(parameter => !parameter.optional && !parameter.rest).length;
    const most = parameters.some(parameter => parameter.rest) ? Number.POSITIVE_INFINITY : parameters.length;
    return required <= count && count <= most;
  });
  return fits === undefined ? callable : symbolId(file, fits);
}
