// Precision of the calls that `cairn graph --min-confidence high` prints, against a type checker's calls and read ones:
//   npm run build && node test/bench/checkedCalls.mjs <trees> --truth <folder> [--only owner/name] [--engine dist/cli.js]
//     [--unjudged] [--wrong]
// <folder> holds one <owner>__<name>.json for each repository: what a type checker's indexer knows, numbers being indexes:
//   {"repo": "owner/name", "commit", "files": [path], "functions": [[file, qualifiedName, kind, nameLine, startLine, endLine]],
//    "callEdges": [[caller, callee, count]]}      lines count from 1; caller -1-f is the module level of file f
// <trees> holds the sources, one folder <owner>__<name>@<first ten digits of the commit> for each.
// Checkers miss calls (see README.md), so each printed edge that the truth lacks was read and judged, in
// calls/checked-<name>.jsonl: verdict `right`, the call ends there when it runs (of an interface or base: its declaration),
// or `wrong`; and a reason. An edge counts if the truth has it or it was judged right.
// --unjudged prints the edges that neither knows as labels with an empty verdict, --wrong those that were judged wrong.
// Ends are matched as file + last part of the name + line of the definition; constructors count as their class, and only
// edges between files of the truth count.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    only: { type: 'string' },
    engine: { type: 'string', default: join(here, '../../dist/cli.js') },
    unjudged: { type: 'boolean', default: false },
    wrong: { type: 'boolean', default: false },
  },
});

if (positionals.length === 1 && options.truth !== undefined) checkAll(resolve(positionals[0]), resolve(options.truth));
else {
  console.error(
    'usage: node test/bench/checkedCalls.mjs <trees> --truth <folder> [--only owner/name] [--unjudged] [--wrong]',
  );
  process.exitCode = 2;
}

function checkAll(trees, truths) {
  for (const file of readdirSync(truths).sort()) {
    if (!file.endsWith('.json')) continue;
    const truth = JSON.parse(readFileSync(join(truths, file), 'utf8'));
    if (options.only !== undefined && options.only !== truth.repo) continue;
    const tree = join(trees, `${truth.repo.replace('/', '__')}@${truth.commit.slice(0, 10)}`);
    if (existsSync(tree)) check(truth, tree);
    else console.error(`${truth.repo}: left out, no ${tree}`);
  }
}

function check(truth, tree) {
  const origin = { repository: `https://github.com/${truth.repo}`, commit: truth.commit };
  const verdicts = readVerdicts(truth);
  const sites = callSites(tree);
  const count = { truth: 0, right: 0, wrong: 0, unjudged: 0 };
  const crossing = { truth: 0, right: 0, wrong: 0, unjudged: 0 };
  for (const edge of printedEdges(truth, tree)) {
    const verdict = edge.known ? 'truth' : (verdicts.get(labelKey(edge.label)) ?? 'unjudged');
    count[verdict]++;
    if (edge.crossing) crossing[verdict]++;
    if ((options.unjudged && verdict === 'unjudged') || (options.wrong && verdict === 'wrong')) {
      console.log(
        JSON.stringify({ ...origin, ...edge.label, ...sites.get(labelKey(edge.label)), verdict: '', reason: '' }),
      );
    }
  }
  const print = options.unjudged || options.wrong ? console.error : console.log;
  print(`${truth.repo}: ${countText(count)}; between files: ${countText(crossing)}`);
}

function countText({ truth, right, wrong, unjudged }) {
  const all = truth + right + wrong + unjudged;
  const precision = ((100 * (truth + right)) / Math.max(1, all)).toFixed(1);
  const open = unjudged > 0 ? `, ${unjudged} not judged` : '';
  return `${all} edges, ${truth} in the truth, ${right} judged right, ${wrong} wrong${open}: ${precision} %`;
}

/** The edges at high confidence between files of the truth, each pair of functions once, with whether the truth has it. */
function printedEdges(truth, tree) {
  const { fileEnd, find, folded } = functionTable(truth);
  const pair = (caller, callee) => `${caller},${callee}`;
  const known = new Set(truth.callEdges.map(([caller, callee]) => pair(folded(caller), folded(callee))));
  const edges = new Map();
  const { callEdges } = JSON.parse(cairn(['graph', '--min-confidence', 'high', '--bench', tree]));
  for (const [caller, callee] of callEdges) {
    if (fileEnd(caller) === undefined || fileEnd(callee) === undefined) continue;
    const [from, to] = [find(caller), find(callee)];
    if (from !== undefined && from === to) continue;
    const label = {
      path: caller.file,
      line: caller.line,
      name: caller.name,
      target: `${callee.file}:${callee.line}`,
      targetName: callee.name,
    };
    const key = from === undefined || to === undefined ? labelKey(label) : pair(from, to);
    if (!edges.has(key)) edges.set(key, { known: known.has(key), crossing: caller.file !== callee.file, label });
  }
  return edges.values();
}

/** How ends of Cairn's edges are found among the truth's functions; constructors are one with their class. */
function functionTable({ files, functions }) {
  const fileIndex = new Map(files.map((file, index) => [file, index]));
  const place = (file, name) => `${file} ${name}`;
  const byLastName = new Map();
  const byFullName = new Map();
  functions.forEach(([file, name], index) => {
    const short = place(file, lastPart(name));
    byLastName.set(short, [...(byLastName.get(short) ?? []), index]);
    if (!byFullName.has(place(file, name))) byFullName.set(place(file, name), index);
  });
  const folded = index => {
    const [file, name] = functions[index] ?? [];
    if (name === undefined || withoutConstructor(name) === name) return index;
    return byFullName.get(place(file, withoutConstructor(name))) ?? index;
  };
  const fileEnd = ({ file }) => fileIndex.get(file);
  const find = end => {
    const file = fileEnd(end);
    if (end.name === null) return -1 - file;
    const candidates = byLastName.get(place(file, lastPart(end.name))) ?? [];
    const isConstructor = withoutConstructor(end.name) !== end.name;
    const ranked = candidates
      .map(index => ({ index, distance: distance(functions[index], end) }))
      .sort((a, b) => a.distance - b.distance);
    const tooFar = candidates.length > 1 && !isConstructor && ranked[0].distance > 60;
    return ranked.length === 0 || tooFar ? undefined : folded(ranked[0].index);
  };
  return { fileEnd, find, folded };
}

/** Lines between a function of the truth and an end, 99 at most inside its header, and 1 more if the qualified names differ. */
function distance([, name, , nameLine, startLine], end) {
  const inHeader = end.line >= startLine && end.line <= nameLine;
  const lines = Math.min(Math.abs(nameLine - end.line), inHeader ? 0 : 99);
  return lines + (withoutConstructor(name) === withoutConstructor(end.name) ? 0 : 1);
}

function withoutConstructor(name) {
  return name.replace(/\.(constructor|__init__)$/, '');
}

function lastPart(name) {
  return withoutConstructor(name).split(/[.#]/).at(-1);
}

/** Where each edge is called first, and by which rule it was found: what a reader needs to judge it. */
function callSites(tree) {
  const { nodes, edges } = JSON.parse(cairn(['graph', '--calls', '--min-confidence', 'high', tree]));
  const byKey = new Map(nodes.map(({ key, attributes }) => [key, attributes]));
  return new Map(
    edges.map(({ source, target, attributes }) => {
      const [from, to] = [byKey.get(source), byKey.get(target)];
      const name = from.kind === 'module' ? null : from.label;
      const edge = { path: from.path, line: from.line, name, target: `${to.path}:${to.line}`, targetName: to.label };
      return [labelKey(edge), { site: Number(attributes.site.split(':').at(-1)), rule: attributes.rule }];
    }),
  );
}

function readVerdicts({ repo }) {
  const file = join(here, 'calls', `checked-${repo.split('/').at(-1)}.jsonl`);
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return new Map(lines.map(JSON.parse).map(label => [labelKey(label), label.verdict]));
}

function labelKey({ path, line, target, targetName }) {
  return `${path}:${line} ${target} ${targetName}`;
}

function cairn(args) {
  return execFileSync(process.execPath, [resolve(options.engine), ...args], { maxBuffer: 2 ** 29 }).toString();
}
