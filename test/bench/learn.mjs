// What `cairn learn` brings, repository by repository, as rows of a Markdown table:
//   npm run build && node test/bench/learn.mjs [--commits 100] [--cli dist/cli.js] CLONE…
// A clone may be bare, and needs its history whole. What is kept goes to a store in the system's temporary folder.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    commits: { type: 'string', default: '100' },
    cli: { type: 'string', default: resolve(import.meta.dirname, '../../dist/cli.js') },
  },
});
const store = mkdtempSync(join(tmpdir(), 'cairn-learn-'));
process.once('exit', () => rmSync(store, { recursive: true, force: true }));

console.log('| repository | commits, edits | r@10 | MRR | gain, 90 % interval | kept |');
console.log('|---|--:|--:|--:|--:|---|');
for (const clone of positionals) {
  const words = [values.cli, 'learn', clone, '--json', '--commits', values.commits];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { ...process.env, CAIRN_STORE: store },
  });
  const name =
    basename(clone) === 'repo' ? basename(dirname(resolve(clone))).replace('+', '/') : basename(resolve(clone));
  if (status === 0) console.log(row(name, JSON.parse(stdout)));
  else console.error(`${name}: ${stderr.trim()}`);
}

function row(name, { later, gain, kept }) {
  const { table, learned, commits, edits } = later;
  const change = measure => `${percent(table[measure])} → ${percent(learned[measure])}`;
  const cells = [
    `${commits}, ${edits}`,
    change('recall10'),
    change('mrr'),
    `${percent(gain.mean)} (${percent(gain.low)} to ${percent(gain.high)})`,
  ];
  return `| ${[name, ...cells, kept ? 'yes' : 'no'].join(' | ')} |`;
}

function percent(part) {
  return (100 * part).toFixed(1);
}
