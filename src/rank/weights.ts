import type { SignalName, Task } from './ranking.ts';
import { questionOf, type TaskName } from './tasks.ts';

/** How the signals are weighed for one task. */
export interface Weights {
  /** Weight of each signal's score of a file. */
  readonly files: Readonly<Record<SignalName, number>>;
  /** Weight of each signal's score of a symbol. */
  readonly symbols: Readonly<Record<SignalName, number>>;
  /** Share of its file's score that every symbol gets. */
  readonly fileShare: number;
  /** Factor for files of other languages, prose and data. */
  readonly foreign: number;
  readonly prose: number;
  /** Factor for tests while the edited file is none. */
  readonly test: number;
}

/** The one table of weights; `README.md` beside this file says what each is worth. */
export const WEIGHTS: Readonly<Record<Task, Weights>> = {
  completion: {
    files: {
      identifiers: 1,
      bm25: 0.3,
      imports: 0.7,
      names: 0.2,
      mentions: 0,
      places: 0.2,
      calls: 0.2,
      coChange: 0,
      lineHistory: 0,
      textNames: 3,
    },
    symbols: {
      identifiers: 1,
      bm25: 0,
      imports: 0.5,
      names: 0.3,
      mentions: 0,
      places: 0,
      calls: 0.2,
      coChange: 0,
      lineHistory: 0,
      textNames: 3,
    },
    fileShare: 0.2,
    foreign: 0.5,
    prose: 0.2,
    test: 0.3,
  },
  edit: {
    files: {
      identifiers: 0.05,
      bm25: 1,
      imports: 0.2,
      names: 0.2,
      mentions: 0.1,
      places: 0.5,
      calls: 0.2,
      coChange: 0.4,
      lineHistory: 0.2,
      textNames: 3,
    },
    symbols: {
      identifiers: 1,
      bm25: 0,
      imports: 0.3,
      names: 0.5,
      mentions: 0,
      places: 0,
      calls: 0.5,
      coChange: 0,
      lineHistory: 0,
      textNames: 3,
    },
    fileShare: 0.3,
    foreign: 0.9,
    prose: 0.5,
    test: 0.8,
  },
};

type Overrides = Omit<Partial<Weights>, 'files' | 'symbols'> & { readonly files?: Partial<Weights['files']> };

/** What tasks weigh otherwise than their question. A task without a row, and all that a row does not name, is weighed alike. */
const OVERRIDES: Readonly<Partial<Record<TaskName, Overrides>>> = {
  // The tests around the place are what is asked for: no discount for being one.
  'integration-testing': { test: 1 },
};

/** The weights of one task. */
export function weightsOf(task: TaskName): Weights {
  const base = WEIGHTS[questionOf(task)];
  const { files, ...others } = OVERRIDES[task] ?? {};
  return { ...base, ...others, files: { ...base.files, ...files } };
}
