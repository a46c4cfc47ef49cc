import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { readRegularFile } from './readBytes.ts';

/** Where the user's own git settings lie. */
export interface UserFolders {
  /** Home folder, '' when there is none. */
  readonly home: string;
  /** `$XDG_CONFIG_HOME`, or '' for `~/.config`. */
  readonly xdgConfig: string;
}

/** What the `.git` entry of a folder says. */
export interface Repository {
  /** Folder with the index: each worktree's own. */
  readonly gitFolder: string;
  /** Folder with `info/exclude` and `config`: shared by all worktrees of a repository. */
  readonly commonFolder: string;
  /** A second working tree of a repository whose main one is elsewhere (`git worktree add`). */
  readonly linkedWorktree: boolean;
}

/** Rule and settings files above this size are not read: they are not what they seem. */
const MAX_SETTINGS_BYTES = 1024 * 1024;

const LINKED_WORKTREE = /[\\/]\.git[\\/](?:modules[\\/].+[\\/])?worktrees[\\/][^\\/]+$/;

/** Reads the `.git` folder or `.git` file of `folder`; `undefined` when that is not a repository. Git is not run. */
export function readRepository(folder: string): Repository | undefined {
  const entry = join(folder, '.git');
  const isFolder = kindOf(entry);
  if (isFolder === undefined) return undefined;
  if (isFolder) {
    const head = readSmallFile(join(entry, 'HEAD'));
    return head === undefined ? undefined : { gitFolder: entry, commonFolder: entry, linkedWorktree: false };
  }
  const target = /^gitdir: *(.+?)\s*$/m.exec(readSmallFile(entry) ?? '')?.[1];
  if (!target) return undefined;
  const gitFolder = resolve(folder, target);
  const linkedWorktree = LINKED_WORKTREE.test(gitFolder);
  const common = readSmallFile(join(gitFolder, 'commondir'))?.trim();
  if (common) return { gitFolder, commonFolder: resolve(gitFolder, common), linkedWorktree };
  const exists = readSmallFile(join(gitFolder, 'HEAD')) !== undefined;
  return exists || linkedWorktree ? { gitFolder, commonFolder: gitFolder, linkedWorktree } : undefined;
}

/** The patterns of git's per-user ignore file (`core.excludesFile` or its default), '' when there is none. */
export function readUserExcludes(commonFolder: string | undefined, user: UserFolders): string {
  const xdg = user.xdgConfig || join(user.home, '.config');
  const configs = ['/etc/gitconfig', join(xdg, 'git', 'config'), join(user.home, '.gitconfig')];
  if (commonFolder) configs.push(join(commonFolder, 'config'));
  let file = join(xdg, 'git', 'ignore');
  for (const config of configs) {
    const value = configValue(readSmallFile(config) ?? '', 'core', 'excludesfile');
    if (value === undefined) continue;
    const expanded = value.startsWith('~/') ? join(user.home, value.slice(2)) : value;
    file = isAbsolute(expanded) ? expanded : resolve(dirname(config), expanded);
  }
  return readSmallFile(file) ?? '';
}

/** The last value of `section.key` in git's configuration syntax; `key` in lower case. Subsections and includes do not count. */
export function configValue(text: string, section: string, key: string): string | undefined {
  let inside = false;
  let value: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^\]"]*?)\s*(".*")?\]/.exec(line);
    if (header) inside = header[1]?.toLowerCase() === section && header[2] === undefined;
    const setting = /^\s*(?:\[[^\]]*\])?\s*([a-zA-Z][\w-]*)\s*=\s*(.*)$/.exec(line);
    if (inside && setting?.[1]?.toLowerCase() === key) value = unquote(setting[2] ?? '');
  }
  return value;
}

/** Text of a regular file of modest size; `undefined` when there is none. */
export function readSmallFile(file: string): string | undefined {
  return readRegularFile(file, MAX_SETTINGS_BYTES)?.bytes?.toString('utf8');
}

/** Whether there is a folder (true) or something else (false) at a path. */
function kindOf(path: string): boolean | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory();
  } catch {
    return undefined;
  }
}

/** Drops comments and trailing space outside quotes, then quotes and escapes. */
function unquote(raw: string): string {
  let value = '';
  let quoted = false;
  let kept = 0;
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '#' || char === ';')) break;
    else if (char === '\\') value += { n: '\n', t: '\t', b: '\b' }[raw.charAt(++i)] ?? raw.charAt(i);
    else value += char;
    if (quoted || !/\s/.test(char)) kept = value.length;
  }
  return value.slice(0, kept);
}
