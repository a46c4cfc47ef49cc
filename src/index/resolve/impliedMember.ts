import { fileOf, indexOf } from '../snapshot.ts';
import { outsideValue } from './outside.ts';
import type { Inference, Program, Value } from './program.ts';
import { weaker } from './rules.ts';

/** What `name` of a value gives where no declaration says it: `Foo.new`, `foo.class`, an embedded base, a member of a base outside. */
export function impliedMember(program: Program, inference: Inference, owner: Value, name: string): Value | undefined {
  const { type, access, rule } = owner;
  if (type === undefined || indexOf(type) < 0) return undefined;
  const family = program.family(fileOf(type));
  if (access === 'static' && family?.constructorMember === name)
    return { type, access: 'instance', rule: weaker(rule, 'constructed') };
  if (access === 'instance' && family?.classMember === name) return { type, access: 'static', rule };
  const embedded = family?.embeds ? inference.bases(type).find(id => nameOf(program, id) === name) : undefined;
  if (embedded !== undefined) return { type: embedded, access: 'instance', rule: weaker(rule, 'declared') };
  return outsideValue(program, fileOf(type), 'instance');
}

function nameOf(program: Program, id: number): string | undefined {
  return program.scope(fileOf(id))?.facts.symbols[indexOf(id)]?.name;
}
