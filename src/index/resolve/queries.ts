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
  /**
   * The answer to the question of this kind about `subject` (a file, a symbol or another number), computed at most once;
   * `undefined` when it depends on itself. A kind asks about one sort of subject, whoever asks: the numbers of files are
   * numbers of the first file's symbols too.
   */
  memo<T>(kind: string, subject: number, compute: () => T | undefined): T | undefined;
  /** The same for a question about a subject and a name. */
  memoNamed<T>(kind: string, subject: number, name: string, compute: () => T | undefined): T | undefined;
  /** Notes that the current question consulted `dependency`. */
  consult(dependency: Dependency): void;
  /** Number of answers that are remembered. */
  readonly size: number;
  /** Asks from outside, and collects dependencies. */
  track<T>(compute: () => T): Tracked<T>;
  /** Asks from outside; `undefined` when the recursion is too deep. */
  ask<T>(compute: () => T | undefined): T | undefined;
}

/** Questions below one another; far from what the stack holds, far above what programs need. */
const MAX_HEIGHT = 100;
/** Above all heights and positions. */
const NEVER = 2 ** 30;
const ANSWERED = -1;

class TooDeep extends Error {}
/** One object: making a stack trace costs more than the question. */
const TOO_DEEP = new TooDeep('The chain of definitions is too long');

/**
 * A question that is being answered or was. What it rests on is a graph: what it consulted itself, and the questions below
 * it. The whole is only collected for questions from outside: uniting sets at every question would cost more than answering.
 */
class Question {
  value: unknown = undefined;
  /** Number of questions that were open before it while it is open, else {@link ANSWERED}. */
  position: number;
  /** Deepest recursion below, in questions. */
  height = 0;
  /** Lowest position that a cycle was cut at, below this question. */
  cut = NEVER;
  readonly number: number;
  /** Number of the question that asked it last. */
  asker = 0;
  /** The last collection that came by. */
  collected = 0;
  consulted: Dependency[] | undefined = undefined;
  below: Question[] | undefined = undefined;

  constructor(number: number, position: number) {
    this.number = number;
    this.position = position;
  }
}

type Table<K> = Map<K, Question>;

/** Subjects are symbols' numbers, beyond what maps find fast: found by their upper and their lower part. */
type Subjects<T> = (Map<number, T> | undefined)[];
const PART = 2 ** 20;

export function createQueries(): Queries {
  const tables = new Map<string, Subjects<Question>>();
  const namedTables = new Map<string, Subjects<Table<string>>>();
  let current: Question | undefined;
  let open = 0;
  let size = 0;
  let made = 0;
  let collections = 0;

  /** The current question rests on this one. */
  function rest(on: Question, height: number): void {
    if (!current) return;
    if (height > current.height) current.height = height;
    if (on.asker === current.number) return;
    on.asker = current.number;
    if (current.below) current.below.push(on);
    else current.below = [on];
  }

  function recall<T>(known: Question): T | undefined {
    if (known.position !== ANSWERED) {
      if (current && known.position < current.cut) current.cut = known.position;
      return undefined;
    }
    rest(known, known.height + 1);
    if (open + known.height + 1 > MAX_HEIGHT) throw TOO_DEEP;
    return known.value as T | undefined;
  }

  function answer<K, T>(table: Table<K>, key: K, compute: () => T | undefined): T | undefined {
    if (open + 1 > MAX_HEIGHT) throw TOO_DEEP;
    const question = new Question(++made, open);
    const asker = current;
    let isKept = false;
    table.set(key, question);
    current = question;
    open++;
    try {
      const value = compute();
      isKept = question.cut >= question.position;
      question.value = value;
      if (!isKept && asker && question.cut < asker.cut) asker.cut = question.cut;
      return value;
    } catch (error) {
      // Too deep even when nothing else is open: so it is from anywhere.
      if (error === TOO_DEEP && open === 1) {
        question.height = NEVER;
        isKept = true;
      }
      throw error;
    } finally {
      current = asker;
      open--;
      question.position = ANSWERED;
      if (isKept) size++;
      else table.delete(key);
      // Also on the way out of a failure: what was consulted decided the failure.
      rest(question, question.height + 1);
    }
  }

  function collect(from: Question): ReadonlySet<Dependency> {
    const found = new Set<Dependency>();
    const collection = ++collections;
    const waiting = [from];
    from.collected = collection;
    for (let question = waiting.pop(); question; question = waiting.pop()) {
      for (const dependency of question.consulted ?? []) found.add(dependency);
      for (const below of question.below ?? []) {
        if (below.collected === collection) continue;
        below.collected = collection;
        waiting.push(below);
      }
    }
    return found;
  }

  return {
    memo(kind, subject, compute) {
      const upper = Math.floor(subject / PART);
      const table = tableOf(tables, kind, upper);
      const lower = subject - upper * PART;
      const known = table.get(lower);
      return known ? recall(known) : answer(table, lower, compute);
    },
    memoNamed(kind, subject, name, compute) {
      const upper = Math.floor(subject / PART);
      const byLower = tableOf(namedTables, kind, upper);
      const lower = subject - upper * PART;
      let table = byLower.get(lower);
      if (!table) {
        table = new Map();
        byLower.set(lower, table);
      }
      const known = table.get(name);
      return known ? recall(known) : answer(table, name, compute);
    },
    ask(compute) {
      try {
        return compute();
      } catch (error) {
        if (error === TOO_DEEP) return undefined;
        throw error;
      }
    },
    consult(dependency) {
      if (!current) return;
      const { consulted } = current;
      if (!consulted) current.consulted = [dependency];
      // Most often it is the file at hand again.
      else if (dependency !== consulted[0] && dependency !== consulted[consulted.length - 1])
        consulted.push(dependency);
    },
    get size() {
      return size;
    },
    track(compute) {
      const question = new Question(++made, open);
      const asker = current;
      current = question;
      try {
        const value = compute();
        return { value, dependencies: collect(question) };
      } finally {
        current = asker;
        rest(question, question.height);
      }
    },
  };
}

function tableOf<T>(tables: Map<string, Subjects<T>>, kind: string, upper: number): Map<number, T> {
  let subjects = tables.get(kind);
  if (!subjects) {
    subjects = [];
    tables.set(kind, subjects);
  }
  let table = subjects[upper];
  if (!table) {
    table = new Map();
    subjects[upper] = table;
  }
  return table;
}
