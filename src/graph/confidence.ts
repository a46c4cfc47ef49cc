import type { ReferenceRule } from '../index/snapshot.ts';

/**
 * The named levels of confidence and the least figure of each, 0 … 1: `high` keeps what a type or an import proves,
 * `medium` leaves out what a bare name alone suggests, `low` keeps every edge, guesses included.
 */
export const CONFIDENCE_LEVELS = { low: 0, medium: 0.75, high: 0.9 } as const;
export type ConfidenceLevel = keyof typeof CONFIDENCE_LEVELS;

/** The figure that a level's name or a number from 0 to 1 means; `undefined` for any other text. */
export function confidenceOf(text: string): number | undefined {
  if (Object.hasOwn(CONFIDENCE_LEVELS, text)) return CONFIDENCE_LEVELS[text as ConfidenceLevel];
  const figure = /^(?:0|1|[01]?\.\d+|1\.0*)$/.test(text) ? Number(text) : Number.NaN;
  return figure >= 0 && figure <= 1 ? figure : undefined;
}

/** The highest level that a figure reaches. */
export function levelOf(confidence: number): ConfidenceLevel {
  if (confidence >= CONFIDENCE_LEVELS.high) return 'high';
  return confidence >= CONFIDENCE_LEVELS.medium ? 'medium' : 'low';
}

/**
 * What is left of a call's confidence for a method that overrides the called one: where the called one has no body the
 * call must end in one of them; where it has one, it may end there as well.
 */
export const DISPATCH_FACTOR = { abstract: 0.8, concrete: 0.5 } as const;

/** Confidence and rule of an edge that an import statement makes: the resolver found the file itself. */
export const IMPORT_EDGE: { readonly confidence: number; readonly rule: ReferenceRule } = {
  confidence: 1,
  rule: 'import',
};
