import type { FileId } from '../snapshot.ts';

/** What an answer rests on: the interface of a file, or the set of symbols with a name (`named` key). */
export type Dependency = FileId | string;

/** An answer and everything that it consulted. */
export interface Tracked<T> {
  readonly value: T;
  readonly dependencies: ReadonlySet<Dependency>;
}

/**
 * Memoised, mutually recursive questions that record what they rest on. Answers do not depend on the order of asking:
 * an answer that was cut short by a cycle is kept only for the question that closed the cycle, and a question whose
 * recursion is too deep is unanswered wherever it is asked from.
 */
export interface Queries {
  /** The answer to `key`, computed at most once; `undefined` when it depends on itself. */
  memo<T>(key: string, compute: () => T | undefined): T | undefined;
  /** Notes that the current question consulted `dependency`. */
  consult(dependency: Dependency): void;
  /** Number of answers that are remembered. */
  readonly size: number;
  /** Asks from outside, and collects dependencies. */
  track<T>(compute: () => T): Tracked<T>;
  /** Asks from outside; `undefined` when the recursion is too deep. */
  ask<T>(compute: () => T | undefined): T | undefined;
}

interface Frame {
  readonly key: string | undefined;
  readonly dependencies: Set<Dependency>;
  /** Deepest recursion below, in questions. */
  height: number;
  /** Lowest stack position that a cycle was cut at, below this frame. */
  cut: number;
}

interface Answer {
  readonly value: unknown;
  readonly dependencies: ReadonlySet<Dependency>;
  readonly height: number;
}

/** Questions below one another; far from what the stack holds, far above what programs need. */
const MAX_HEIGHT = 100;

class TooDeep extends Error {}
/** One object: making a stack trace costs more than the question. */
const TOO_DEEP = new TooDeep('The chain of definitions is too long');

export function createQueries(): Queries {
  const answers = new Map<string, Answer>();
  const open = new Map<string, number>();
  const stack: Frame[] = [];

  const note = (dependencies: ReadonlySet<Dependency>, height: number): void => {
    const frame = stack.at(-1);
    if (!frame) return;
    for (const dependency of dependencies) frame.dependencies.add(dependency);
    if (height > frame.height) frame.height = height;
  };

  const enter = <T>(key: string | undefined, compute: () => T): { frame: Frame; value: T } => {
    const frame: Frame = { key, dependencies: new Set(), height: 0, cut: Number.POSITIVE_INFINITY };
    stack.push(frame);
    try {
      return { frame, value: compute() };
    } catch (error) {
      // Too deep even when nothing else is open: so it is from anywhere.
      if (error instanceof TooDeep && key !== undefined && open.size === 1) {
        answers.set(key, { value: undefined, dependencies: frame.dependencies, height: Number.POSITIVE_INFINITY });
      }
      throw error;
    } finally {
      stack.pop();
      // Also on the way out of a failure: what was consulted decided the failure.
      note(frame.dependencies, frame.height + (key === undefined ? 0 : 1));
    }
  };

  const memo = <T>(key: string, compute: () => T | undefined): T | undefined => {
    const known = answers.get(key);
    if (known) {
      note(known.dependencies, known.height + 1);
      if (open.size + known.height + 1 > MAX_HEIGHT) throw TOO_DEEP;
      return known.value as T | undefined;
    }
    const position = open.get(key);
    if (position !== undefined) {
      const frame = stack.at(-1);
      if (frame) frame.cut = Math.min(frame.cut, position);
      return undefined;
    }
    if (open.size + 1 > MAX_HEIGHT) throw TOO_DEEP;
    const here = stack.length;
    open.set(key, here);
    try {
      const { frame, value } = enter(key, compute);
      if (frame.cut >= here) answers.set(key, { value, dependencies: frame.dependencies, height: frame.height });
      const parent = stack.at(-1);
      if (parent && frame.cut < here) parent.cut = Math.min(parent.cut, frame.cut);
      return value;
    } finally {
      open.delete(key);
    }
  };

  const ask = <T>(compute: () => T | undefined): T | undefined => {
    try {
      return enter(undefined, compute).value;
    } catch (error) {
      if (error instanceof TooDeep) return undefined;
      throw error;
    }
  };

  return {
    memo,
    ask,
    get size() {
      return answers.size;
    },
    consult: dependency => void stack.at(-1)?.dependencies.add(dependency),
    track: compute => {
      const { frame, value } = enter(undefined, compute);
      return { value, dependencies: frame.dependencies };
    },
  };
}
