import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type Platform, type RootFolder, type RootId, samePath, toFilePath } from '../base/paths.ts';
import { type Repository, readRepository, readSmallFile, readUserExcludes, type UserFolders } from './gitConfig.ts';
import { readTracked, type Tracked } from './gitIndex.ts';
import { type IgnoreRules, noRules, type Verdict, verdict, withPatterns } from './ignoreRules.ts';
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
  enterRoot(root: RootId, entries: readonly Dirent[]): Promise<Folder | undefined>;
  /** The folder `name` in `parent`, given its listing; `undefined` when it is excluded for what lies in it. */
  enter(parent: Folder, name: string, entries: readonly Dirent[]): Promise<Folder | undefined>;
  /** Whether the folder `name` in `parent` is excluded by its name or by rules: it need not be listed then. */
  excludesFolder(parent: Folder, name: string): boolean;
  excludesFile(parent: Folder, name: string): boolean;
  /** The folder at an absolute path, and its rules; `undefined` when it is excluded or outside the roots. Cached. */
  folderAt(absolute: string): Promise<Folder | undefined>;
  /** Whether the walk would yield this file. A file that does not exist is judged by its path alone. */
  isIncluded(absolute: string): Promise<boolean>;
}

const NEVER_WALKED = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__']);

/** Whether a change of this file changes which files belong to the workspace. */
export function isRuleFile(absolute: string): boolean {
  return /(?:^|[\\/])(?:\.gitignore|\.cairnignore|\.git|\.git[\\/]info[\\/]exclude)$/.test(absolute);
}

export function createInclusion(options: InclusionOptions): Inclusion {
  const { roots, platform } = options;
  const cache = new Map<string, Promise<Folder | undefined>>();

  const excludesFolder = (parent: Folder, name: string) =>
    NEVER_WALKED.has(name) ||
    roots.some(root => samePath(root.folder, join(parent.absolute, name), platform)) ||
    isExcluded(parent, name, true);

  const enter = async (parent: Folder, name: string, entries: readonly Dirent[]) => {
    const absolute = join(parent.absolute, name);
    const has = namesOf(entries);
    if (has('pyvenv.cfg') || (has('HEAD') && has('objects') && has('refs'))) return undefined;
    const repository = has('.git') ? await readRepository(absolute) : undefined;
    if (repository?.linkedWorktree) return undefined;
    const git = repository ? await repositoryRules(absolute, repository, options) : parent.git;
    const tracked = repository ? await readTracked(repository) : parent.tracked;
    return addOwnRules({ ...parent, absolute, names: [...parent.names, name], git, tracked }, entries, options);
  };

  const descend = async (names: readonly string[], root: RootId): Promise<Folder | undefined> => {
    const name = names.at(-1);
    const folder = roots[root]?.folder ?? '';
    if (name === undefined) return enterRoot(root, await list(folder), options);
    const parent = await cached(names.slice(0, -1), root);
    if (!parent || excludesFolder(parent, name)) return undefined;
    const absolute = join(parent.absolute, name);
    if (await isSymbolicLink(absolute)) return undefined;
    return enter(parent, name, await list(absolute));
  };

  const cached = (names: readonly string[], root: RootId): Promise<Folder | undefined> => {
    const key = `${root}:${names.join('/')}`;
    const known = cache.get(key) ?? descend(names, root);
    cache.set(key, known);
    return known;
  };

  const folderAt = async (absolute: string) => {
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
    isIncluded: async absolute => {
      const path = toFilePath(absolute, roots, platform);
      if (!path) return false;
      const names = path.relative.split('/');
      const name = names.pop() ?? '';
      const parent = await cached(names, path.root);
      if (!parent || name === '.git' || isExcluded(parent, name, false)) return false;
      const info = await lstat(absolute).catch(() => undefined);
      return info ? info.isFile() : true;
    },
  };
}

async function enterRoot(
  root: RootId,
  entries: readonly Dirent[],
  options: InclusionOptions,
): Promise<Folder | undefined> {
  const found = options.roots[root];
  if (!found) return undefined;
  const first = options.roots.findIndex(other => samePath(other.folder, found.folder, options.platform));
  if (first !== root) return undefined;
  const absolute = found.folder;
  const top = await repositoryTop(absolute);
  const fresh: Folder = {
    root,
    absolute,
    names: [],
    git: noRules(absolute, options.ignoreCase),
    own: noRules(absolute, options.ignoreCase),
    tracked: undefined,
    published: new Set(),
  };
  const above = top ? await rulesAbove(fresh, top.folder, top.repository, options) : undefined;
  // A root that its own repository ignores was opened on purpose: the rules that ignore it do not count then.
  const base = above ?? {
    ...fresh,
    git: withPatterns(fresh.git, '', await readUserExcludes(undefined, options.user), options.ignoreCase),
  };
  const folder = await addOwnRules(base, entries, options);
  return {
    ...folder,
    own: withPatterns(folder.own, below(folder.own, absolute), found.exclude.join('\n'), options.ignoreCase),
  };
}

/** The rules of the repository around a root, without those of the root's own folder; `undefined` when they ignore the root. */
async function rulesAbove(
  fresh: Folder,
  top: string,
  repository: Repository,
  options: InclusionOptions,
): Promise<Folder | undefined> {
  let folder: Folder = {
    ...fresh,
    absolute: top,
    git: await repositoryRules(top, repository, options),
    own: noRules(top, options.ignoreCase),
  };
  for (const name of relative(top, fresh.absolute).split(sep).filter(Boolean)) {
    folder = await addOwnRules(folder, await list(folder.absolute), options);
    if (isExcluded(folder, name, true)) return undefined;
    folder = { ...folder, absolute: join(folder.absolute, name) };
  }
  return { ...folder, tracked: await readTracked(repository) };
}

/** Rules that hold in a whole repository: the user's ignore file, then `info/exclude`. */
async function repositoryRules(top: string, repository: Repository, options: InclusionOptions): Promise<IgnoreRules> {
  const user = await readUserExcludes(repository.commonFolder, options.user);
  const exclude = await readSmallFile(join(repository.commonFolder, 'info', 'exclude'));
  const rules = withPatterns(noRules(top, options.ignoreCase), '', user, options.ignoreCase);
  return exclude === undefined ? rules : withPatterns(rules, '', exclude, options.ignoreCase);
}

async function addOwnRules(folder: Folder, entries: readonly Dirent[], options: InclusionOptions): Promise<Folder> {
  const read = async (rules: IgnoreRules, name: string) => {
    // Git does not follow a symbolic link here either.
    if (!entries.some(entry => entry.name === name && entry.isFile())) return rules;
    const text = await readSmallFile(join(folder.absolute, name));
    return text === undefined ? rules : withPatterns(rules, below(rules, folder.absolute), text, options.ignoreCase);
  };
  return {
    ...folder,
    git: await read(folder.git, '.gitignore'),
    own: await read(folder.own, '.cairnignore'),
    published: await addPublished(folder, entries),
  };
}

async function addPublished(folder: Folder, entries: readonly Dirent[]): Promise<ReadonlySet<string>> {
  if (!entries.some(entry => entry.name === 'package.json' && entry.isFile())) return folder.published;
  const text = await readSmallFile(join(folder.absolute, 'package.json'));
  const files = publishedFiles(text ?? '').map(path => join(folder.absolute, path));
  return files.length === 0 ? folder.published : new Set([...folder.published, ...files]);
}

function isExcluded(parent: Folder, name: string, folder: boolean): boolean {
  const ask = (rules: IgnoreRules): Verdict => {
    const prefix = below(rules, parent.absolute);
    return verdict(rules, prefix === '' ? name : `${prefix}/${name}`, folder);
  };
  const own = ask(parent.own);
  if (own !== 'unknown') return own === 'ignored';
  return ask(parent.git) === 'ignored' && !isKept(parent, name, folder);
}

/** Whether what git's rules ignore belongs to the project all the same. */
function isKept({ absolute, git, tracked, published }: Folder, name: string, folder: boolean): boolean {
  if (tracked && 'paths' in tracked) {
    const prefix = below(git, absolute);
    const path = prefix === '' ? name : `${prefix}/${name}`;
    return folder ? tracked.paths.hasInside(path) : tracked.paths.has(path);
  }
  // Where git's list is known, an ignored file that a package publishes is a build product.
  return !folder && published.has(join(absolute, name));
}

function below(rules: IgnoreRules, absolute: string): string {
  if (absolute === rules.top) return '';
  const path = relative(rules.top, absolute);
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

async function repositoryTop(folder: string): Promise<{ folder: string; repository: Repository } | undefined> {
  const repository = await readRepository(folder);
  if (repository) return { folder, repository };
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryTop(parent);
}

function namesOf(entries: readonly Dirent[]): (name: string) => boolean {
  const names = new Set(entries.map(entry => entry.name));
  return name => names.has(name);
}

async function list(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function isSymbolicLink(path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined);
  return info?.isSymbolicLink() ?? false;
}
