import { execFile } from 'node:child_process';

export interface GitOptions {
  /** The program, by name or absolute path. */
  readonly program: string;
  /** Folder in which it runs. */
  readonly folder: string;
  /** Milliseconds, after which it is killed. */
  readonly timeLimit: number;
}

const OUTPUT_LIMIT = 8 * 1024 * 1024;

/**
 * What a git command prints; `undefined` when it fails, prints too much, or takes too long. Only for trusted workspaces:
 * a repository's configuration can name programs. Nothing is fetched, locked, or asked, and no file system monitor is run.
 */
export function runGit(
  args: readonly string[],
  { program, folder, timeLimit }: GitOptions,
): Promise<string | undefined> {
  const options = {
    cwd: folder,
    env: gitEnvironment(),
    timeout: timeLimit,
    maxBuffer: OUTPUT_LIMIT,
    windowsHide: true,
  };
  return new Promise(resolve => {
    execFile(program, gitArguments(args), options, (error, output) => resolve(error ? undefined : output));
  });
}

/** Before every git command: no pager, no program that the repository's configuration names. */
export function gitArguments(args: readonly string[]): string[] {
  return ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false', ...args];
}

/** For every git command: nothing is locked, fetched, or asked. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
}
