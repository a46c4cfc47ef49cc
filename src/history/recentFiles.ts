import path from 'node:path';
import { type GitOptions, PLAIN_DIFF, runGit } from './git.ts';

/** Commits back from HEAD. */
const COMMITS = 50;
/** Files at most: what somebody works on, not what a mass change touched. */
const FILES = 300;

/**
 * Absolute paths of the files below a folder that were changed last: what is not committed, then by commit, the newest
 * first. Empty when git does not answer within `timeLimit` or there is no history.
 */
export async function recentFiles(git: GitOptions): Promise<readonly string[]> {
  const [top, changed, committed] = await Promise.all([
    runGit(['rev-parse', '--show-toplevel'], git),
    runGit(['diff', 'HEAD', '--name-only', '-z', ...PLAIN_DIFF, '--', '.'], git),
    runGit(['log', `--max-count=${COMMITS}`, '--format=', '--name-only', '-z', ...PLAIN_DIFF, '--', '.'], git),
  ]);
  if (top === undefined) return [];
  const names = `${changed ?? ''}\0${committed ?? ''}`.split('\0').map(name => name.trim());
  const folder = top.trimEnd();
  return [...new Set(names.filter(Boolean))].slice(0, FILES).map(name => path.join(folder, name));
}
