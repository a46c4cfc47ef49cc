// A seeded random sample of the calls that a tree's files of one language write, with the edges that Cairn made for them:
//   npm run build && node test/bench/calls.mjs <tree> --language <id> --seed <n> --count 30 [--engine dist/cli.js]
//     [--repository <url>] [--commit <hash>] [--context <lines>] [--json]
// The draw is over all calls and constructions in the facts, resolved or not; lines and columns count from 1.
// The tree is read with the sources of this checkout and the parse worker beside --engine, into a store that is thrown away.
// --json prints one label per line with an empty verdict, for test/bench/calls/<language>.jsonl. Verdicts:
//   right     the edge leads to the definition that the call reaches (of an interface or base: its declaration)
//   wrong     the edge leads elsewhere; `inside` says whether the true target is in the repository
//   external  no edge, and the target lies outside of the repository or in the language
//   missed    no edge, though the target is in the repository
// Scores of judged labels, by repository: node test/bench/calls.mjs --score test/bench/calls/<language>.jsonl
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE_SOURCES, loadSources, openEngine, project } from './sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    language: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '30' },
    engine: { type: 'string', default: join(project, 'dist/cli.js') },
    repository: { type: 'string' },
    commit: { type: 'string' },
    context: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
    score: { type: 'string' },
  },
});

if (options.score !== undefined) printScores(options.score);
else if (positionals.length === 1 && options.language !== undefined) await printSample(resolve(positionals[0]));
else {
  console.error('usage: node test/bench/calls.mjs <tree> --language <id> --seed <n> --count 30 | --score <labels>');
  process.exitCode = 2;
}

async function printSample(tree) {
  const store = mkdtempSync(join(tmpdir(), 'cairn-calls-'));
  const sources = await loadSources(`${ENGINE_SOURCES}
    export { fileOf, indexOf } from './src/index/snapshot.ts';`);
  const engine = await openEngine(sources, dirname(resolve(options.engine)), tree, store);
  try {
    const snapshot = engine.snapshot();
    const calls = snapshot.files
      .filter(({ facts }) => facts.language === options.language)
      .flatMap(file => callsOf(sources, snapshot, file));
    const found = calls.filter(({ target }) => target !== undefined).length;
    console.error(`${calls.length} calls, ${found} with an edge`);
    const origin = { repository: options.repository ?? git(tree, 'remote', 'get-url', 'origin') };
    const commit = options.commit ?? git(tree, 'rev-parse', 'HEAD');
    const texts = new Map();
    for (const call of draw(calls, Number(options.count), Number(options.seed))) {
      if (options.json) console.log(JSON.stringify({ ...origin, commit, ...call, verdict: '' }));
      else console.log(callText(tree, texts, call));
    }
  } finally {
    await engine.dispose();
    rmSync(store, { recursive: true, force: true });
  }
}

/** The calls and constructions of one file in source order, each with its edge where there is one. */
function callsOf({ fileOf, indexOf }, snapshot, { id, source, facts }) {
  const written = facts.references.filter(({ kind }) => ['call', 'new', 'decorator', 'jsx'].includes(kind));
  const place = (enclosing, line) => `${enclosing} ${line}`;
  const groups = new Map();
  const groupOf = key => {
    if (!groups.has(key)) groups.set(key, { references: [], edges: [] });
    return groups.get(key);
  };
  for (const reference of written) groupOf(place(reference.enclosing, reference.line)).references.push(reference);
  for (const edge of snapshot.references(id)) {
    if (edge.kind === 'call') groupOf(place(indexOf(edge.from), edge.line)).edges.push(edge);
  }
  const edgeOf = new Map();
  for (const { references, edges } of groups.values()) {
    const names = edges.map(({ to }) => targetNames(snapshot, to, fileOf));
    align(references, names).forEach((at, edge) => void edgeOf.set(references[at], edges[edge]));
  }
  return written
    .filter(({ kind }) => kind === 'call' || kind === 'new')
    .map(reference => {
      const edge = edgeOf.get(reference);
      const target = edge && snapshot.symbol(edge.to);
      return {
        path: source.path.relative,
        line: reference.line + 1,
        column: reference.column + 1,
        name: reference.name,
        ...(reference.receiver === undefined ? {} : { receiver: reference.receiver }),
        ...(edge && {
          target: `${snapshot.file(fileOf(edge.to)).source.path.relative}:${(target?.nameSpan[0] ?? 0) + 1}`,
          targetName: target?.qualifiedName ?? '',
          rule: edge.rule,
          confidence: edge.confidence,
        }),
      };
    });
}

/** Names under which a call may name a target: its own, and for a constructor its type's. */
function targetNames(snapshot, to, fileOf) {
  const symbol = snapshot.symbol(to);
  const around = snapshot.file(fileOf(to))?.facts.symbols[symbol?.parent ?? -1];
  return [symbol?.name, around?.name];
}

/**
 * Which of the references (in source order) each edge (in the same order) belongs to: edges carry no column, so where
 * a line holds several calls the assignment is taken in which most names agree.
 */
function align(references, edges) {
  const best = edges.map(() => new Array(references.length + 1).fill(-Infinity));
  best.push(new Array(references.length + 1).fill(0));
  const agreement = (edge, at) => (edges[edge].includes(references[at].name) ? 1 : 0);
  for (let edge = edges.length - 1; edge >= 0; edge--) {
    for (let at = references.length - 1; at >= 0; at--) {
      best[edge][at] = Math.max(best[edge][at + 1], agreement(edge, at) + best[edge + 1][at + 1]);
    }
  }
  const places = [];
  for (let edge = 0, at = 0; edge < edges.length && at < references.length; at++) {
    if (best[edge][at] > best[edge][at + 1]) {
      places.push(at);
      edge++;
    }
  }
  return places;
}

/** `count` of the items, without repetition, in their own order; the same for the same seed. */
function draw(items, count, seed) {
  const random = generator(seed);
  const order = items.map((_, index) => index);
  for (let index = 0; index < Math.min(count, order.length); index++) {
    const other = index + Math.floor(random() * (order.length - index));
    [order[index], order[other]] = [order[other], order[index]];
  }
  const drawn = order.slice(0, count).sort((a, b) => a - b);
  return drawn.map(index => items[index]);
}

/** Numbers in [0, 1) from a 32-bit state that counts in odd steps and is mixed by multiplication and shifts. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

function callText(tree, texts, { path, line, column, name, receiver, target, targetName, rule, confidence }) {
  const edge = target === undefined ? 'no edge' : `${target} ${targetName} (${rule} ${confidence})`;
  const written = receiver === undefined ? name : `${receiver}.${name}`;
  const around = Number(options.context);
  if (around === 0) return `${path}:${line}:${column} ${written} -> ${edge}`;
  if (!texts.has(path)) texts.set(path, readFileSync(join(tree, path), 'utf8').split('\n'));
  const first = Math.max(1, line - around);
  const lines = texts.get(path).slice(first - 1, line + around - 1);
  const shown = lines.map((text, index) => `  ${first + index === line ? '>' : ' '} ${text}`);
  return [`${path}:${line}:${column} ${written} -> ${edge}`, ...shown, ''].join('\n');
}

/** What git says of the tree when that is a checkout of its own. */
function git(tree, ...args) {
  if (!existsSync(join(tree, '.git'))) return undefined;
  try {
    return execFileSync('git', ['-C', tree, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/** Precision among the edges of high confidence, among all, and the share of the repository's own calls that were found. */
function printScores(file) {
  const labels = readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse);
  for (const repository of new Set(labels.map(label => label.repository))) {
    const own = labels.filter(label => label.repository === repository);
    const count = test => own.filter(test).length;
    const right = count(({ verdict }) => verdict === 'right');
    const inside = right + count(({ verdict, inside }) => verdict === 'missed' || (verdict === 'wrong' && inside));
    const sure = ({ confidence }) => confidence >= 0.9;
    const edges = count(({ verdict }) => verdict === 'right' || verdict === 'wrong');
    const sureEdges = count(label => sure(label) && (label.verdict === 'right' || label.verdict === 'wrong'));
    const sureRight = count(label => sure(label) && label.verdict === 'right');
    console.log(
      `${repository}: ${own.length} calls, precision ${share(sureRight, sureEdges)} at confidence 0.9, ` +
        `${share(right, edges)} of all edges, found ${share(right, inside)} of the repository's own`,
    );
  }
}

function share(part, whole) {
  return `${part}/${whole}${whole > 0 ? ` (${(part / whole).toFixed(2)})` : ''}`;
}
