import { spawn } from 'node:child_process';
import { gitArguments, gitEnvironment, PLAIN_DIFF } from './git.ts';
import { openObjects } from './objects.ts';

/** A commit with one parent, and the files that it modified: not those that it added, deleted or moved. */
export interface PastCommit {
  readonly id: string;
  readonly parent: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly subject: string;
  /** `/`-separated, from the top of the repository. */
  readonly modified: readonly string[];
}

/** A regular file that differs between two trees; without `blob` it is not in the second. */
export interface TreeChange {
  readonly path: string;
  readonly blob?: string;
}

/** Lines of the old and of the new text that a hunk covers, 0-based, the end exclusive; one of the two may be empty. */
export interface Hunk {
  readonly before: readonly [start: number, end: number];
  readonly after: readonly [start: number, end: number];
}

/** A repository's history, read only: its working tree, index, references and objects stay as they are. */
export interface PastRepository {
  /** Absolute path of the folder that holds the history. */
  readonly gitDir: string;
  /** Whether older commits exist that are not on this machine. */
  readonly shallow: boolean;
  /** The newest commits from HEAD that are no merges and have a parent, newest first, at most `limit`. */
  commits(limit: number): Promise<readonly PastCommit[]>;
  /** What differs from the tree of one commit (nothing: from an empty one) to that of another; links and submodules never. */
  treeChanges(from: string | undefined, to: string): Promise<readonly TreeChange[]>;
  hunks(from: string, to: string, path: string): Promise<readonly Hunk[]>;
  /** The bytes of an object, by its id or `<commit>:<path>`; `undefined` when it is not on this machine. */
  read(object: string): Promise<Buffer | undefined>;
  close(): void;
}

/** @throws Error saying why `folder` has no history that can be read */
export async function openPastRepository(folder: string, program = 'git'): Promise<PastRepository> {
  const found = await gitBytes(program, ['-C', folder, 'rev-parse', '--absolute-git-dir', '--is-shallow-repository']);
  const [gitDir = '', shallow] = found.toString().trimEnd().split('\n');
  const git = async (...args: string[]): Promise<string> =>
    (await gitBytes(program, [`--git-dir=${gitDir}`, ...args])).toString();
  const objects = openObjects(program, gitDir);
  return {
    gitDir,
    shallow: shallow === 'true',
    async commits(limit) {
      const format = '--format=%x01%H%x00%P%x00%ct%x00%s%x00';
      const plain = ['--name-status', '-z', '--diff-filter=M', ...PLAIN_DIFF];
      return parseLog(await git('log', '--no-merges', `--max-count=${limit}`, format, ...plain));
    },
    async treeChanges(from, to) {
      const before = from ?? (to.length === 64 ? EMPTY_SHA256 : EMPTY_SHA1);
      return parseRaw(await git('diff-tree', '-r', '-z', '--raw', '--no-abbrev', ...PLAIN_DIFF, before, to));
    },
    async hunks(from, to, path) {
      const patch = await git('diff-tree', '-p', '--unified=0', ...PLAIN_DIFF, from, to, '--', `:(top,literal)${path}`);
      return parseHunks(patch);
    },
    read: objects.read,
    close: objects.close,
  };
}

/** Git knows the empty tree by its name without having it. */
const EMPTY_SHA1 = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const EMPTY_SHA256 = '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';

function parseLog(text: string): PastCommit[] {
  const commits: PastCommit[] = [];
  for (const [, id = '', parent = '', time, subject = '', rest = ''] of text.matchAll(LOGGED)) {
    if (parent === '') continue;
    const modified = rest.split('\0').filter((_, place, parts) => parts[place - 1]?.trim() === 'M');
    commits.push({ id, parent, time: Number(time), subject, modified });
  }
  return commits;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand between the fields
const LOGGED = /\u0001([0-9a-f]{40,64})\0([0-9a-f]*)\0(\d+)\0([^\0]*)\0([^\u0001]*)/g;

function parseRaw(text: string): TreeChange[] {
  const changes: TreeChange[] = [];
  for (const [, oldMode = '', mode = '', blob = '', path = ''] of text.matchAll(RAW)) {
    if (REGULAR.test(mode)) changes.push({ path, blob });
    else if (REGULAR.test(oldMode)) changes.push({ path });
  }
  return changes;
}

const RAW = /:(\d{6}) (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)\0/g;
const REGULAR = /^100/;

function parseHunks(patch: string): Hunk[] {
  return [...patch.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(([, ...parts]) => {
    const [oldStart, oldLength = '1', newStart, newLength = '1'] = parts;
    return { before: lines(Number(oldStart), Number(oldLength)), after: lines(Number(newStart), Number(newLength)) };
  });
}

/** A diff counts from 1, and names for no lines the line before them. */
function lines(start: number, length: number): readonly [start: number, end: number] {
  const first = length === 0 ? start : start - 1;
  return [first, first + length];
}

/** What a git command prints. @throws Error with git's own words when it fails */
function gitBytes(program: string, args: readonly string[]): Promise<Buffer> {
  const child = spawn(program, gitArguments(args), {
    env: gitEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const [output, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
  return new Promise((resolve, reject) => {
    child.on('error', error => reject(new Error(`git cannot be run: ${error.message}`)));
    child.on('close', code => {
      if (code === 0) return resolve(Buffer.concat(output));
      reject(new Error(Buffer.concat(errors).toString().trim() || `git ended with ${code}`));
    });
  });
}
