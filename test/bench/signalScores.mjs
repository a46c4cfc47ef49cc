// What each signal says of each file, for past commits: the stored scores that test/bench/ablation.mjs fuses.
//   npm run build && node test/bench/signalScores.mjs <labels.jsonl> --repositories <folder> --out scores.jsonl
//     [--text] [--store <folder>] [--engine dist/cli.js]
//   npm run build && node test/bench/signalScores.mjs --mine <repository> [--commits 40] --out scores.jsonl [...]
// A label is one commit: {"id", "repo", "language", "commit", "base", "query": {"file"}, "gold": [paths]}; the clone of
// owner/name is <folder>/owner+name/repo, <folder>/owner+name or <folder>/name. --mine makes labels of the newest commits
// that change 2 to 8 source files. The tree is that of `base`, the buffer is the file as the commit left it, history ends at
// `base`: all as `cairn batch` does it, through the engine that the editor uses. --text gives the commit's subject as well.
// One line for a task: {"id", "repository", "language", "gold", "files": [[path, factor, {signal: score}], ...]}.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE_SOURCES, loadSources, openEngine, project } from './sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repositories: { type: 'string', default: '.' },
    mine: { type: 'string' },
    commits: { type: 'string', default: '40' },
    out: { type: 'string', default: 'scores.jsonl' },
    text: { type: 'boolean', default: false },
    store: { type: 'string' },
    engine: { type: 'string', default: join(project, 'dist/cli.js') },
  },
});
const SOURCE = /\.([cm]?[jt]sx?|py|go|java|kt|rs|cs|cc|cpp|hpp|h|c|rb|php)$/;
/** So that every signal is asked, whatever its weight, and the order stays. */
const LEAST_WEIGHT = 1e-9;
/** Commits that are looked at for each that is wanted. */
const LOOK_BACK = 25;
const MOST_ATTEMPTS = 5;

const sources = await loadSources(`${ENGINE_SOURCES}
  export { createRanker } from './src/rank/rank.ts';
  export { WEIGHTS } from './src/rank/weights.ts';
  export { classifyPath } from './src/files/classify.ts';
  export { isTestPath } from './src/graph/role.ts';
  export { openPastRepository } from './src/history/pastRepository.ts';
  export { createPastTree } from './src/history/pastTree.ts';`);
const { neverCancelled } = sources;
const work = mkdtempSync(join(tmpdir(), 'cairn-scores-'));
writeFileSync(options.out, '');
try {
  if (options.mine) await askAll(resolve(options.mine));
  else for (const [name, labels] of labelsByRepository()) await askAll(cloneOf(name), labels);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function labelsByRepository() {
  const labels = readFileSync(positionals[0], 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  return [...new Set(labels.map(({ repo }) => repo))].map(name => [name, labels.filter(({ repo }) => repo === name)]);
}

function cloneOf(repository) {
  const [owner, name] = repository.split('/');
  const names = [`${owner}+${name}/repo`, `${owner}+${name}`, name];
  const found = names.map(each => resolve(options.repositories, each)).find(each => existsSync(each));
  if (!found) throw new Error(`no clone of ${repository} in ${options.repositories}`);
  return found;
}

/** The first changed source in order of path asks, the others are wanted. */
async function minedLabels(repository, repo) {
  const wanted = Number(options.commits);
  const labels = (await repository.commits(wanted * LOOK_BACK)).flatMap(({ id, parent, subject, modified }) => {
    const [file, ...gold] = modified.filter(path => SOURCE.test(path) && !sources.isTestPath(path));
    if (gold.length === 0 || gold.length > 7) return [];
    return [{ id, repo, language: file.split('.').at(-1), commit: id, base: parent, subject, query: { file }, gold }];
  });
  return labels.slice(0, wanted);
}

async function askAll(clone, given) {
  const repository = await sources.openPastRepository(clone);
  const labels = given ?? (await minedLabels(repository, basename(clone)));
  const folder = join(work, 'tree');
  mkdirSync(folder);
  const tree = sources.createPastTree(repository, folder, path => sources.classifyPath(path) !== 'binary');
  await tree.moveTo(labels[0].base, neverCancelled);
  const ranker = recordingRanker();
  const store = resolve(options.store ?? join(work, 'store'));
  const engine = await openEngine(sources, dirname(resolve(options.engine)), folder, store, ranker);
  try {
    for (const label of labels) {
      await engine.changed(await tree.moveTo(label.base, neverCancelled), neverCancelled);
      ranker.forget();
      if (!(await ask(engine, ranker, repository, folder, label))) {
        console.error(`${label.repo} ${label.id} left out: ${label.query.file} was not read in time`);
        continue;
      }
      const { id, repo, language, query, gold } = label;
      const line = { id, repository: repo, language, file: query.file, gold, files: rows(ranker.last()) };
      appendFileSync(options.out, `${JSON.stringify(line)}\n`);
      console.error(repo, id);
    }
  } finally {
    await engine.dispose();
    repository.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(engine, ranker, repository, folder, { commit, base, subject, query: { file: relative } }) {
  const file = join(folder, relative);
  const [hunk] = await repository.hunks(base, commit, relative);
  const text = (await repository.read(`${commit}:${relative}`)).toString();
  const place = { file, line: hunk.after[0], column: 0, task: 'edit', budget: 500, before: readFileSync(file, 'utf8') };
  const instruction = options.text ? { instruction: subject ?? (await subjectOf(repository, commit)) } : {};
  const history = { history: { gitDir: repository.gitDir, tip: base }, historyWait: 60_000 };
  // On a busy machine the buffer may not be parsed in time, and then the answer is to another question.
  const isRead = () => ranker.last()?.query.text === text;
  for (let version = 1; version <= MOST_ATTEMPTS && !isRead(); version++) {
    await engine.openBuffer(file, version, text);
    await engine.context({ ...place, ...instruction, ...history }, neverCancelled);
  }
  await engine.closeBuffer(file);
  return isRead();
}

/** From the bytes of the commit: its first line of text. */
async function subjectOf(repository, commit) {
  const text = (await repository.read(commit)).toString();
  return text.slice(text.indexOf('\n\n') + 2).split('\n')[0];
}

/** The product's ranker with every signal asked, which remembers its last answer. */
function recordingRanker() {
  const weights = ({ task }) => everySignal(sources.WEIGHTS[task]);
  const ranker = sources.createRanker({ clock: () => performance.now(), weights });
  let last;
  return {
    prepare: ranker.prepare,
    rank(query) {
      const ranking = ranker.rank(query);
      last = { query, ranking };
      return ranking;
    },
    last: () => last,
    forget() {
      last = undefined;
    },
  };
}

function everySignal(weights) {
  const entries = Object.entries(weights.files).map(([signal, weight]) => [signal, Math.max(weight, LEAST_WEIGHT)]);
  return { ...weights, files: Object.fromEntries(entries) };
}

/** The factor is what fusion multiplies the sum of weighted scores by, because of what the file is; up to one common factor. */
function rows({ query: { snapshot, task }, ranking }) {
  const { files: weights } = everySignal(sources.WEIGHTS[task]);
  return ranking.files.map(({ file, score, evidence }) => {
    const sum = evidence.reduce((total, each) => total + weights[each.signal] * each.score, 0);
    const scores = Object.fromEntries(evidence.map(each => [each.signal, rounded(each.score)]));
    return [snapshot.file(file).source.path.relative, rounded(score / sum), scores];
  });
}

function rounded(number) {
  return Number(number.toPrecision(5));
}
