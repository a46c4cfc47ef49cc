// How well the files of past commits are found from one of them, in any git repository:
//   npm run build && node test/bench/cochange.mjs <repository> [--commits=20] [--text]
// For each of the newest commits that changed 2 to 8 source files: the tree before the commit is written to a temporary
// folder, the first changed file and its hunks are the query (with --text also the subject), the others are wanted.
// Test files count neither as query nor as wanted. Prints recall at 10 and the mean reciprocal rank of the first wanted file.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = resolve(dirname(fileURLToPath(import.meta.url)), '../../dist/cli.js');
const repository = process.argv[2];
const limit = Number(process.argv.find(argument => argument.startsWith('--commits='))?.slice(10) ?? 20);
const withText = process.argv.includes('--text');
const SOURCE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|rs|cs|cc|cpp|hpp|h|c|rb|php)$/;
const TEST = /(?:^|\/)(?:tests?|__tests__|spec|fixtures?|e2e)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_[^/]*\.py$/i;

if (repository === undefined || repository.startsWith('--')) {
  console.error('usage: node test/bench/cochange.mjs <repository> [--commits=20] [--text]');
  process.exit(2);
}

const git = (...args) => execFileSync('git', ['-C', repository, ...args], { maxBuffer: 1 << 28 });
const scores = [];
for (const commit of git('log', '--no-merges', '--format=%H', '-n', '2000').toString().trim().split('\n')) {
  if (scores.length === limit) break;
  const changed = git('diff-tree', '-r', '--no-commit-id', '--name-only', '--no-renames', '--diff-filter=M', commit);
  const files = changed
    .toString()
    .trim()
    .split('\n')
    .filter(file => SOURCE.test(file) && !TEST.test(file));
  if (files.length >= 2 && files.length <= 8) scores.push(score(commit, files));
}
const mean = key => ((100 * scores.reduce((sum, one) => sum + one[key], 0)) / (scores.length || 1)).toFixed(1);
console.log(`commits ${scores.length}, recall@10 ${mean('recall')}, MRR ${mean('reciprocal')}`);

function score(commit, [file, ...wanted]) {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-cochange-'));
  try {
    writeTree(`${commit}^`, join(folder, 'tree'));
    const patch = git('diff', '-U0', '--no-renames', `${commit}^`, commit, '--', file).toString();
    const hunks = [...patch.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(([, ...parts]) =>
      parts.map((part, index) => Number(part ?? (index % 2 === 1 ? 1 : 0))),
    );
    const text = withText ? { text: git('show', '-s', '--format=%s', commit).toString().trim() } : {};
    const query = { id: commit, file, line: hunks[0]?.[0] || 1, character: 0, hunks, ...text };
    const answer = spawnSync(process.execPath, [cli, 'batch'], {
      cwd: join(folder, 'tree'),
      input: `${JSON.stringify(query)}\n`,
      env: { ...process.env, CAIRN_STORE: join(folder, 'store') },
      maxBuffer: 1 << 28,
    });
    const ranked = (JSON.parse(answer.stdout.toString() || '{}').files ?? []).filter(
      path => path !== file && SOURCE.test(path) && !TEST.test(path),
    );
    const places = wanted.map(path => ranked.indexOf(path) + 1).filter(place => place > 0);
    const first = Math.min(...places);
    console.error(
      `${commit.slice(0, 10)} ${file}: ${wanted.length} wanted, found at ${places.join(', ') || 'no place'}`,
    );
    return {
      recall: places.filter(place => place <= 10).length / wanted.length,
      reciprocal: places.length > 0 ? 1 / first : 0,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeTree(revision, folder) {
  mkdirSync(folder, { recursive: true });
  const archive = `${folder}.tar`;
  writeFileSync(archive, git('archive', revision));
  execFileSync('tar', ['-xf', archive, '-C', folder]);
}
