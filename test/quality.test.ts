import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
import { type CoChangeTask, coChangeTasks, hasHistory } from './quality/coChange.ts';
import { type DefinitionTask, definitionTasks } from './quality/definitions.ts';

// Floors under the quality of ranking and packing, on Cairn's own sources and history: a change that loses quality fails here.
// A floor stands a little under what was measured when it was set; raise it when the measurement rises.

const root = path.resolve(import.meta.dirname, '..');
const BUDGETS = [256, 1024] as const;
const temporary = mkdtempSync(path.join(tmpdir(), 'cairn-quality-'));

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe.each([
  { kind: 'direct', floors: { 256: 0.8, 1024: 0.95 } },
  { kind: 'member', floors: { 256: 0.75, 1024: 0.9 } },
] as const)('definition of a $kind name, in Cairn’s own sources', ({ kind, floors }) => {
  test('its header is in the pack', async () => {
    const tree = copyOfSources(kind);
    const tasks = definitionTasks(tree, kind, 150);
    expect(tasks.length).toBe(150);
    const answers = await batch(tree, tasks.map(queryOf));
    const found = (budget: number) => tasks.filter(task => holdsDefinition(answers.get(task.id), task, budget));
    const measured = BUDGETS.map(budget => [budget, found(budget).length / tasks.length] as const);
    console.log(`${kind}:`, ...measured.map(([budget, recall]) => `${recall.toFixed(3)} at ${budget} tokens`));
    for (const [budget, recall] of measured)
      expect(recall, `at ${budget} tokens`).toBeGreaterThanOrEqual(floors[budget]);
  }, 300_000);
});

describe('co-change, in Cairn’s own history', () => {
  test.skipIf(!hasHistory(root))(
    'the other files of a commit are found from the first',
    async () => {
      const recalls: number[] = [];
      for (const task of coChangeTasks(root)) {
        const { id, file, hunks, subject: text } = task;
        const answers = await batch(treeAt(task.base), [
          { id, file, line: hunks[0]?.[0] ?? 1, character: 0, hunks, text },
        ]);
        recalls.push(recallAt(10, answers.get(id)?.files ?? [], task));
      }
      const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
      console.log(`co-change: recall@10 ${mean.toFixed(3)} over ${recalls.length} commits`);
      expect(mean).toBeGreaterThanOrEqual(0.5);
    },
    300_000,
  );
});

function copyOfSources(name: string): string {
  const tree = path.join(temporary, name);
  for (const folder of ['src', 'grammars'])
    cpSync(path.join(root, folder), path.join(tree, folder), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json']) cpSync(path.join(root, file), path.join(tree, file));
  return tree;
}

/** The sources as they were at `commit`. */
function treeAt(commit: string): string {
  const tree = path.join(temporary, commit);
  mkdirSync(tree, { recursive: true });
  const archive = execFileSync('git', ['-C', root, 'archive', commit], { maxBuffer: 1 << 28 });
  execFileSync('tar', ['x', '-C', tree], { input: archive });
  return tree;
}

function queryOf({ id, file, line, character, prefix }: DefinitionTask): object {
  return { id, file, line, character, prefix, budgets: BUDGETS };
}

function holdsDefinition(answer: Answer | undefined, task: DefinitionTask, budget: number): boolean {
  const items = answer?.contexts?.[String(budget)] ?? [];
  return items.some(item => item.file === task.gold && squeeze(item.text).includes(squeeze(task.header)));
}

interface Answer {
  readonly id: unknown;
  readonly files?: readonly string[];
  readonly contexts?: Readonly<Record<string, readonly { readonly file: string; readonly text: string }[]>>;
}

/** Answers of the built command line, by id. */
async function batch(tree: string, queries: readonly object[]): Promise<ReadonlyMap<unknown, Answer>> {
  const cairn = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'batch'], {
    cwd: tree,
    env: { ...process.env, CAIRN_STORE: path.join(temporary, 'store') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  cairn.stdin.end(queries.map(query => `${JSON.stringify(query)}\n`).join(''));
  const answers = new Map<unknown, Answer>();
  for await (const line of createInterface({ input: cairn.stdout })) {
    const answer = JSON.parse(line) as Answer;
    answers.set(answer.id, answer);
  }
  return answers;
}

function recallAt(count: number, ranked: readonly string[], { file, gold }: CoChangeTask): number {
  const candidates = ranked.filter(each => each !== file && each.startsWith('src/')).slice(0, count);
  return gold.filter(each => candidates.includes(each)).length / gold.length;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
