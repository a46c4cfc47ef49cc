import type { SymbolKind } from '../facts/fileFacts.ts';
import type { Task } from '../rank/ranking.ts';
import type { Level } from './contextPack.ts';

/** How one task spends its budget. All shares are of the best candidate's relevance. */
export interface Preset {
  /** What each level gives of a symbol's whole value, the cheapest first; equal to the level before: never worth paying for. */
  readonly value: Readonly<Record<Level, number>>;
  /** Relevance is raised to this power: over 1 prefers the first ranks to many cheap ones. */
  readonly sharpness: number;
  /** Symbols of a ranked file that are not ranked themselves take this share of the file's score. */
  readonly fill: number;
  /** Candidates under this share are left out, whatever room there is. */
  readonly floor: number;
  /** Share that remains of a candidate's value for each earlier one with the same name line. */
  readonly duplicate: number;
  /** Whether the place being edited goes in, at least folded. */
  readonly editedPlace: boolean;
  /** The order of blocks in the prompt. */
  readonly order: 'bestLast' | 'mapFirst';
}

export const presets: Readonly<Record<Task, Preset>> = {
  completion: {
    value: { name: 0.85, signature: 1, documented: 1.03, elided: 1.06, full: 1.08 },
    sharpness: 1.5,
    fill: 0.5,
    floor: 0.02,
    duplicate: 0.5,
    editedPlace: false,
    order: 'bestLast',
  },
  edit: {
    value: { name: 0.3, signature: 0.45, documented: 0.55, elided: 0.85, full: 1 },
    sharpness: 2,
    fill: 0.25,
    floor: 0.3,
    duplicate: 0.5,
    editedPlace: true,
    order: 'mapFirst',
  },
};

/** Of two unranked symbols of a file the likelier to be wanted elsewhere: share by kind. */
export const fillByKind: Readonly<Record<SymbolKind, number>> = {
  class: 1,
  interface: 1,
  type: 0.9,
  enum: 0.9,
  enumMember: 0.4,
  function: 1,
  method: 0.8,
  constructor: 0.5,
  property: 0.5,
  variable: 0.8,
  namespace: 0.5,
  extension: 0.5,
};

/** Share for a symbol that other files cannot see. */
export const HIDDEN_SHARE = 0.25;
