import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Platform, type RootFolder, type RootId, samePath, toFilePath } from '../base/paths.ts';
import { type Repository, readRepository, readSmallFile, readUserExcludes, type UserFolders } from './gitConfig.ts';
import { readTracked, type Tracked } from './gitIndex.ts';
import { type IgnoreRules, noRules, verdict, withPatterns } from './ignoreRules.ts';
import { publishedFiles } from './publishedFiles.ts';

/** A root as far as inclusion needs it; `WorkspaceRoot` fits. */
export interface IncludedRoot extends RootFolder {
  /** Patterns in .gitignore syntax, relative to the root. */
  readonly exclude: readonly string[];
}

export interface InclusionOptions {
  readonly roots: readonly IncludedRoot[];
  readonly user: UserFolders;
  readonly platform: Platform;
  /** Whether names are compared without regard to case, as git's `core.ignoreCase`. */
  readonly ignoreCase: boolean;
}

/** A folder of the workspace that is not excluded, with the rules for what lies in it. */
export interface Folder {
  readonly root: RootId;
  readonly absolute: string;
  /** Names between the root and this folder; empty for the root. */
  readonly names: readonly string[];
  /** `/`-relative to the top of `git`, '' for the top itself; `ownPath` likewise. */
  readonly gitPath: string;
  readonly ownPath: string;
  /** Git's rules: the user's, `info/exclude`, and every .gitignore from the repository's top down to here. */
  readonly git: IgnoreRules;
  /** What git tracks, and so never ignores, `/`-relative to the top of `git`; `undefined` outside a repository. */
  readonly tracked: Tracked | undefined;
  /** Absolute paths of files that packages publish even when git ignores them. */
  readonly published: ReadonlySet<string>;
  /** The root's `exclude` and every .cairnignore down to here. */
  readonly own: IgnoreRules;
}

/** Decides which files belong to the workspace. Reads rule files as it goes; make a new one when a rule file changes. */
export interface Inclusion {
  readonly roots: readonly IncludedRoot[];
  /** The root's folder, given its listing; `undefined` for a root that repeats an earlier one. */
  enterRoot(root: RootId, entries: readonly Dirent[]): Folder | undefined;
  /** The folder `name` in `parent`, given its listing; `undefined` when it is excluded for what lies in it. */
  enter(parent: Folder, name: string, entries: readonly Dirent[]): Folder | undefined;
  /** Whether the folder `name` in `parent` is excluded by its name or by rules: it need not be listed then. */
  excludesFolder(parent: Folder, name: string): boolean;
  excludesFile(parent: Folder, name: string): boolean;
  /** The folder at an absolute path, and its rules; `undefined` when it is excluded or outside the roots. Cached. */
  folderAt(absolute: string): Folder | undefined;
  /** Whether the walk would yield this file. A file that does not exist is judged by its path alone. */
  isIncluded(absolute: string): boolean;
}

const NEVER_WALKED = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__']);

/** Whether a change of this file changes which files belong to the workspace. */
export function isRuleFile(absolute: string): boolean {
  return /(?:^|[\\/])(?:\.gitignore|\.cairnignore|\.git|\.git[\\/]info[\\/]exclude)$/.test(absolute);
}

export function createInclusion(options: InclusionOptions): Inclusion {
  const { roots, platform } = options;
  const cache = new Map<string, Folder | undefined>();

  const excludesFolder = (parent: Folder, name: string) =>
    NEVER_WALKED.has(name) ||
    roots.some(root => samePath(root.folder, join(parent.absolute, name), platform)) ||
    isExcluded(parent, name, true);

  const enter = (parent: Folder, name: string, entries: readonly Dirent[]) => {
    const absolute = join(parent.absolute, name);
    const has = namesOf(entries);
    if (has('pyvenv.cfg') || (has('HEAD') && has('objects') && has('refs'))) return undefined;
    const repository = has('.git') ? readRepository(absolute) : undefined;
    if (repository?.linkedWorktree) return undefined;
    const git = repository ? repositoryRules(absolute, repository, options) : parent.git;
    const tracked = repository ? readTracked(repository) : parent.tracked;
    const gitPath = repository ? '' : inside(parent.gitPath, name);
    const ownPath = inside(parent.ownPath, name);
    const names = [...parent.names, name];
    return addOwnRules({ ...parent, absolute, names, git, tracked, gitPath, ownPath }, entries, options);
  };

  const descend = (names: readonly string[], root: RootId): Folder | undefined => {
    const name = names.at(-1);
    const folder = roots[root]?.folder ?? '';
    if (name === undefined) return enterRoot(root, list(folder), options);
    const parent = cached(names.slice(0, -1), root);
    if (!parent || excludesFolder(parent, name)) return undefined;
    const absolute = join(parent.absolute, name);
    if (linkInfo(absolute)?.isSymbolicLink()) return undefined;
    return enter(parent, name, list(absolute));
  };

  const cached = (names: readonly string[], root: RootId): Folder | undefined => {
    const key = `${root}:${names.join('/')}`;
    if (!cache.has(key)) cache.set(key, descend(names, root));
    return cache.get(key);
  };

  const folderAt = (absolute: string) => {
    const root = roots.findIndex(({ folder }) => samePath(folder, absolute, platform));
    if (root >= 0) return cached([], root);
    const path = toFilePath(absolute, roots, platform);
    return path && cached(path.relative.split('/'), path.root);
  };

  return {
    roots,
    enterRoot: (root, entries) => enterRoot(root, entries, options),
    enter,
    excludesFolder,
    excludesFile: (parent, name) => isExcluded(parent, name, false),
    folderAt,
    isIncluded: absolute => {
      const path = toFilePath(absolute, roots, platform);
      if (!path) return false;
      const names = path.relative.split('/');
      const name = names.pop() ?? '';
      const parent = cached(names, path.root);
      if (!parent || name === '.git' || isExcluded(parent, name, false)) return false;
      const info = linkInfo(absolute);
      return info ? info.isFile() : true;
    },
  };
}

function enterRoot(root: RootId, entries: readonly Dirent[], options: InclusionOptions): Folder | undefined {
  const found = options.roots[root];
  if (!found) return undefined;
  const first = options.roots.findIndex(other => samePath(other.folder, found.folder, options.platform));
  if (first !== root) return undefined;
  const absolute = found.folder;
  const top = repositoryTop(absolute);
  const fresh: Folder = {
    root,
    absolute,
    names: [],
    gitPath: '',
    ownPath: '',
    git: noRules(absolute, options.ignoreCase),
    own: noRules(absolute, options.ignoreCase),
    tracked: undefined,
    published: new Set(),
  };
  const above = top ? rulesAbove(fresh, top.folder, top.repository, options) : undefined;
  // A root that its own repository ignores was opened on purpose: the rules that ignore it do not count then.
  const base = above ?? {
    ...fresh,
    git: withPatterns(fresh.git, '', readUserExcludes(undefined, options.user), options.ignoreCase),
  };
  const folder = addOwnRules(base, entries, options);
  return {
    ...folder,
    own: withPatterns(folder.own, folder.ownPath, found.exclude.join('\n'), options.ignoreCase),
  };
}

/** The rules of the repository around a root, without those of the root's own folder; `undefined` when they ignore the root. */
function rulesAbove(fresh: Folder, top: string, repository: Repository, options: InclusionOptions): Folder | undefined {
  let folder: Folder = {
    ...fresh,
    absolute: top,
    git: repositoryRules(top, repository, options),
    own: noRules(top, options.ignoreCase),
  };
  for (const name of relative(top, fresh.absolute).split(sep).filter(Boolean)) {
    folder = addOwnRules(folder, list(folder.absolute), options);
    if (isExcluded(folder, name, true)) return undefined;
    const [gitPath, ownPath] = [inside(folder.gitPath, name), inside(folder.ownPath, name)];
    folder = { ...folder, absolute: join(folder.absolute, name), gitPath, ownPath };
  }
  return { ...folder, tracked: readTracked(repository) };
}

/** Rules that hold in a whole repository: the user's ignore file, then `info/exclude`. */
function repositoryRules(top: string, repository: Repository, options: InclusionOptions): IgnoreRules {
  const user = readUserExcludes(repository.commonFolder, options.user);
  const exclude = readSmallFile(join(repository.commonFolder, 'info', 'exclude'));
  const rules = withPatterns(noRules(top, options.ignoreCase), '', user, options.ignoreCase);
  return exclude === undefined ? rules : withPatterns(rules, '', exclude, options.ignoreCase);
}

function addOwnRules(folder: Folder, entries: readonly Dirent[], options: InclusionOptions): Folder {
  const read = (rules: IgnoreRules, path: string, name: string) => {
    // Git does not follow a symbolic link here either.
    if (!entries.some(entry => entry.name === name && entry.isFile())) return rules;
    const text = readSmallFile(join(folder.absolute, name));
    return text === undefined ? rules : withPatterns(rules, path, text, options.ignoreCase);
  };
  return {
    ...folder,
    git: read(folder.git, folder.gitPath, '.gitignore'),
    own: read(folder.own, folder.ownPath, '.cairnignore'),
    published: addPublished(folder, entries),
  };
}

function addPublished(folder: Folder, entries: readonly Dirent[]): ReadonlySet<string> {
  if (!entries.some(entry => entry.name === 'package.json' && entry.isFile())) return folder.published;
  const text = readSmallFile(join(folder.absolute, 'package.json'));
  const files = publishedFiles(text ?? '').map(path => join(folder.absolute, path));
  return files.length === 0 ? folder.published : new Set([...folder.published, ...files]);
}

function isExcluded(parent: Folder, name: string, folder: boolean): boolean {
  const own = verdict(parent.own, inside(parent.ownPath, name), folder);
  if (own !== 'unknown') return own === 'ignored';
  // Asked first: nearly everything is tracked, and to find it in the list costs less than all rules.
  return !isKept(parent, name, folder) && verdict(parent.git, inside(parent.gitPath, name), folder) === 'ignored';
}

/** Whether what git's rules ignore belongs to the project all the same. */
function isKept({ absolute, gitPath, tracked, published }: Folder, name: string, folder: boolean): boolean {
  if (tracked && 'paths' in tracked) {
    const path = inside(gitPath, name);
    return folder ? tracked.paths.hasInside(path) : tracked.paths.has(path);
  }
  // Where git's list is known, an ignored file that a package publishes is a build product.
  return !folder && published.size > 0 && published.has(join(absolute, name));
}

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function repositoryTop(folder: string): { folder: string; repository: Repository } | undefined {
  const repository = readRepository(folder);
  if (repository) return { folder, repository };
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryTop(parent);
}

function namesOf(entries: readonly Dirent[]): (name: string) => boolean {
  const names = new Set(entries.map(entry => entry.name));
  return name => names.has(name);
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function linkInfo(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
