import type { Initializer } from '../../facts/fileFacts.ts';
import { fileOf, indexOf, type ReferenceRule, type SymbolId, symbolId } from '../snapshot.ts';
import { type ChainStep, parseChain } from './chain.ts';
import { declaredValue } from './declaredTypes.ts';
import { expectedValue } from './expected.ts';
import { givesReceiver } from './extensionMethods.ts';
import { basesOf, inheritedMember, isEnumCase } from './hierarchy.ts';
import { GLOBALS, hintedValue } from './hints.ts';
import { impliedMember } from './impliedMember.ts';
import { initialPlace } from './initialPlace.ts';
import { importedDefinition, memberOfModule } from './modules.ts';
import { type Meaning, meaningsOf, preferred } from './names.ts';
import { awaited, elementOf, outsideImport } from './outside.ts';
import { constructedHere, ownerValue } from './owner.ts';
import {
  type Definition,
  type Inference,
  isCallable,
  isClassLike,
  type Place,
  type Program,
  placeOf,
  type Use,
  type Value,
} from './program.ts';
import { weaker } from './rules.ts';
import { isCalledByName, signaturesOf } from './signatures.ts';
import { ofArity } from './typeArity.ts';

/** What expressions denote, read off declared types, constructions, return types and the class hierarchy. */
export function createInference(program: Program): Inference {
  return inferenceOver(program, undefined);
}

/** The same; besides, a value of unknown type is taken for the class that its name suggests, and labelled so. */
export function createHintedInference(program: Program, sure: Inference): Inference {
  return inferenceOver(program, sure);
}

/** Kinds of questions whose answers may be guessed, and of those that are not. */
const HINTED = { binding: 'hinted binding', value: 'hinted value', returned: 'hinted return' } as const;
const SURE = { binding: 'binding', value: 'value', returned: 'return' } as const;

/** Declared types and bases are never guessed: they are asked of `sure` where it is given. */
function inferenceOver(program: Program, sure: Inference | undefined): Inference {
  const { queries } = program;
  const hints = sure !== undefined;
  const kinds = hints ? HINTED : SURE;

  const chains = new Map<string, readonly ChainStep[] | null>();
  const stepsOf = (text: string): readonly ChainStep[] | null => {
    let steps = chains.get(text);
    if (steps === undefined) {
      steps = parseChain(text) ?? null;
      chains.set(text, steps);
    }
    return steps;
  };

  const inference: Inference = {
    name: nameValue,
    chain: (place, text, use) => {
      const steps = stepsOf(text);
      return steps === null ? undefined : stepsValue(place, steps, use);
    },
    symbol: symbolValue,
    declared: sure?.declared ?? ((place, type, self) => declaredValue(program, inference, place, type, self)),
    call: callValue,
    member: memberValue,
    memberSymbol,
    bases: sure?.bases ?? (type => basesOf(program, inference, type)),
    inherited: sure?.inherited ?? ((type, name, called) => inheritedMember(program, inference, type, name, called)),
  };

  /** `last`: whether what the last step gives is called, or whether all name a type. */
  function stepsValue(place: Place, steps: readonly ChainStep[], last: Use = false): Value | undefined {
    let value: Value | undefined;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index];
      if (!step) break;
      const next = steps[index + 1];
      const called = next ? next.kind === 'call' : last === true;
      if (step.kind === 'name') value = nameValue(place, step.name, last === 'type' ? last : called);
      else if (step.kind === 'group') value = groupValue(place, step);
      else if (step.kind === 'call') value = value && calledValue(place, value);
      else if (step.kind === 'index') value = elementOf(value);
      else
        value =
          (value && memberValue(value, step.name, called)) ??
          (hints ? hintedValue(program, inference, place, step.name) : undefined);
    }
    return value;
  }

  function groupValue(place: Place, group: ChainStep & { kind: 'group' }): Value | undefined {
    const declared = group.as === undefined ? undefined : inference.declared(place, group.as);
    const inner = declared ?? stepsValue(place, group.steps);
    return group.await && inner ? awaited(inner) : inner;
  }

  function nameValue(place: Place, name: string, use?: Use): Value | undefined {
    const own = ownerValue(program, inference, place, name);
    if (own) return own;
    const found = meaningsOf(program, inference, place, name, use);
    for (const meaning of preferred(found)) {
      const value = meaningValue(place, meaning);
      if (value)
        return isCalledByName(program, value.type) ? (callValue(value) ?? value) : ofArity(program, value, name);
    }
    const [first] = found;
    const constructed = first ? undefined : constructedHere(program, inference, place, name);
    if (constructed) return constructed;
    const unknown = !first || (first.kind === 'binding' && first.binding.type === undefined);
    return hints && unknown && !GLOBALS.has(name) ? hintedValue(program, inference, place, name) : undefined;
  }

  function meaningValue(place: Place, meaning: Meaning): Value | undefined {
    if (meaning.kind === 'visible') return definitionValue(meaning.definition);
    if (meaning.kind === 'member') return symbolValue(meaning.symbol);
    if (meaning.kind === 'symbol') return symbolValue(symbolId(place.file, meaning.symbol));
    if (meaning.kind === 'import') {
      const definition = importedDefinition(program, place.file, meaning.fact, meaning.name);
      return definition ? definitionValue(definition) : outsideImport(program, place, meaning.fact);
    }
    const { binding, index } = meaning;
    const at: Place = { file: place.file, line: binding.line, enclosing: binding.enclosing };
    return queries.memo(kinds.binding, symbolId(place.file, index), () => {
      const type = binding.type ?? (binding.parameter ? documentedType(at, binding.name) : undefined);
      const declared = type === undefined ? undefined : inference.declared(at, type, ownerOf(at));
      return declared ?? (binding.initializer && initializerValue(at, binding.initializer));
    });
  }

  /** The type that the enclosing function's documentation gives a parameter. */
  function documentedType(place: Place, name: string): string | undefined {
    const parameters = program.scope(place.file)?.facts.symbols[place.enclosing]?.parameters;
    return parameters?.find(parameter => parameter.name === name)?.type;
  }

  function ownerOf(place: Place): Value | undefined {
    const [self] = program.family(place.file)?.self ?? [];
    return self === undefined ? undefined : ownerValue(program, inference, place, self);
  }

  function definitionValue(definition: Definition): Value | undefined {
    if ('package' in definition) return { package: definition.package, access: 'static', rule: 'namespace' };
    if (indexOf(definition.symbol) < 0) return { type: definition.symbol, access: 'static', rule: 'namespace' };
    return symbolValue(definition.symbol);
  }

  function symbolValue(id: SymbolId): Value | undefined {
    return queries.memo(kinds.value, id, () => {
      const file = fileOf(id);
      const scope = program.scope(file);
      const symbol = scope?.facts.symbols[indexOf(id)];
      if (!scope || !symbol) return undefined;
      const place = placeOf(file, scope.facts, indexOf(id));
      if (isClassLike(symbol) || isCallable(symbol)) return { type: id, access: 'static', rule: 'static' };
      if (symbol.kind === 'enumMember') {
        return { type: symbolId(file, symbol.parent), access: 'instance', rule: 'static' };
      }
      const outside: Place = { ...place, enclosing: symbol.parent };
      const declared = symbol.type === undefined ? undefined : inference.declared(outside, symbol.type, ownerOf(place));
      if (declared) return declared;
      const initial = symbol.initializer && initializerValue(outside, symbol.initializer, indexOf(id));
      if (initial) return initial;
      if (scope.childrenOf(indexOf(id)).length > 0) return { type: id, access: 'instance', rule: 'static' };
      return hints && symbol.type === undefined ? hintedValue(program, inference, outside, symbol.name) : undefined;
    });
  }

  /** `self` is the symbol being initialised: `x = x` means an outer or earlier `x`. */
  function initializerValue(place: Place, initializer: Initializer, self = -1): Value | undefined {
    const { form, path } = initializer;
    if (form === 'argument' || form === 'expected') return expectedValue(program, inference, place, initializer);
    const at =
      path.startsWith('this.') || path.startsWith('self.') ? place : (initialPlace(program, place, self) ?? place);
    if (form === 'new' && path.includes('()')) return constructedChain(at, path);
    const value = inference.chain(at, path, form === 'call' || form === 'await');
    if (!value || value.outside) return value && { ...value, access: 'instance' };
    switch (form) {
      case 'name':
        return value;
      case 'element':
        return value.element && { ...value.element, rule: weaker(value.rule, value.element.rule) };
      case 'new':
        if (isEnumCase(program, value)) return value;
        return value.access === 'static'
          ? { ...value, access: 'instance', rule: weaker(value.rule, 'constructed') }
          : undefined;
      case 'call':
        return calledValue(at, value);
      case 'await': {
        const result = callValue(value);
        return result && awaited(result);
      }
    }
  }

  /** `new A().b()`, written `A().b`: whether `b` is called is lost, a method most likely is. */
  function constructedChain(place: Place, path: string): Value | undefined {
    const value = inference.chain(place, `new ${path}`);
    return (value && callValue(value)) ?? value;
  }

  function callValue(callee: Value): Value | undefined {
    if (callee.super || callee.outside) return callee;
    if (callee.returns) return { ...callee.returns, rule: weaker(callee.rule, callee.returns.rule) };
    if (callee.type === undefined) return undefined;
    const file = fileOf(callee.type);
    const facts = program.scope(file)?.facts;
    const symbol = facts?.symbols[indexOf(callee.type)];
    if (!facts || !symbol) return undefined;
    if (callee.access === 'instance') return isEnumCase(program, callee) ? callee : calledInstance(callee);
    if (symbol.kind === 'class' || (isClassLike(symbol) && program.family(file)?.definedTypes))
      return { type: callee.type, access: 'instance', rule: weaker(callee.rule, 'constructed') };
    return isCallable(symbol) ? returnedValue(callee.type, callee.receiver, callee.rule) : undefined;
  }

  function calledInstance(callee: Value): Value | undefined {
    for (const { place, returns, self } of signaturesOf(program, inference, callee)) {
      const value = returns === undefined ? undefined : inference.declared(place, returns, self);
      if (value) return { ...value, rule: weaker(weaker(callee.rule, value.rule), 'returned') };
    }
    if (callee.type === undefined) return undefined;
    const family = program.family(fileOf(callee.type));
    const method = inference.inherited(callee.type, family?.callMember ?? '__call__', true);
    if (method !== undefined) return returnedValue(method, callee);
    return family?.calledProperties ? callee : undefined;
  }

  function returnedValue(
    callable: SymbolId,
    receiver: Value | undefined,
    rule: ReferenceRule = 'static',
  ): Value | undefined {
    const file = fileOf(callable);
    const scope = program.scope(file);
    const symbol = scope?.facts.symbols[indexOf(callable)];
    if (!scope || !symbol) return undefined;
    const place = placeOf(file, scope.facts, indexOf(callable));
    let value: Value | undefined;
    if (receiver?.access === 'instance' && givesReceiver(program, callable)) value = receiver;
    else if (symbol.type !== undefined) value = inference.declared(place, symbol.type, receiver ?? ownerOf(place));
    else if (symbol.initializer) {
      const inside: Place = { ...place, line: symbol.bodySpan?.[2] ?? place.line };
      value = queries.memo(
        kinds.returned,
        callable,
        () => symbol.initializer && initializerValue(inside, symbol.initializer),
      );
    }
    return value && { ...value, rule: weaker(weaker(rule, value.rule), 'returned') };
  }

  function memberValue(owner: Value, name: string, called?: boolean): Value | undefined {
    if (owner.outside) return owner;
    if (owner.element && owner.type === undefined) return elementMember(owner, owner.element, name);
    if (owner.returns && owner.type === undefined) return undefined;
    const definition = moduleMember(owner, name);
    if (definition) return definitionValue(definition);
    const id = memberSymbol(owner, name, called);
    if (id === undefined) return impliedMember(program, inference, owner, name);
    const value = symbolValue(id);
    if (!value) return undefined;
    if (value.type !== id) return { ...value, rule: weaker(owner.rule, value.rule) };
    const member: Value = { ...value, rule: owner.rule, receiver: owner };
    return isCalledByName(program, id) ? (callValue(member) ?? member) : member;
  }

  /** What calling gives, where naming has not called already. */
  function calledValue(place: Place, callee: Value): Value | undefined {
    return program.family(place.file)?.bareCalls ? callee : callValue(callee);
  }

  function elementMember(owner: Value, element: Value, name: string): Value | undefined {
    const held = owner.library?.property(name);
    if (held) return held === 'element' ? { ...element, rule: weaker(owner.rule, element.rule) } : owner;
    const gives = owner.library?.method(name);
    // `(await f()).x` is written `f().x`.
    if (!gives) return owner.many || owner.library?.isOpaque ? undefined : memberValue(element, name);
    if (gives === 'other') return undefined;
    return { access: 'instance', returns: gives === 'element' ? element : owner, rule: owner.rule };
  }

  function moduleMember(owner: Value, name: string): Definition | undefined {
    if (owner.package) return memberOfModule(program, { kind: 'package', ...owner.package }, name);
    if (owner.type === undefined || indexOf(owner.type) >= 0) return undefined;
    return memberOfModule(program, { kind: 'file', file: fileOf(owner.type) }, name);
  }

  function memberSymbol(owner: Value, name: string, called?: boolean): SymbolId | undefined {
    if (owner.element && owner.type === undefined) {
      const { library } = owner;
      return owner.many || library?.isOpaque || library?.method(name) || library?.property(name)
        ? undefined
        : memberSymbol(owner.element, name, called);
    }
    const inModule = moduleMember(owner, name);
    if (inModule) return 'symbol' in inModule ? inModule.symbol : undefined;
    if (owner.type === undefined || indexOf(owner.type) < 0) return undefined;
    if (owner.super) {
      for (const base of inference.bases(owner.type)) {
        const found = inference.inherited(base, name, called);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    const found = inference.inherited(owner.type, name, called);
    return found ?? throughProperty(owner, name);
  }

  /** A getter is written as a method, used as a value: its members are those of what it returns. */
  function throughProperty(owner: Value, name: string): SymbolId | undefined {
    if (owner.access !== 'static' || owner.type === undefined || !owner.receiver) return undefined;
    const symbol = program.scope(fileOf(owner.type))?.facts.symbols[indexOf(owner.type)];
    const value = symbol && isCallable(symbol) ? returnedValue(owner.type, owner.receiver) : undefined;
    return value && memberSymbol(value, name);
  }

  return inference;
}
