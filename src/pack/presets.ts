import type { SymbolKind } from '../facts/fileFacts.ts';
import type { Task } from '../rank/ranking.ts';
import { questionOf, type TaskName } from '../rank/tasks.ts';
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
  /** The gate: what is less likely than this to be of use is held back, whatever room there is. A probability. */
  readonly least: number;
  /** Share that remains of a candidate's value for each earlier one of the same qualified name in its file. */
  readonly duplicate: number;
  /** Share of the budget that the place being edited may take; 0: it stays out, as whoever asks shows it. */
  readonly editedShare: number;
  /** The order of blocks in the prompt. */
  readonly order: 'bestLast' | 'mapFirst';
  /** What the prompt says before its blocks: what they are for. Ends with a line break; '' where the asker says it. */
  readonly frame: string;
}

/** How the two questions spend it, by what was measured. */
const BASES: Readonly<Record<Task, Preset>> = {
  completion: {
    value: { name: 0.85, signature: 1, documented: 1.03, elided: 1.06, full: 1.08 },
    sharpness: 1.5,
    fill: 0.5,
    floor: 0.02,
    least: 0.0001,
    duplicate: 0.5,
    editedShare: 0,
    order: 'bestLast',
    frame: '',
  },
  edit: {
    value: { name: 0.3, signature: 0.45, documented: 0.55, elided: 0.85, full: 1 },
    sharpness: 2,
    fill: 0.25,
    floor: 0.3,
    least: 0.004,
    duplicate: 0.5,
    editedShare: 1,
    order: 'mapFirst',
    frame: '',
  },
};

/**
 * What tasks do otherwise than their question, each for the reason beside it: what such work reads by its nature. No
 * figures stand behind them, so all that gives no such reason is as for an edit.
 */
const OVERRIDES: Readonly<Partial<Record<TaskName, Partial<Preset>>>> = {
  'architectural-understanding': {
    // What modules offer to one another is in their headers: a body costs the room of ten of them and says how, not what.
    value: { name: 0.6, signature: 0.9, documented: 1, elided: 1, full: 1 },
    // Breadth: many modules with a little each, whole outlines of files, the place itself only as one of them.
    sharpness: 1,
    fill: 0.5,
    editedShare: 0.1,
    frame:
      'Structure around this place, to understand the architecture: the modules that matter, by what they offer.\n',
  },
  'cross-file-refactoring': {
    // Whatever uses the changed thing must change with it: a place that is left out breaks, however faint its tie.
    sharpness: 1,
    least: 0,
    frame: 'For a refactoring across files: the place, and what has to change with it or keep working.\n',
  },
  'feature-implementation': {
    frame: 'For implementing a feature: where it goes, what it can build on, and what is built like it.\n',
  },
  'bug-investigation': {
    // A fault is in a statement: signatures only say where else to look.
    value: { name: 0.1, signature: 0.2, documented: 0.25, elided: 0.7, full: 1 },
    frame: 'For finding the cause of a bug: the code that the report or the place points at, with what it runs.\n',
  },
  'multi-session-development': {
    // Headers stay what they were from one session to the next, and so the beginning of the prompt; bodies do not.
    value: { name: 0.35, signature: 0.7, documented: 0.85, elided: 0.95, full: 1 },
    frame: 'For work that goes on over several sessions: a map of what belongs to it, then what it is about now.\n',
  },
  'code-comprehension': {
    // What the authors wrote to be read comes before how it is done; what is asked about leaves room for its surroundings.
    value: { name: 0.3, signature: 0.45, documented: 0.75, elided: 0.9, full: 1 },
    editedShare: 0.5,
    frame: 'To understand the code at this place: what it uses, what uses it, and what their authors say of it.\n',
  },
  'integration-testing': {
    // A test calls what it tests by its header and is modelled on a test that is there, in whole.
    value: { name: 0.3, signature: 0.6, documented: 0.7, elided: 0.85, full: 1 },
    frame: 'For writing integration tests: what is to be tested, what it works with, and the tests that are there.\n',
  },
  'security-analysis': {
    // Checks stand in the inner blocks that folding hides: a folded body can look safe, or unsafe, when it is not.
    value: { name: 0.2, signature: 0.35, documented: 0.45, elided: 0.45, full: 1 },
    frame: 'For a security review: the code at this place in full, who calls it with what, and what it passes on.\n',
  },
};

/** How one task spends its budget. */
export function presetOf(task: TaskName): Preset {
  return { ...BASES[questionOf(task)], ...OVERRIDES[task] };
}

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
