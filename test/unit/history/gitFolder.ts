import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A temporary folder with a real repository in it. */
export interface GitFolder {
  readonly folder: string;
  git(...args: string[]): string;
  write(name: string, text: string): Promise<void>;
  /** Writes the files, commits all, and answers the full id. Each commit is a minute later than the one before. */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

const AUTHOR = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];

export async function openGitFolder(): Promise<GitFolder> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cairn-history-')));
  let minutes = 0;
  const git = (...args: string[]): string => {
    const date = `${1_700_000_000 + 60 * minutes} +0000`;
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    return execFileSync('git', [...AUTHOR, ...args], { cwd: folder, env, stdio: 'pipe' })
      .toString()
      .trim();
  };
  const write = async (name: string, text: string): Promise<void> => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  git('init', '--quiet', '--initial-branch=main');
  return {
    folder,
    git,
    write,
    async commit(files) {
      for (const [name, text] of Object.entries(files)) await write(name, text);
      minutes++;
      git('add', '-A');
      git('commit', '--quiet', '--allow-empty', '-m', 'change');
      return git('rev-parse', 'HEAD');
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
