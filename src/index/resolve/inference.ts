import type { Initializer } from '../../facts/fileFacts.ts';
import { fileOf, indexOf, type ReferenceRule, type SymbolId, symbolId } from '../snapshot.ts';
import { type ChainStep, parseChain } from './chain.ts';
import { declaredValue } from './declaredTypes.ts';
import type { FileScope } from './fileScope.ts';
import { argumentValue } from './functionArguments.ts';
import { basesOf, inheritedMember, typeOfArity } from './hierarchy.ts';
import { hintedValue } from './hints.ts';
import { importedDefinition, memberOfModule } from './modules.ts';
import { type Meaning, meaningsOf } from './names.ts';
import { ownerValue } from './owner.ts';
import {
  type Definition,
  type Inference,
  isCallable,
  isClassLike,
  type Place,
  type Program,
  placeOf,
  type Value,
} from './program.ts';
import { weaker } from './rules.ts';

/** What expressions denote, read off declared types, constructions, return types and the class hierarchy. */
export function createInference(program: Program): Inference {
  return inferenceOver(program, undefined);
}

/** The same; besides, a value of unknown type is taken for the class that its name suggests, and labelled so. */
export function createHintedInference(program: Program, sure: Inference): Inference {
  return inferenceOver(program, sure);
}

/** Declared types and bases are never guessed: they are asked of `sure` where it is given. */
function inferenceOver(program: Program, sure: Inference | undefined): Inference {
  const { queries } = program;
  const hints = sure !== undefined;
  const tag = hints ? 'hinted' : 'sure';

  const chains = new Map<string, readonly ChainStep[] | undefined>();
  const stepsOf = (text: string): readonly ChainStep[] | undefined => {
    if (!chains.has(text)) chains.set(text, parseChain(text));
    return chains.get(text);
  };

  const inference: Inference = {
    name: (place, name) => nameValue(place, name),
    chain: (place, text, types) => {
      const steps = stepsOf(text);
      return steps && stepsValue(place, steps, types);
    },
    symbol: symbolValue,
    declared: sure?.declared ?? ((place, type, self) => declaredValue(program, inference, place, type, self)),
    call: callValue,
    memberSymbol,
    bases: sure?.bases ?? (type => basesOf(program, inference, type)),
    inherited: sure?.inherited ?? ((type, name) => inheritedMember(program, inference, type, name)),
  };

  function stepsValue(place: Place, steps: readonly ChainStep[], types?: boolean): Value | undefined {
    let value: Value | undefined;
    for (const step of steps) {
      if (step.kind === 'name') value = nameValue(place, step.name, types);
      else if (step.kind === 'group') value = groupValue(place, step);
      else if (step.kind === 'call') value = value && calledValue(place, value);
      else if (step.kind === 'index') value = value?.element;
      else
        value =
          (value && memberValue(value, step.name)) ??
          (hints ? hintedValue(program, inference, place, step.name) : undefined);
    }
    return value;
  }

  function groupValue(place: Place, group: ChainStep & { kind: 'group' }): Value | undefined {
    const declared = group.as === undefined ? undefined : inference.declared(place, group.as);
    const inner = declared ?? stepsValue(place, group.steps);
    return group.await && inner ? awaited(inner) : inner;
  }

  function nameValue(place: Place, name: string, types?: boolean): Value | undefined {
    const own = ownerValue(program, inference, place, name);
    if (own) return own;
    const found = meaningsOf(program, inference, place, name, types);
    for (const meaning of preferred(found)) {
      const value = meaningValue(place, meaning);
      if (value) return ofArity(program, value, name);
    }
    const [first] = found;
    const unknown = !first || (first.kind === 'binding' && first.binding.type === undefined);
    return hints && unknown && !GLOBALS.has(name) ? hintedValue(program, inference, place, name) : undefined;
  }

  function meaningValue(place: Place, meaning: Meaning): Value | undefined {
    if (meaning.kind === 'visible') return definitionValue(meaning.definition);
    if (meaning.kind === 'member') return symbolValue(meaning.symbol);
    if (meaning.kind === 'symbol') return symbolValue(symbolId(place.file, meaning.symbol));
    if (meaning.kind === 'import') {
      const definition = importedDefinition(program, place.file, meaning.fact, meaning.name);
      return definition && definitionValue(definition);
    }
    const { binding } = meaning;
    const at: Place = { file: place.file, line: binding.line, enclosing: binding.enclosing };
    return queries.memo(
      `${tag} binding ${place.file} ${binding.enclosing} ${binding.name} ${binding.line} ${binding.scope}`,
      () => {
        const type = binding.type ?? (binding.parameter ? documentedType(at, binding.name) : undefined);
        const declared = type === undefined ? undefined : inference.declared(at, type, ownerOf(at));
        return declared ?? (binding.initializer && initializerValue(at, binding.initializer));
      },
    );
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
    return queries.memo(`${tag} value ${id}`, () => {
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
  function initializerValue(place: Place, { form, path, position }: Initializer, self = -1): Value | undefined {
    const at = path.startsWith('this.') || path.startsWith('self.') ? place : (initialPlace(place, self) ?? place);
    if (form === 'new' && path.includes('()')) return constructedChain(at, path);
    const value = inference.chain(at, path);
    if (!value) return undefined;
    switch (form) {
      case 'name':
        return value;
      case 'element':
        return value.element && { ...value.element, rule: weaker(value.rule, value.element.rule) };
      case 'argument':
        return argumentValue(program, inference, value, position ?? [0, 0]);
      case 'new':
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

  /** A property is initialised inside the member whose lines hold it, whatever class it belongs to. */
  function initialPlace(place: Place, self: number): Place | undefined {
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

  function callValue(callee: Value): Value | undefined {
    if (callee.super) return callee;
    if (callee.returns) return { ...callee.returns, rule: weaker(callee.rule, callee.returns.rule) };
    if (callee.type === undefined) return undefined;
    const file = fileOf(callee.type);
    const facts = program.scope(file)?.facts;
    const symbol = facts?.symbols[indexOf(callee.type)];
    if (!facts || !symbol) return undefined;
    if (callee.access === 'instance') {
      const method = inference.inherited(callee.type, '__call__');
      return method === undefined ? undefined : returnedValue(method, callee);
    }
    if (symbol.kind === 'class')
      return { type: callee.type, access: 'instance', rule: weaker(callee.rule, 'constructed') };
    return isCallable(symbol) ? returnedValue(callee.type, callee.receiver, callee.rule) : undefined;
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
    if (receiver?.access === 'instance' && givesReceiver(scope, indexOf(callable))) value = receiver;
    else if (symbol.type !== undefined) value = inference.declared(place, symbol.type, receiver ?? ownerOf(place));
    else if (symbol.initializer) {
      const inside: Place = { ...place, line: symbol.bodySpan?.[2] ?? place.line };
      value = queries.memo(
        `${tag} return ${callable}`,
        () => symbol.initializer && initializerValue(inside, symbol.initializer),
      );
    }
    return value && { ...value, rule: weaker(weaker(rule, value.rule), 'returned') };
  }

  function memberValue(owner: Value, name: string): Value | undefined {
    if (owner.element && owner.type === undefined) return elementMember(owner, owner.element, name);
    if (owner.returns && owner.type === undefined) return undefined;
    const definition = moduleMember(owner, name);
    if (definition) return definitionValue(definition);
    const id = memberSymbol(owner, name);
    if (id === undefined) return constructedMember(owner, name);
    const value = symbolValue(id);
    if (!value) return undefined;
    if (value.type !== id) return { ...value, rule: weaker(owner.rule, value.rule) };
    const member: Value = { ...value, rule: owner.rule, receiver: owner };
    return program.family(fileOf(id))?.bareCalls ? (callValue(member) ?? member) : member;
  }

  /** `Foo.new` where the class itself declares no such member. */
  function constructedMember(owner: Value, name: string): Value | undefined {
    if (owner.type === undefined || owner.access !== 'static' || indexOf(owner.type) < 0) return undefined;
    if (program.family(fileOf(owner.type))?.constructorMember !== name) return undefined;
    return { type: owner.type, access: 'instance', rule: weaker(owner.rule, 'constructed') };
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
    if (!gives) return memberValue(element, name);
    return { access: 'instance', returns: gives === 'element' ? element : owner, rule: owner.rule };
  }

  function moduleMember(owner: Value, name: string): Definition | undefined {
    if (owner.package) return memberOfModule(program, { kind: 'package', ...owner.package }, name);
    if (owner.type === undefined || indexOf(owner.type) >= 0) return undefined;
    return memberOfModule(program, { kind: 'file', file: fileOf(owner.type) }, name);
  }

  function memberSymbol(owner: Value, name: string): SymbolId | undefined {
    if (owner.element && owner.type === undefined)
      return owner.library?.method(name) || owner.library?.property(name)
        ? undefined
        : memberSymbol(owner.element, name);
    const inModule = moduleMember(owner, name);
    if (inModule) return 'symbol' in inModule ? inModule.symbol : undefined;
    if (owner.type === undefined || indexOf(owner.type) < 0) return undefined;
    if (owner.super) {
      for (const base of inference.bases(owner.type)) {
        const found = inference.inherited(base, name);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    const found = inference.inherited(owner.type, name);
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

/** Values of the run time that no class of a workspace is. */
const GLOBALS: ReadonlySet<string> = new Set(
  'console process window document global globalThis navigator location crypto performance module require exports'.split(
    ' ',
  ),
);

/** Of the types of one name that differ by their type parameters the one that a name with as many arguments means. */
function ofArity(program: Program, value: Value, name: string): Value {
  if (value.type === undefined || value.access !== 'static') return value;
  const type = typeOfArity(program, value.type, Number(/\$(\d+)$/.exec(name)?.[1] ?? 0));
  return type === value.type ? value : { ...value, type };
}

/** Functions and classes before variables, imports before variables. */
function preferred(names: readonly Meaning[]): readonly Meaning[] {
  if (names.length < 2) return names;
  return [...names.filter(name => name.kind === 'binding'), ...names.filter(name => name.kind !== 'binding')];
}

/** Whether a member that stands outside returns its receiver: `T Add<T>(this T receiver)`. */
function givesReceiver({ facts, lookupIn }: FileScope, index: number): boolean {
  const symbol = facts.symbols[index];
  if (symbol?.owner === undefined || symbol.type === undefined || symbol.type !== symbol.parameters?.[0]?.type)
    return false;
  return lookupIn(symbol.type, index, symbol.nameSpan[0]).some(
    found => found.kind === 'binding' && found.binding.typeParameter,
  );
}

/** The value of a promise, or the value itself where none was declared. */
function awaited(value: Value): Value {
  const { element } = value;
  return element && value.type === undefined ? { ...element, rule: weaker(value.rule, element.rule) } : value;
}
