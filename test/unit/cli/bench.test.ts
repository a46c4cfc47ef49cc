import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BenchReport } from '../../../src/features/bench/report.ts';
import { createTestRepository, type TestRepository } from '../history/testRepository.ts';
import { buildCli, type CliWorkshop, finish, openWorkshop } from './runCli.ts';

const COMMITS = 6;
/** A run takes some seconds; a machine with much else to do may need a minute. */
const TIMEOUT = 600_000;
let shop: CliWorkshop;
let project: TestRepository;
const temporary = (): string => path.join(path.dirname(project.folder), 'temporary');

beforeAll(() => {
  buildCli();
  shop = openWorkshop('shop');
  project = createTestRepository();
  mkdirSync(temporary());
  process.env['TMPDIR'] = temporary();
  fillRepository();
}, TIMEOUT);
afterAll(() => {
  delete process.env['TMPDIR'];
  shop.remove();
  project.remove();
});

/**
 * Two files that always change together, one importing the other, each in a folder with six others that come after it in
 * the alphabet: the same folder has six files before the wanted one, imports have none.
 */
function fillRepository(): void {
  const numbers = Array.from({ length: COMMITS }, (_, at) => at + 1);
  const rates = (changed: number): string =>
    numbers
      .map(
        n => `export function rateFor${n}(sum: number): number {\n  return sum * ${n <= changed ? n + 0.5 : n};\n}\n`,
      )
      .join('');
  const cart = (used: number): string => {
    const names = numbers.slice(0, used).map(n => `rateFor${n}`);
    const body = names.map(name => `  sum += ${name}(sum);\n`).join('');
    return `import { ${names.join(', ')} } from '../lib/base.ts';\nexport function total(sum: number): number {\n${body}  return sum;\n}\n`;
  };
  const others = ['app', 'lib'].flatMap(folder =>
    numbers.map(n => [`${folder}/f${n}.ts`, `export const ${folder}${n} = ${n};\n`] as const),
  );
  project.commit({
    ...Object.fromEntries(others),
    'app/cart.ts': cart(0),
    'lib/base.ts': rates(0),
    '.gitignore': '*.log\n',
  });
  for (const n of numbers) project.commit({ 'app/cart.ts': cart(n), 'lib/base.ts': rates(n) }, `use rate ${n}`);
}

type Report = BenchReport & { readonly schema: number; readonly seconds: number };
const bench = async (...words: string[]): Promise<Report> => {
  const { code, output, errors } = await shop.run(['bench', project.folder, '--json', ...words]);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output);
};
const means = ({ tables }: Report, kind: string, method: string): Record<string, number> => {
  const row = tables.find(table => table.kind === kind)?.rows.find(each => each.method === method);
  return Object.fromEntries(Object.entries(row?.measures ?? {}).map(([name, { mean }]) => [name, mean]));
};
const untouched = (): unknown => ({
  status: project.git('--no-optional-locks', 'status', '--porcelain', '--ignored'),
  references: project.git('for-each-ref'),
  head: readFileSync(path.join(project.folder, '.git/HEAD'), 'utf8'),
  files: readdirSync(project.folder, { recursive: true, encoding: 'utf8' }).sort(),
  index: statSync(path.join(project.folder, '.git/index')).mtimeMs,
});

describe('bench', { timeout: TIMEOUT }, () => {
  it('finds the tasks in history, measures everyone, and leaves nothing behind', async () => {
    const before = untouched();
    const report = await bench();
    expect(untouched()).toEqual(before);
    expect(readdirSync(temporary())).toEqual([]);
    expect(report).toMatchObject({ schema: 1, commits: COMMITS, shallow: false, leftOut: [] });
    expect(report.tables.map(({ kind, tasks, commits }) => [kind, tasks, commits])).toEqual([
      ['cochange', COMMITS, COMMITS],
      ['definitions', COMMITS, COMMITS],
    ]);
    expect(means(report, 'cochange', 'same folder')).toMatchObject({
      'recall@5': 0,
      'recall@10': 1,
      MRR: expect.closeTo(1 / 7),
    });
    expect(means(report, 'cochange', 'imports')).toMatchObject({ 'recall@5': 1, 'recall@10': 1, MRR: 1 });
    expect(means(report, 'cochange', 'Cairn')).toMatchObject({ 'recall@5': 1, 'recall@10': 1 });
    // The outline of the imported file has six headers, and one of them is wanted.
    const imports = means(report, 'definitions', 'imports');
    expect(imports).toMatchObject({ 'recall@1k': 1, 'recall@8k': 1 });
    expect(imports['useful']).toBeGreaterThan(0);
    expect(means(report, 'definitions', 'Cairn')).toMatchObject({ 'recall@1k': 1 });
  });
  it('gives the same figures again, of one kind alone too', async () => {
    const figures = ({ tables }: Report): unknown => tables.find(({ kind }) => kind === 'cochange');
    const one = await bench('--only', 'cochange', '--seed', '5');
    expect(one.tables.map(({ kind }) => kind)).toEqual(['cochange']);
    expect(figures(await bench('--seed', '5'))).toEqual(figures(one));
  });
  it('prints tables for people', async () => {
    const { code, output, errors } = await shop.run(['bench', project.folder, '--commits', '5']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^project {2}\d commits looked at, 2023-11-\d\d to 2023-11-\d\d\n/);
    expect(output).toMatch(/\nsame folder +0\.0 \(0–0\) +100\.0 \(100–100\) +14\.3 \(14–14\)/);
    expect(output).toMatch(/\nimports +100\.0 \(100–100\)/);
    expect(output).toContain('the whole run took');
    expect(output).not.toContain('\u001b');
  });
  it('says what is wrong', async () => {
    const fails = async (folder: string, code: number, message: RegExp): Promise<void> => {
      const result = await shop.run(['bench', folder]);
      expect({ code: result.code, output: result.output }).toEqual({ code, output: '' });
      expect(result.errors).toMatch(message);
    };
    await fails(shop.folder, 2, /not a git repository/);
    await fails('nowhere', 2, /nowhere: not a folder/);
    project.git('clone', '--quiet', '--depth', '1', `file://${project.folder}`, '../shallow');
    await fails(path.join(project.folder, '../shallow'), 1, /shallow: `git fetch --unshallow`/);
    project.git('clone', '--quiet', '--depth', '4', `file://${project.folder}`, '../short');
    await fails(
      path.join(project.folder, '../short'),
      1,
      /too few tasks: 3 tasks of co-change, 3 tasks of definitions in 3 commits/,
    );
    expect(readdirSync(temporary())).toEqual([]);
  });
  it('leaves nothing behind when it is interrupted', async () => {
    const before = readdirSync(temporary());
    const child = shop.start('bench', project.folder);
    const ended = finish(child);
    for (let turn = 0; turn < 6000 && readdirSync(temporary()).length === before.length; turn++) await wait(10);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, output: '', errors: '' });
    expect(readdirSync(temporary())).toEqual(before);
  });
});
