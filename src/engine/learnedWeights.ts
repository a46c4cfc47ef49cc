import { readFileSync, statSync } from 'node:fs';
import { type Learning, parseLearning } from '../features/learn/learning.ts';
import type { EditQuery, Task } from '../rank/ranking.ts';
import { WEIGHTS, type Weights, weightsOf } from '../rank/weights.ts';
import { learnedFile } from '../store/learnedFile.ts';
import type { Log } from './ports.ts';

/** What was learned of the workspace's repositories: another process may have learned or forgotten meanwhile. */
export interface LearnedWeights {
  /** What answers to this task in a root go by; `undefined`: the table. */
  of(root: number, task: Task): Learning | undefined;
  weights(query: EditQuery): Weights;
}

export interface LearnedParts {
  readonly storeFolder: string;
  /** Absolute folders of the roots. */
  readonly folders: readonly string[];
  readonly log: Log;
}

interface Known {
  readonly file: string;
  /** Of the file when it was read; '' when there was none. */
  stamp: string;
  learning: Learning | undefined;
}

/** Looks at each edit whether the file has changed. One that is of no use costs a line in the log, and the table is used. */
export function createLearnedWeights({ storeFolder, folders, log }: LearnedParts): LearnedWeights {
  const known = new Map<number, Known>();

  function look(root: number): Learning | undefined {
    const folder = folders[root];
    if (folder === undefined) return undefined;
    const entry = known.get(root) ?? { file: learnedFile(storeFolder, folder), stamp: '', learning: undefined };
    known.set(root, entry);
    const stamp = stampOf(entry.file);
    if (stamp === entry.stamp) return entry.learning;
    entry.stamp = stamp;
    entry.learning = stamp === '' ? undefined : read(entry.file, log);
    return entry.learning;
  }

  return {
    of: (root, task) => (task === 'edit' ? look(root) : undefined),
    weights({ snapshot, file, task, purpose = task }) {
      const table = weightsOf(purpose);
      const learning = task === 'edit' && look(snapshot.file(file)?.source.path.root ?? -1);
      return learning ? { ...table, files: { ...table.files, ...learning.weights } } : table;
    },
  };
}

/** Changes with every replacement of the file. */
function stampOf(file: string): string {
  const info = statSync(file, { throwIfNoEntry: false });
  return info ? `${info.ino} ${info.size} ${info.mtimeMs}` : '';
}

function read(file: string, log: Log): Learning | undefined {
  try {
    const learning = parseLearning(readFileSync(file, 'utf8'), WEIGHTS.edit.files);
    if (typeof learning !== 'string') return learning;
    log.info(`What was learned of this repository is not used, because ${learning}: ${file}`);
  } catch (error) {
    log.info(`What was learned of this repository cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  return undefined;
}
