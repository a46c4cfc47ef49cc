import type { ReferenceRule } from '../snapshot.ts';

/**
 * Confidence of each rule: set after comparing edges with type checkers', above the raw shares for the sure rules (checkers
 * leave out local functions and untyped code), and at the level of the worse repositories for `unique` and `guess`.
 */
export const CONFIDENCE: Readonly<Record<ReferenceRule, number>> = {
  scip: 0.99,
  local: 0.98,
  import: 0.98,
  self: 0.95,
  namespace: 0.95,
  static: 0.95,
  declared: 0.93,
  constructed: 0.93,
  returned: 0.9,
  unique: 0.5,
  guess: 0.3,
};

/**
 * Factor on the confidence of a call that more than one overload with a body takes: their parameters' types are not compared;
 * and of a common method on a value that may as well be of an unknown type: `x.toString()` where `x: Node | string`.
 * Such edges are no longer among the sure ones (0.9), and stay among those that join files (0.75).
 */
export const AMBIGUOUS = 0.85;

/** The rules, the surest first. */
const ORDER = Object.keys(CONFIDENCE) as readonly ReferenceRule[];

/** The less sure of two rules: a chain is as weak as its weakest link. */
export function weaker(a: ReferenceRule, b: ReferenceRule): ReferenceRule {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
