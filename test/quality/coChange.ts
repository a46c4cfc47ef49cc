import { execFileSync, spawnSync } from 'node:child_process';

/** A commit seen from the first file that it changed: which other sources did it change? */
export interface CoChangeTask {
  readonly id: string;
  /** The parent of the commit: what its author saw. */
  readonly base: string;
  readonly subject: string;
  readonly file: string;
  /** `[oldStart, oldLength, newStart, newLength]`, from 1. */
  readonly hunks: readonly (readonly [number, number, number, number])[];
  readonly gold: readonly string[];
}

/** Commits of this repository are named, not taken from its newest: the tasks stay the same while the code changes. */
const COMMITS: readonly string[] = ['23cd493', '3029cc0', '6bef64e', '6e1fbc8', 'aa135dd', 'c5dd635'];

/** False in a shallow clone, or where the sources came without their history. */
export function hasHistory(repository: string): boolean {
  const found = spawnSync('git', ['-C', repository, 'cat-file', '-e', `${COMMITS[0]}^{commit}`], { stdio: 'ignore' });
  return found.status === 0;
}

/** One task per named commit; the files are those under `src` that it changed and that existed before. */
export function coChangeTasks(repository: string): CoChangeTask[] {
  return COMMITS.map(commit => taskOf(repository, commit));
}

function taskOf(repository: string, commit: string): CoChangeTask {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' }).trim();
  const range = [`${commit}^`, commit];
  const files = git('diff', '--name-only', '--no-renames', '--diff-filter=M', ...range, '--', 'src/*.ts').split('\n');
  const [file, ...gold] = files;
  if (!file || gold.length === 0) throw new Error(`${commit} changes no two sources`);
  const patch = git('diff', '--unified=0', '--no-renames', ...range, '--', file);
  const hunks = [...patch.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(
    ([, oldStart, oldLength = '1', newStart, newLength = '1']) =>
      [Number(oldStart), Number(oldLength), Number(newStart), Number(newLength)] as const,
  );
  return {
    id: commit,
    base: git('rev-parse', `${commit}^`),
    subject: git('log', '-1', '--format=%s', commit),
    file,
    hunks,
    gold,
  };
}
