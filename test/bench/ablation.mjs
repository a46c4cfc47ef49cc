// What fusion makes of the scores that test/bench/signalScores.mjs has stored, with other weights:
//   node test/bench/ablation.mjs <scores.jsonl>                       all signals, and without each in turn
//   node test/bench/ablation.mjs <scores.jsonl> --weights '{"names":0.1}'  the same with other weights than the table's
//   node test/bench/ablation.mjs <scores.jsonl> --fit names,calls     weights of these signals, chosen on other repositories
//   --by language | repository    one row for each as well
// --fit: five folds of repositories, coordinate ascent over round values on the mean of r@10 and MRR. Figures are in %.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadSources } from './sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { weights: { type: 'string', default: '{}' }, fit: { type: 'string' }, by: { type: 'string' } },
});
/** Neither is ever wanted, and the ranking is measured without them. */
const SOURCE = /\.([cm]?[jt]sx?|py|go|java|kt|rs|cs|cc|cpp|hpp|h|c|rb|php)$/;
const TEST =
  /(^|\/)(tests?|testsuite|__tests__|specs?|testing|testdata|test-utils|fixtures?|__fixtures__|__snapshots__|__mocks__|e2e|integration|regression|runtime-tests|cypress)(\/|$)|[._-](tests?|spec|e2e|bench)\.[a-z]+$|(^|\/)(test_|conftest)[^/]*\.py$|_test\.(go|cc|py|rs|rb|c|cpp)$|Tests?\.(java|cs|php|kt)$|src\/\w*test\/|-testing-support\/|\.(Specs|Tests|TestUtils|SharedSpecs|Benchmarks)\//i;
const MEASURES = ['r@5', 'r@10', 'r@20', 'first', 'MRR', 'MAP'];
const VALUES = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1];
const FOLDS = 5;
const ROUNDS = 3;

const { WEIGHTS } = await loadSources(`export { WEIGHTS } from './src/rank/weights.ts';`);
const table = { ...WEIGHTS.edit.files, ...JSON.parse(options.weights) };
const signals = Object.keys(table);
const tasks = readFileSync(positionals[0], 'utf8').trim().split('\n').map(readTask);

if (options.fit) fitWeights(options.fit.split(','));
else {
  console.log(['', ...MEASURES].map((name, at) => (at > 0 ? name.padStart(7) : name.padEnd(28))).join(''));
  row(`all, ${tasks.length} tasks`, tasks, table);
  for (const signal of signals.filter(each => table[each] > 0))
    row(`without ${signal}`, tasks, { ...table, [signal]: 0 });
  if (options.by) {
    for (const value of new Set(tasks.map(task => task[options.by]))) {
      const some = tasks.filter(task => task[options.by] === value);
      row(`${value}, ${some.length}`, some, table);
    }
  }
}

/** Scores of the candidates as one array for each signal, in order of path, which breaks ties. */
function readTask(line) {
  const { files, ...task } = JSON.parse(line);
  const candidates = files.filter(([path]) => SOURCE.test(path) && !TEST.test(path));
  candidates.sort(([a], [b]) => (a < b ? -1 : 1));
  const scores = signals.map(signal =>
    Float64Array.from(candidates, ([, factor, each]) => factor * (each[signal] ?? 0)),
  );
  const places = task.gold.map(path => candidates.findIndex(candidate => candidate[0] === path));
  return { ...task, scores, places };
}

/** The measures of one task, in the order of {@link MEASURES}. */
function measure({ scores, places }, weights) {
  const score = at => signals.reduce((sum, signal, index) => sum + weights[signal] * scores[index][at], 0);
  const all = Float64Array.from(scores[0], (_, at) => score(at));
  const ranks = places.map(place => rankOf(all, place)).sort((a, b) => a - b);
  const recall = count => ranks.filter(rank => rank <= count).length / ranks.length;
  const precision = ranks.reduce((sum, rank, at) => sum + (at + 1) / rank, 0) / ranks.length;
  return [recall(5), recall(10), recall(20), Number(ranks[0] === 1), 1 / ranks[0], precision];
}

function rankOf(scores, place) {
  const own = scores[place] ?? 0;
  if (own === 0) return Number.POSITIVE_INFINITY;
  let rank = 1;
  for (let at = 0; at < scores.length; at++) if (scores[at] > own || (scores[at] === own && at < place)) rank++;
  return rank;
}

function means(some, weights) {
  return meanOf(some.map(task => measure(task, weights)));
}

function meanOf(measures) {
  return MEASURES.map((_, at) => measures.reduce((sum, each) => sum + each[at], 0) / measures.length);
}

function row(name, some, weights) {
  printRow(name, means(some, weights));
}

function printRow(name, values) {
  console.log(name.padEnd(28) + values.map(value => (100 * value).toFixed(1).padStart(7)).join(''));
}

function fitWeights(chosen) {
  const repositories = [...new Set(tasks.map(({ repository }) => repository))].sort();
  const foldOf = ({ repository }) => repositories.indexOf(repository) % FOLDS;
  const measured = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = ascend(
      chosen,
      tasks.filter(task => foldOf(task) !== fold),
    );
    const held = tasks.filter(task => foldOf(task) === fold);
    console.log(`fold ${fold}: ${chosen.map(signal => `${signal} ${weights[signal]}`).join(', ')}`);
    measured.push(...held.map(task => measure(task, weights)));
  }
  row('the weights given', tasks, table);
  printRow('on repositories held out', meanOf(measured));
  const weights = ascend(chosen, tasks);
  row(`all: ${chosen.map(signal => `${signal} ${weights[signal]}`).join(', ')}`, tasks, weights);
}

/** The best values found when one weight after the other is set to its best. */
function ascend(chosen, some) {
  const goal = weights => {
    const [, recall, , , reciprocal] = means(some, weights);
    return recall + reciprocal;
  };
  let best = { ...table };
  let top = goal(best);
  for (let round = 0; round < ROUNDS; round++) {
    const before = top;
    for (const signal of chosen) {
      for (const value of VALUES) {
        const tried = { ...best, [signal]: value };
        const reached = goal(tried);
        if (reached > top + 1e-9) [best, top] = [tried, reached];
      }
    }
    if (top === before) break;
  }
  return best;
}
