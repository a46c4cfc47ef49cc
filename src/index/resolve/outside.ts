import type { Place, Program, Value } from './program.ts';
import { weaker } from './rules.ts';

/** A value from outside of the workspace, in the languages where that is sure to have no member inside it. */
export function outsideValue(program: Program, file: number, access: Value['access']): Value | undefined {
  return program.family(file)?.typed ? { access, outside: true, rule: 'declared' } : undefined;
}

/** What an import gives that leads to a package outside of the workspace. */
export function outsideImport(program: Program, { file }: Place, fact: number): Value | undefined {
  const specifier = program.scope(file)?.facts.imports[fact]?.specifier;
  const isOutside = specifier !== undefined && program.target(file, specifier).kind === 'external';
  return isOutside ? outsideValue(program, file, 'static') : undefined;
}

/** What indexing or iterating gives. */
export function elementOf(value: Value | undefined): Value | undefined {
  return value?.outside ? value : value?.element;
}

/** The value of a promise, or the value itself where none was declared. */
export function awaited(value: Value): Value {
  const { element } = value;
  return element && value.type === undefined ? { ...element, rule: weaker(value.rule, element.rule) } : value;
}
