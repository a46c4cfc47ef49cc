import { execFile, spawn } from 'node:child_process';

export interface GitOptions {
  /** The program, by name or absolute path. */
  readonly program: string;
  /** Folder in which it runs. */
  readonly folder: string;
  /** Milliseconds, after which it is killed. */
  readonly timeLimit: number;
  /** Kills it when aborted. */
  readonly signal?: AbortSignal;
}

const OUTPUT_LIMIT = 8 * 1024 * 1024;

/** For every command that reads texts: what a repository's configuration can name is not run. */
export const NO_FILTERS = ['--no-ext-diff', '--no-textconv'] as const;
/** For every command that compares: the same, and a file that was renamed is two files. */
export const PLAIN_DIFF = ['--no-renames', ...NO_FILTERS] as const;

/**
 * What a git command prints; `undefined` when it fails, prints too much, or takes too long. Only for trusted workspaces:
 * a repository's configuration can name programs. Nothing is fetched, locked, or asked, and no file system monitor is run.
 * @param input given to its standard input
 */
export function runGit(
  args: readonly string[],
  { program, folder, timeLimit, signal }: GitOptions,
  input?: string,
): Promise<string | undefined> {
  const options = { ...surroundings(folder), timeout: timeLimit, maxBuffer: OUTPUT_LIMIT, signal };
  return new Promise(resolve => {
    const child = execFile(program, gitArguments(args), options, (error, output) =>
      resolve(error ? undefined : output),
    );
    // Git may end before it has read all; what matters is what it says.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/**
 * Hands on what a git command prints, piece by piece, with the same care as {@link runGit}.
 * @returns `done`, or `cut` when it was ended by the time limit or its signal, or `failed`
 */
export function streamGit(
  args: readonly string[],
  { program, folder, timeLimit, signal }: GitOptions,
  onOutput: (bytes: Buffer) => void,
): Promise<'done' | 'cut' | 'failed'> {
  return new Promise(resolve => {
    const child = spawn(program, gitArguments(args), { ...surroundings(folder), stdio: ['ignore', 'pipe', 'ignore'] });
    let cut = false;
    const stop = (): void => {
      cut = true;
      child.kill();
    };
    const timer = setTimeout(stop, timeLimit);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    const end = (result: 'done' | 'failed'): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(cut ? 'cut' : result);
    };
    child.stdout.on('data', onOutput);
    child.on('error', () => end('failed'));
    child.on('close', code => end(code === 0 ? 'done' : 'failed'));
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

function surroundings(folder: string): { cwd: string; env: NodeJS.ProcessEnv; windowsHide: boolean } {
  return { cwd: folder, env: gitEnvironment(), windowsHide: true };
}
