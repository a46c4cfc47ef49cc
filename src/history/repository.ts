import path from 'node:path';
import { type GitOptions, runGit } from './git.ts';

/** Where a folder lies in its repository, and what that has checked out. */
export interface Place {
  /** Absolute folder of the working tree, as git names it: links are followed. */
  readonly top: string;
  /** Path of the folder relative to the top, with `/` and one behind it; '' for the top itself. */
  readonly prefix: string;
  /** Full id of HEAD's commit. */
  readonly head: string;
  /** Whether the history is cut off. */
  readonly shallow: boolean;
}

/** The place of `git.folder`; `undefined` without git, outside of a repository, and in one without commits. */
export async function locate(git: GitOptions): Promise<Place | undefined> {
  const asked = ['--show-toplevel', '--show-prefix', '--is-shallow-repository', 'HEAD'];
  const output = await runGit(['rev-parse', ...asked], git);
  if (output === undefined) return undefined;
  const [top = '', prefix = '', shallow, head = ''] = output.split('\n');
  return { top, prefix, head, shallow: shallow === 'true' };
}

/** Absolute path of a file of the repository, seen from a folder at `prefix`: links on the way to the folder stay. */
export function absoluteFrom(folder: string, prefix: string, name: string): string {
  return path.join(folder, path.posix.relative(prefix, name));
}
