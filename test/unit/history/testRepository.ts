import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real repository in a folder of its own. */
export interface TestRepository {
  readonly folder: string;
  git(...args: readonly string[]): string;
  /** Writes texts (`undefined` deletes), commits, and gives the id. */
  commit(files: Readonly<Record<string, string | undefined>>, subject?: string): string;
  remove(): void;
}

export function createTestRepository(): TestRepository {
  const home = mkdtempSync(path.join(realpathSync(tmpdir()), 'cairn-repository-'));
  const folder = path.join(home, 'project');
  mkdirSync(folder);
  let time = 1_700_000_000;
  const git = (...args: readonly string[]): string => {
    const date = `${time} +0000`;
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_CONFIG_GLOBAL: '/dev/null' };
    const own = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...own, ...args], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  };
  git('init', '--quiet');
  return {
    folder,
    git,
    commit(files, subject = 'change') {
      time += 86_400;
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(folder, name);
        if (text === undefined) rmSync(file, { recursive: true });
        else {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
      git('add', '--all');
      git('commit', '--quiet', '--message', subject);
      return git('rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
