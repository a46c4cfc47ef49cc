// Lays a tree of a given number of files from real ones, for `npm run bench`:
//   node test/bench/bigTree.mjs TARGET FILES FOLDER…
// The folders come one after the other, each as a whole under a folder of its own, and again from the first until the tree
// has FILES files. What is laid again ends with one more empty line each time: no two copies of a file have equal bytes.
import { appendFileSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const [target, wanted, ...folders] = process.argv.slice(2);
const files = Number(wanted);
if (!target || !(files > 0) || folders.length === 0) {
  console.error('usage: node test/bench/bigTree.mjs TARGET FILES FOLDER…');
  process.exit(2);
}
if (existsSync(target)) {
  console.error(`${target} is there already`);
  process.exit(2);
}

const trees = folders.map(folder => ({ folder: resolve(folder), paths: list(resolve(folder)) }));
if (trees.every(({ paths }) => paths.length === 0)) {
  console.error('the folders hold no files');
  process.exit(2);
}
let laid = 0;
for (let round = 0; laid < files; round++) {
  for (const { folder, paths } of trees) {
    const root = join(target, `part${round}`, basename(folder));
    for (const path of paths.slice(0, files - laid)) lay(join(folder, path), join(root, path), round);
    laid += Math.min(paths.length, files - laid);
  }
}
console.log(`${laid} files in ${target}`);

function lay(from, to, round) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  if (round > 0) appendFileSync(to, '\n'.repeat(round));
}

/** Regular files below a folder in order of path, without repositories. */
function list(folder, prefix = '') {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(prefix, entry.name);
      if (entry.isDirectory()) return entry.name === '.git' ? [] : list(folder, path);
      return entry.isFile() ? [path] : [];
    });
}
