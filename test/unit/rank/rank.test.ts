import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { createRanker } from '../../../src/rank/rank.ts';
import type { Ranking } from '../../../src/rank/ranking.ts';
import { changesOf, queryAt } from './workspace.ts';

const FILES = {
  'README.md': '# A server that listens\n',
  'src/server.ts':
    'export class Server {\n  listen(port: number) {}\n  close() {}\n}\nexport const defaultPort = 80;\nfunction hidden() {}\n',
  'src/client.ts': "import { defaultPort } from './server';\nexport class Client { open(port = defaultPort) {} }\n",
  'src/log.ts': 'export function log(text: string) {}\n',
  'test/main.test.ts': "import { main } from '../src/main';\nmain();\n",
  'lib/util.py': 'def listen(port):\n    pass\n',
  'src/main.ts':
    "import { Server } from './server';\nimport { log } from './log';\nexport function main() {\n  log('x');\n  new Server().|\n}\n",
};

const ranker = () => createRanker({ clock: () => 0 });
const paths = ({ files }: Ranking, query: Awaited<ReturnType<typeof queryAt>>) =>
  files.map(({ file }) => query.snapshot.file(file)?.source.path.relative);

test('a completion after a dot wants the members of the receiver, an edit its neighbourhood', async () => {
  const completion = await queryAt(FILES);
  const ranking = ranker().rank(completion);
  expect(paths(ranking, completion).slice(0, 2)).toContain('src/server.ts');
  const names = ranking.symbols.map(({ symbol }) => completion.snapshot.symbol(symbol)?.qualifiedName);
  expect(names.slice(0, 3).sort()).toEqual(['Server', 'Server.close', 'Server.listen']);
  const edit = await queryAt(FILES, 'edit');
  expect(paths(ranker().rank(edit), edit)).toContain('test/main.test.ts');
});

test('every answer has reasons, scores fall from 1, and the edited file is not ranked', async () => {
  for (const task of ['completion', 'edit'] as const) {
    const query = await queryAt(FILES, task);
    const { files, symbols } = ranker().rank(query);
    for (const list of [files, symbols]) {
      expect(list[0]?.score).toBe(1);
      let last = 1;
      for (const { score, evidence } of list) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(last);
        last = score;
        expect(evidence.length).toBeGreaterThan(0);
        for (const { reason } of evidence) expect(reason).toMatch(/^\S.*[^.]$/);
      }
    }
    expect(files.some(({ file }) => file === query.file)).toBe(false);
  }
});

/** The ranking with paths in place of ids, which depend on the order of arrival. */
async function ranked(order: readonly string[], task: 'completion' | 'edit'): Promise<string[]> {
  const marked = await queryAt(FILES, task);
  const texts: Record<string, string> = { ...FILES, 'src/main.ts': marked.text };
  const index = createWorkspaceIndex({ roots: ['/w'], readConfig: path => texts[path.relative] });
  const changes = await changesOf(Object.fromEntries(order.map(path => [path, texts[path] ?? ''])));
  const snapshot = index.update(changes, true);
  const file = snapshot.find({ root: 0, relative: 'src/main.ts' })?.id ?? -1;
  const { files, symbols } = ranker().rank({ ...marked, snapshot, file });
  return [
    ...files.map(({ file: id, score, evidence }) => {
      return `${snapshot.file(id)?.source.path.relative} ${score} ${evidence.map(({ reason }) => reason).join('; ')}`;
    }),
    ...symbols.map(({ symbol, score }) => `${snapshot.symbol(symbol)?.qualifiedName} ${score}`),
  ];
}

test('the order in which files arrive changes nothing', async () => {
  const expected = {
    completion: await ranked(Object.keys(FILES), 'completion'),
    edit: await ranked(Object.keys(FILES), 'edit'),
  };
  expect(expected.edit.length).toBeGreaterThan(5);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(Object.keys(FILES), { minLength: Object.keys(FILES).length }),
      fc.constantFrom('completion', 'edit'),
      async (order, task) => {
        expect(await ranked(order, task)).toEqual(expected[task]);
      },
    ),
    { numRuns: 12 },
  );
});

test('a ranker that has seen other snapshots answers as a fresh one', async () => {
  const used = ranker();
  used.rank(
    await queryAt({ ...FILES, 'src/log.ts': 'export function log() { port(); }\n', 'src/extra.ts': 'listen port' }),
  );
  const query = await queryAt(FILES, 'edit');
  expect(used.rank(query)).toEqual(ranker().rank(query));
});
