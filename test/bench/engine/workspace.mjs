// Copies of the folders that are measured: nothing is ever written to a folder that was given.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** A temporary folder with copies of `folder` and stores; gone after `dispose`. */
export function createWorkspace(folder) {
  const source = resolve(folder);
  const base = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  let count = 0;
  return {
    name: basename(source),
    /** An empty folder. */
    fresh(name) {
      const made = join(base, `${name}${count++}`);
      mkdirSync(made);
      return made;
    },
    /** A copy of the tree, without its repository. */
    copy() {
      const target = join(base, `tree${count++}`, basename(source));
      cpSync(source, target, { recursive: true, filter: path => basename(path) !== '.git', verbatimSymlinks: true });
      return target;
    },
    remove: path => rmSync(path, { recursive: true, force: true }),
    dispose: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Bytes of all files below a folder. */
export function folderSize(folder) {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) size += folderSize(path);
    else if (entry.isFile()) size += statSync(path).size;
  }
  return size;
}

/** Inserts an empty line half-way: the file is another one, and every place below moves. */
export function edit(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.splice(lines.length >> 1, 0, '');
  writeFileSync(path, lines.join('\n'));
}

/** Numbers in 0 … 1 that are the same in every run (mulberry32, by Tommy Ettinger, public domain). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of `items`, drawn without putting back. */
export function sample(items, count, random) {
  const rest = [...items];
  const drawn = [];
  while (drawn.length < count && rest.length > 0) {
    const at = Math.floor(random() * rest.length);
    drawn.push(rest[at]);
    rest[at] = rest[rest.length - 1];
    rest.pop();
  }
  return drawn;
}
